"""What is asked, and why: how far each standard is, and what the newest talks were given (D17)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking.picked import NEWEST, Filling, filling, newest_picks
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.model import SOURCES, Audience
from dialogs.recipe import Pick
from evidence.scope import Scope, scope
from store.tx import Tx

Talks = tuple[tuple[tuple[Pick, ...], ...], ...]
Found = tuple[Frame, Scope | None, tuple[Filling, ...] | None, Talks]


async def show(desk: Desk, visit: Visit) -> Response:
    """One audience, for one round, in all services or one; the people supported unless others are chosen."""
    round_id, service_id = visit.choice("round"), visit.choice("service")
    audience = _audience(visit)

    def read(tx: Tx) -> Found:
        found = scope(tx, desk.pack, round_id=round_id, service_id=service_id, only=visit.member.services)
        if found is None:
            return frame(tx, visit.member), None, (), ()
        fillings = filling(tx, desk.pack, audience, round_id=found.round.id, service_id=found.service_id)
        return (
            frame(tx, visit.member),
            found,
            fillings,
            newest_picks(tx, audience, round_id=found.round.id) if fillings else (),
        )

    around, found, fillings, talks = await desk.database.read(read)
    if found is None and (round_id or service_id):
        raise HTTPException(404)
    prompts = {prompt.id: prompt.question for prompt in desk.pack.prompts}
    standards = {standard.id: standard for standard in desk.pack.standards}
    return page(
        "questions.html",
        visit=visit,
        frame=around,
        scope=found,
        audience=audience,
        sources=SOURCES,
        filling=fillings,
        talks=talks,
        newest=NEWEST,
        prompts=prompts,
        standards=standards,
    )


def _audience(visit: Visit) -> Audience:
    """Whom the page is about; a 404 for a word that is no audience with talks of its own."""
    wanted = visit.request.query_params.get("audience", Audience.PERSON)
    if wanted not in SOURCES:
        raise HTTPException(404)
    return Audience(wanted)
