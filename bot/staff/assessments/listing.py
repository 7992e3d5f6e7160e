"""Every self-assessment: how far it is, and what is published."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.assessments.plain import place_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.written import Whole, read
from store import assessments
from store.assessments import Signed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Line:
    """One of the list."""

    whole: Whole
    place: str
    published: Signed | None


async def show(desk: Desk, visit: Visit) -> Response:
    """Those of the services that this member sees."""

    def gathered(tx: Tx) -> tuple[Frame, list[Line]]:
        found = [one for one in assessments.all(tx) if visit.sees(one.service_id)]
        lines = [Line(read(tx, desk.pack, one), place_of(tx, one), assessments.published(tx, one.id)) for one in found]
        return frame(tx, visit.member), lines

    around, lines = await desk.database.read(gathered)
    done = visit.request.query_params.get("done", "")
    return page("assessments/all.html", visit=visit, frame=around, lines=lines, code=desk.pack.name, done=done)
