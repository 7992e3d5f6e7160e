"""Saying how an action goes: a note, another status."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from asking.noticing import notice
from asking.sight import see_first
from bot.staff.actions.one import page_of
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from store import action_notes, actions, noticed
from store.action import Status
from store.noticed import Text
from store.tx import Tx

LONGEST = 1000


async def note(desk: Desk, visit: Visit) -> Response:
    """Add a note, with another status where one is chosen."""
    number, words = visit.number("action"), visit.field("words", LONGEST).strip()
    chosen = visit.field("status")
    if chosen not in set(Status):
        return await page_of(desk, visit, {"status": "Choose how far it is."})

    seen = await see_first(words, noticed.STAFF_WRITE)
    status, before = Status(chosen), await desk.database.read(lambda tx: actions.get(tx, number))

    def write(tx: Tx) -> str:
        found = actions.get(tx, number)
        if found is None:
            return ""
        moved = status is not found.status
        if not words and (not moved or status is Status.NO_LONGER_NEEDED):
            return "Write why it is no longer needed." if moved else "Write how it goes, or choose another status."
        made = action_notes.add(
            tx, number, words=words, status=status if moved else None, by=visit.member.id, at=desk.now()
        )
        notice(tx, Text(f"note/{made}", words, noticed.STAFF_WRITE, found.said.service_id), desk.clock(), seen)
        if moved:
            actions.put_status(tx, number, status, at=desk.now())
        return ""

    wrong = await desk.database.write(write)
    if wrong:
        return await page_of(desk, visit, {"words": wrong})
    if seen.kinds:
        desk.bell()
    finished = status is Status.DONE and before is not None and before.status is not Status.DONE
    return RedirectResponse(f"/staff/actions/{number}?done={'finished' if finished else 'noted'}", status_code=303)
