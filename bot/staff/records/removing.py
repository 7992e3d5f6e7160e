"""Taking a record away for good: asked once more before, and not at all while a hold stands on its person."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import quoted
from asking.errors import Held
from asking.records import held, may_remove
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, records
from store.errors import StoreError
from store.records import Record
from store.tx import Tx


async def confirm(desk: Desk, visit: Visit) -> Response:
    """Really? Or why it has to stay."""
    return await _page(desk, visit)


async def remove(desk: Desk, visit: Visit) -> Response:
    """Gone for good, with its file."""

    def write(tx: Tx) -> str | None:
        found = _record(tx, visit)
        if refused := held(tx, found):
            raise refused
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"removed record {found.id}", person_id=found.person_id)
        quoted.on_pages(tx, found.id, desk.now())
        return records.remove(tx, found.id, desk.now())

    try:
        file = await desk.database.write(write)
    except Held:
        return await _page(desk, visit, 400)
    if file:
        with suppress(StoreError):  # it goes at the next start
            await asyncio.to_thread(desk.media.delete, file)
    return RedirectResponse("/staff/records?done=removed", status_code=303)


async def _page(desk: Desk, visit: Visit, status: int = 200) -> Response:
    def write(tx: Tx) -> tuple[Frame, Record, Held | None]:
        found = _record(tx, visit)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened record {found.id}", person_id=found.person_id)
        return frame(tx, visit.member, found.person_id or 0), found, held(tx, found)

    around, one, kept = await desk.database.write(write)
    return page("records/remove.html", status=status, visit=visit, frame=around, one=one, kept=kept)


def _record(tx: Tx, visit: Visit) -> Record:
    found = records.get(tx, visit.number("record"))
    if found is None or not may_remove(visit.member, found):
        raise HTTPException(404)
    return found
