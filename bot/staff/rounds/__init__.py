"""Rounds: planning them, how far they are, ending them, and what comes after."""

from __future__ import annotations

from asking.permissions import CARERS, MANAGERS, READERS
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.rounds import changing, comparing, ends, listing, one, planning, quality

__all__ = ["DOORS"]

SEEN = CARERS | READERS
"""Who sees how far a round is. Names are for `CARERS` only."""

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/rounds", listing.show, SEEN),
    Door("GET", "/staff/rounds/plan", planning.show, MANAGERS),
    Door("POST", "/staff/rounds/plan", planning.plan, MANAGERS),
    Door("GET", "/staff/rounds/compare", comparing.show, READERS),
    Door("GET", "/staff/rounds/{round:int}", one.show, SEEN, whose.round_seen),
    Door("GET", "/staff/rounds/{round:int}/questions", quality.show, MANAGERS, whose.round_seen),
    Door("GET", "/staff/rounds/{round:int}/questions.csv", quality.download, MANAGERS, whose.round_seen),
    Door("GET", "/staff/rounds/{round:int}/change", changing.show, MANAGERS, whose.round_run),
    Door("POST", "/staff/rounds/{round:int}/change", changing.change, MANAGERS, whose.round_run),
    Door("GET", "/staff/rounds/{round:int}/close", ends.ask_close, MANAGERS, whose.round_run),
    Door("POST", "/staff/rounds/{round:int}/close", ends.close, MANAGERS, whose.round_run),
    Door("POST", "/staff/rounds/{round:int}/reopen", ends.reopen, MANAGERS, whose.round_run),
    Door("GET", "/staff/rounds/{round:int}/stop", ends.ask_stop, MANAGERS, whose.round_run),
    Door("POST", "/staff/rounds/{round:int}/stop", ends.stop, MANAGERS, whose.round_run),
    Door("GET", "/staff/rounds/{round:int}/cancel", ends.ask_cancel, MANAGERS, whose.round_run),
    Door("POST", "/staff/rounds/{round:int}/cancel", ends.cancel, MANAGERS, whose.round_run),
)
"""Every address of the room."""
