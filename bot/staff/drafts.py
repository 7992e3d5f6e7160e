"""A listener says what was said in a recording: the machine's draft, confirmed or corrected."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from asking.noticing import notice
from asking.sight import NOTHING, see_first
from bot.http.forms import text_field
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.recordings import media_of, show_page
from store import access_log, noticed, transcripts
from store.tx import Tx

LONGEST = 4000


async def confirm(desk: Desk, visit: Visit) -> Response:
    """Keep the words as the listener's, with their name. Nothing else changes: it does not count as heard by this."""
    media_id, who = visit.number("recording"), visit.field("listener")
    words = text_field(visit.form, "words", LONGEST) if visit.form is not None else ""
    mistakes = tuple(name for name, value in (("words", words), ("listener", who)) if not value)
    if mistakes:
        return await show_page(desk, visit, status=400, mistakes=mistakes, typed=words)

    said = await desk.database.read(lambda tx: noticed.spoken(tx, media_id, words))
    seen = await see_first(said.words, said.language) if said else NOTHING

    def write(tx: Tx) -> bool:
        found = media_of(tx, media_id)
        kept = transcripts.confirm(tx, found, words=words, who=who, at=desk.now())
        if kept:
            said = noticed.spoken(tx, media_id, words)
            if said:
                notice(tx, said, desk.clock(), seen)
            did = f"said what recording {media_id} says"
            access_log.add(tx, at=desk.now(), who=visit.on_behalf_of(who), did=did, person_id=found.person_id)
        return kept

    if not await desk.database.write(write):
        return await show_page(desk, visit, status=409)
    if seen.kinds:
        desk.bell()
    return RedirectResponse(f"/staff/recordings/{media_id}", status_code=303)
