"""The action planning summary, a row for each ladder, and the detailed plans."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.progress.here import here
from evidence.detailed_plan import MORE, of_ladders, of_others
from evidence.ladders import Scope, Score, scores
from store.action import Action
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows.

    Attributes:
        rows: Each ladder, and the actions that were opened towards its next statement.
        others: Actions that began elsewhere and have a detailed plan.
    """

    frame: Frame
    scope: Scope | None
    rows: tuple[tuple[Score, tuple[Action, ...]], ...] = ()
    others: tuple[Action, ...] = ()


async def show(desk: Desk, visit: Visit) -> Response:
    """Sixteen rows: what we want to work towards."""
    return await _page(desk, visit, "progress/summary.html")


async def detailed(desk: Desk, visit: Visit) -> Response:
    """Every action from a ladder, and every other with a detailed plan, with all its fields."""
    return await _page(desk, visit, "progress/detailed.html")


async def _page(desk: Desk, visit: Visit, template: str) -> Response:
    sheet = await desk.database.read(lambda tx: _read(tx, desk, visit))
    return page(
        template,
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        more=MORE,
        tools=desk.ladders.tools_beside("action"),
    )


def _read(tx: Tx, desk: Desk, visit: Visit) -> Sheet:
    found, only = here(tx, desk, visit), visit.member.services
    if found is None:
        return Sheet(frame(tx, visit.member), None, others=of_others(tx, service_id=0, only=only))
    mine = of_ladders(tx, service_id=found.service_id, only=only)
    others = of_others(tx, service_id=found.service_id, only=only)
    rows = ((score, tuple(one for one in mine if one.said.from_id == score.ladder.id)) for score in scores(tx, found))
    return Sheet(frame(tx, visit.member), found, tuple(rows), others)
