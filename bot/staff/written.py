"""Reading what someone wrote, and saying so (D19)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.waiting import Waiting, written
from store import access_log, words
from store.tx import Tx
from store.words import Written


async def show(desk: Desk, visit: Visit) -> Response:
    """The words. That someone opened them is written down in the same transaction that reads them."""
    return await _page(desk, visit)


async def read(desk: Desk, visit: Visit) -> Response:
    """A named person says that they have read them."""
    words_id, who = visit.number("words"), visit.field("who")
    if not who:
        return await _page(desk, visit, status=400, missing=True)

    def write(tx: Tx) -> bool:
        found = _written(tx, words_id)
        marked = words.mark_heard(tx, words_id, who, desk.now())
        if marked:
            by, did = visit.on_behalf_of(who), f"read words {words_id}"
            access_log.add(tx, at=desk.now(), who=by, did=did, person_id=found.person_id)
        return marked

    if not await desk.database.write(write):
        return await _page(desk, visit, status=409)
    return RedirectResponse("/staff/words", status_code=303)


async def _page(desk: Desk, visit: Visit, *, status: int = 200, missing: bool = False) -> Response:
    words_id = visit.number("words")

    def write(tx: Tx) -> tuple[Frame, Waiting, str]:
        found = _written(tx, words_id)
        said = words.opened(tx, found)
        if said is None:
            raise HTTPException(404)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened words {words_id}", person_id=found.person_id)
        return frame(tx, visit.member), written(tx, desk, found), said

    around, found, said = await desk.database.write(write)
    return page("written.html", status=status, visit=visit, frame=around, one=found, said=said, missing=missing)


def _written(tx: Tx, words_id: int) -> Written:
    found = words.get(tx, words_id)
    if found is None:
        raise HTTPException(404)
    return found
