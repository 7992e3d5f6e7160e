"""Reports: the list of those that can be made now, and each of them to look at or to take along."""

from __future__ import annotations

from asking.permissions import CARERS, READERS
from bot.staff.guard import Door
from bot.staff.reports import listing, one

__all__ = ["DOORS"]

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/reports", listing.show, CARERS | READERS),
    Door("GET", "/staff/reports/{report}", one.show, CARERS | READERS),
)
"""Every address of the room. What a member may not see is not in their report, so no address is about one service."""
