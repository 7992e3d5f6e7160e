"""The page behind the area chart: what people say on each standard."""

from __future__ import annotations

from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking.records import WRITERS, may_see
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.areas import AreaEvidence, area_evidence
from evidence.crosswalks import of_part
from evidence.records import OfStandard, in_period
from evidence.scope import scope
from store.tx import Tx

YEAR = timedelta(days=365)


async def show(desk: Desk, visit: Visit) -> Response:
    """One area, for a round and for one service or all of them."""
    area = next((one for one in desk.pack.areas if one.id == visit.request.path_params["area"]), None)
    if area is None:
        raise HTTPException(404)
    round_id, service_id, today = visit.choice("round"), visit.choice("service"), desk.clock().date()

    def read(tx: Tx) -> tuple[Frame, AreaEvidence | None, dict[str, OfStandard]]:
        found = scope(tx, desk.pack, round_id=round_id, service_id=service_id, only=visit.member.services)
        papers = _papers(tx, desk, visit, found.service_id) if found else {}
        return frame(tx, visit.member), area_evidence(tx, found, area, today=today) if found else None, papers

    around, evidence, papers = await desk.database.read(read)
    if evidence is None:
        raise HTTPException(404)
    return page(
        "area.html",
        visit=visit,
        frame=around,
        evidence=evidence,
        papers=papers,
        adds=visit.role in WRITERS,
        met=of_part(desk.pack.id, area.id),
    )


def _papers(tx: Tx, desk: Desk, visit: Visit, service_id: int) -> dict[str, OfStandard]:
    """The records of the last twelve months that this reader may see, by standard."""
    since, until = (visit.today - YEAR).isoformat(), visit.today.isoformat()
    return in_period(tx, desk.pack, since, until, may_see=lambda one: may_see(visit.member, one), service_id=service_id)
