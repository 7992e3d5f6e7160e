"""Before anything is published: what everyone would read, and what was ticked and will be missing there."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.assessments.plain import WHY, known, place_of, sight_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.choosing import State, state_of
from evidence.self_assessment.missing import Missing, missing
from store.tx import Tx

REPORTS = {
    "public-statement": "The short public statement",
    "easy-read-summary": "The easy-read summary",
    "self-assessment": "The whole, a table for each area",
}
FORMATS = {"pdf": "PDF", "docx": "Word"}


async def show(desk: Desk, visit: Visit) -> Response:
    """The three texts of what is written now, or of one signed version, and what is missing in them."""
    version = visit.choice("version")

    def read(tx: Tx) -> tuple[Frame, State | None, str, tuple[Missing, ...]]:
        one = known(tx, visit)
        found = state_of(tx, desk.pack, one, public=True, version=version, previews=True)
        left = missing(tx, desk.pack, found.whole, sight_of(visit), today=visit.today) if found else ()
        return frame(tx, visit.member), found, place_of(tx, one), left

    around, found, place, left = await desk.database.read(read)
    if found is None:
        raise HTTPException(404)
    return page(
        "assessments/preview.html",
        visit=visit,
        frame=around,
        found=found,
        version=version,
        place=place,
        missing=left,
        why=WHY,
        reports=REPORTS,
        formats=FORMATS,
    )
