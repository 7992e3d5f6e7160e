"""The evidence: who was heard in each area, and how strong it is."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.areas import AreaSummary, area_summaries
from evidence.scope import Scope, scope
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """Every area, for one round: the newest unless another is chosen."""
    round_id, service_id, today = visit.choice("round"), visit.choice("service"), visit.today

    def read(tx: Tx) -> tuple[Frame, Scope | None, tuple[AreaSummary, ...]]:
        found = scope(tx, desk.pack, round_id=round_id, service_id=service_id, only=visit.member.services)
        areas = area_summaries(tx, found, today=today) if found else ()
        return frame(tx, visit.member), found, areas

    around, found, areas = await desk.database.read(read)
    if found is None and (round_id or service_id):
        raise HTTPException(404)
    return page("evidence.html", visit=visit, frame=around, scope=found, areas=areas, pack=desk.pack)
