"""Reading what someone wrote beside their answers, and saying so (D19)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.waiting import Waiting, comment
from store import access_log, comments
from store.comments import Comment
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The words. That someone opened them is written down in the same transaction that reads them."""
    return await _page(desk, visit)


async def read(desk: Desk, visit: Visit) -> Response:
    """A named person says that they have read them."""
    comment_id, who = visit.number("comment"), visit.field("who")
    if not who:
        return await _page(desk, visit, status=400, missing=True)

    def write(tx: Tx) -> bool:
        found = _comment(tx, comment_id)
        marked = comments.mark_heard(tx, comment_id, who, desk.now())
        if marked:
            by, did = visit.on_behalf_of(who), f"read comment {comment_id}"
            access_log.add(tx, at=desk.now(), who=by, did=did, person_id=found.person_id)
        return marked

    if not await desk.database.write(write):
        return await _page(desk, visit, status=409)
    return RedirectResponse("/staff/words", status_code=303)


async def _page(desk: Desk, visit: Visit, *, status: int = 200, missing: bool = False) -> Response:
    comment_id = visit.number("comment")

    def write(tx: Tx) -> tuple[Frame, Waiting, str]:
        found = _comment(tx, comment_id)
        said = comments.words_of(tx, found)
        if not said:
            raise HTTPException(404)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened comment {comment_id}", person_id=found.person_id)
        return frame(tx, visit.member), comment(tx, desk, found), said

    around, found, said = await desk.database.write(write)
    return page("written.html", status=status, visit=visit, frame=around, one=found, said=said, missing=missing)


def _comment(tx: Tx, comment_id: int) -> Comment:
    """A comment of words alone: one with a recording or photo is read on that one's page."""
    found = comments.get(tx, comment_id)
    if found is None or found.media_id is not None:
        raise HTTPException(404)
    return found
