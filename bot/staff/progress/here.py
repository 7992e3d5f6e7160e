"""Which round and service these pages are about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException

from bot.staff.desk import Desk
from bot.staff.guard import Visit
from evidence.ladders import Agree, Scope, scope
from store import plans
from store.tx import Tx

AGREE: Mapping[str, str] = MappingProxyType(
    {
        Agree.CLOSE: "They are close together.",
        Agree.SOME: "They are some way apart.",
        Agree.FAR: "They are far apart. Talk about it.",
    }
)
"""What is said of how far raters are apart."""


def here(tx: Tx, desk: Desk, visit: Visit) -> Scope | None:
    """The round and service that the address names, else the newest and all; None before there is a round.

    Raises:
        HTTPException: 404 for a round or service that there is not, or not for this member.
    """
    round_id, service_id = visit.choice("round"), visit.choice("service")
    found = scope(tx, desk.ladders, round_id=round_id, service_id=service_id, only=visit.member.services)
    if found is None and (round_id or service_id):
        raise HTTPException(404)
    return found


def plan_of(tx: Tx, round_id: int) -> int:
    """The plan of a round of ladders, where actions from it go; 0 where it was closed."""
    every = (one for one in plans.all(tx) if one.kind == plans.LADDERS and not one.closed_at)
    return next((one.id for one in every if one.from_id == str(round_id)), 0)
