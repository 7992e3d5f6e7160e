"""Before anything is published: what everyone would read, what was ticked and is missing there, and names in it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking.assessment_names import names_of
from asking.names_to_ask import Named
from bot.staff import naming
from bot.staff.assessments.plain import WHY, known, place_of, sight_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.choosing import State, state_of
from evidence.self_assessment.declared import lacks
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

    def read(tx: Tx) -> tuple[Frame, State | None, str, tuple[Missing, ...], tuple[Named, ...]]:
        one = known(tx, visit)
        found = state_of(tx, desk.pack, one, public=True, version=version, previews=True)
        left = missing(tx, desk.pack, found.whole, sight_of(visit), today=visit.today) if found else ()
        named = names_of(tx, desk.pack, found.whole) if found else ()
        return frame(tx, visit.member), found, place_of(tx, one), left, named

    around, found, place, left, named = await desk.database.read(read)
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
        names=naming.lines(named),
        lacks=lacks(found.whole),
        why=WHY,
        reports=REPORTS,
        formats=FORMATS,
    )
