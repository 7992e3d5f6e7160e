"""Two rounds beside each other: what moved, as far as that can be told."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.model import SOURCES, Audience
from evidence.comparison import HeldArea, comparison, sources_with_core
from evidence.scope import Scope, scope
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows; nothing where there are no two rounds to compare."""

    frame: Frame
    first: Scope | None
    second: Scope | None
    areas: tuple[HeldArea, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """`a` and `b` are the rounds, in any order: the earlier one comes first. Without them the newest two."""
    a, b, service_id = visit.choice("a"), visit.choice("b"), visit.choice("service")
    sources = sources_with_core(desk.pack, SOURCES) or SOURCES
    wanted = visit.request.query_params.get("source", Audience.PERSON)
    if wanted not in SOURCES:
        raise HTTPException(404)
    sheet = await desk.database.read(lambda tx: _read(tx, desk, visit, (a, b, service_id), Audience(wanted)))
    return page(
        "rounds/compare.html",
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        source=Audience(wanted),
        sources=sources,
    )


def _read(tx: Tx, desk: Desk, visit: Visit, which: tuple[int, int, int], source: Audience) -> Sheet:
    a, b, service_id = which
    only, around = visit.member.services, frame(tx, visit.member)
    later = scope(tx, desk.pack, round_id=b, service_id=service_id, only=only)
    if later is None:
        if b or service_id:
            raise HTTPException(404)
        return Sheet(around, None, None, ())
    a = a or _before(later)
    if not a or a == later.round.id:
        return Sheet(around, None, later, ())
    earlier = scope(tx, desk.pack, round_id=a, service_id=service_id, only=only)
    if earlier is None:
        raise HTTPException(404)
    first, second = sorted((earlier, later), key=lambda one: (one.round.opens_on, one.round.id))
    return Sheet(around, first, second, comparison(tx, first, second, source))


def _before(later: Scope) -> int:
    """The round before of the same kind; 0 where there is none. `rounds` is the newest first."""
    numbers = [one.id for one in later.rounds if one.kind is later.round.kind]
    return next(iter(numbers[numbers.index(later.round.id) + 1 :]), 0)
