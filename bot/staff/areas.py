"""The page behind the area chart: what people say on each standard."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.areas import AreaEvidence, area_evidence
from evidence.crosswalks import of_part
from evidence.scope import scope
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """One area, for a round and for one service or all of them."""
    area = next((one for one in desk.pack.areas if one.id == visit.request.path_params["area"]), None)
    if area is None:
        raise HTTPException(404)
    round_id, service_id, today = visit.choice("round"), visit.choice("service"), desk.clock().date()

    def read(tx: Tx) -> tuple[Frame, AreaEvidence | None]:
        found = scope(tx, desk.pack, round_id=round_id, service_id=service_id, only=visit.member.services)
        return frame(tx, visit.member), area_evidence(tx, found, area, today=today) if found else None

    around, evidence = await desk.database.read(read)
    if evidence is None:
        raise HTTPException(404)
    return page("area.html", visit=visit, frame=around, evidence=evidence, met=of_part(desk.pack.id, area.id))
