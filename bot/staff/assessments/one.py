"""The page of one self-assessment: how far it is, and where to go on."""

from __future__ import annotations

from starlette.responses import Response

from asking.declaring import Asked, asked
from bot.staff.assessments.plain import known, place_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.choosing import State, written_now
from evidence.self_assessment.declared import lacks, line
from evidence.self_assessment.declaring import due_on
from evidence.self_assessment.years import Year, Years, last_time, years
from store import assessments, experts, voices
from store.assessments import Signed
from store.experts import Expert
from store.tx import Tx
from store.voices import Voice

Voices = tuple[Voice, ...]
Experts = tuple[Expert, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """Its sections, each with how many questions are answered, and what is left to do."""

    def read(
        tx: Tx,
    ) -> tuple[Frame, State, str, tuple[Signed, ...], Voices, Voices, Years, Experts, Asked | None, bool]:
        one = known(tx, visit)
        now = written_now(tx, desk.pack, one)
        signed = assessments.versions(tx, one.id)
        both = voices.of(tx, one.id, voices.CHECK), voices.of(tx, one.id, voices.CHALLENGE)
        rated = years(tx, desk.pack, Year(now.whole, now.signed), public=False)
        checked, starts = experts.of(tx, one.id), last_time(tx, desk.pack, one) is not None
        return frame(tx, visit.member), now, place_of(tx, one), signed, *both, rated, checked, asked(tx, one), starts

    around, now, place, signed, checks, challenges, rated, checked, waits, starts = await desk.database.read(read)
    found = now.whole
    return page(
        "assessments/one.html",
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        signed=signed,
        checks=len(checks),
        challenges=len(challenges),
        experts=checked,
        asked=waits,
        starts=starts,
        lacks=lacks(found),
        declaration=line(found),
        waiting=sum(one.replied_at is None for one in challenges),
        due=due_on(found),
        years=rated,
        code=desk.pack.name,
        done=visit.request.query_params.get("done", ""),
    )
