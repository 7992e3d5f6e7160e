"""The action planning summary, a row for each ladder, and the detailed plans."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.progress.here import here
from evidence.ladders import Scope, Score, scores
from evidence.reports.progress import MORE
from store import actions
from store.action import Action
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows: each ladder, and the actions that were opened towards its next statement."""

    frame: Frame
    scope: Scope | None
    rows: tuple[tuple[Score, tuple[Action, ...]], ...] = ()


async def show(desk: Desk, visit: Visit) -> Response:
    """Sixteen rows: what we want to work towards."""
    return await _page(desk, visit, "progress/summary.html")


async def detailed(desk: Desk, visit: Visit) -> Response:
    """Every action from a ladder with all the fields of a detailed plan."""
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
    found = here(tx, desk, visit)
    if found is None:
        return Sheet(frame(tx, visit.member), None)
    mine = [one for one in actions.all(tx) if one.said.from_kind == "ladder" and visit.sees(one.said.service_id)]
    mine = [one for one in mine if found.service_id in {0, one.said.service_id}]
    rows = ((score, tuple(one for one in mine if one.said.from_id == score.ladder.id)) for score in scores(tx, found))
    return Sheet(frame(tx, visit.member), found, tuple(rows))
