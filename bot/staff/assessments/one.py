"""The page of one self-assessment: how far it is, and where to go on."""

from __future__ import annotations

from starlette.responses import Response

from bot.staff.assessments.plain import place_of, whole
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.written import Whole
from store import assessments
from store.assessments import Signed
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """Its sections, each with how many questions are answered, and what is left to do."""

    def read(tx: Tx) -> tuple[Frame, Whole, str, tuple[Signed, ...]]:
        found = whole(tx, visit, desk.pack)
        signed = assessments.versions(tx, found.assessment.id)
        return frame(tx, visit.member), found, place_of(tx, found.assessment), signed

    around, found, place, signed = await desk.database.read(read)
    return page(
        "assessments/one.html",
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        signed=signed,
        code=desk.pack.name,
        done=visit.request.query_params.get("done", ""),
    )
