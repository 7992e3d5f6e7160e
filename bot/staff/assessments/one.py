"""The page of one self-assessment: how far it is, and where to go on."""

from __future__ import annotations

from starlette.responses import Response

from bot.staff.assessments.plain import place_of, whole
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.declaring import due_on
from evidence.self_assessment.written import Whole
from store import assessments, voices
from store.assessments import Signed
from store.tx import Tx
from store.voices import Voice


async def show(desk: Desk, visit: Visit) -> Response:
    """Its sections, each with how many questions are answered, and what is left to do."""

    def read(tx: Tx) -> tuple[Frame, Whole, str, tuple[Signed, ...], tuple[Voice, ...], tuple[Voice, ...]]:
        found = whole(tx, visit, desk.pack)
        number = found.assessment.id
        signed = assessments.versions(tx, number)
        both = voices.of(tx, number, voices.CHECK), voices.of(tx, number, voices.CHALLENGE)
        return frame(tx, visit.member), found, place_of(tx, found.assessment), signed, *both

    around, found, place, signed, checks, challenges = await desk.database.read(read)
    return page(
        "assessments/one.html",
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        signed=signed,
        checks=len(checks),
        challenges=len(challenges),
        waiting=sum(one.replied_at is None for one in challenges),
        due=due_on(found),
        code=desk.pack.name,
        done=visit.request.query_params.get("done", ""),
    )
