"""Listening to a recording, and saying so (D19)."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.sound import sound_response
from bot.staff.waiting import Waiting, recording
from store import access_log, media, people
from store.crypto import DataKey
from store.errors import UnknownRow
from store.media import Media
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """One recording, with the button to play it."""
    return await _page(desk, visit)


async def play(desk: Desk, visit: Visit) -> Response:
    """The sound itself. That someone listens is written down before anything is opened."""
    media_id = visit.number("recording")

    def write(tx: Tx) -> tuple[Media, DataKey]:
        found = _media(tx, media_id)
        key = people.data_key(tx, found.person_id)
        if key is None:
            raise HTTPException(404)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"played recording {media_id}", person_id=found.person_id)
        return found, key

    found, key = await desk.database.write(write)
    try:
        sound = await asyncio.to_thread(desk.media.read, key, found.file)
    except UnknownRow as error:
        raise HTTPException(404) from error
    return sound_response(sound, found.mime, visit.request.headers.get("range", ""))


async def hear(desk: Desk, visit: Visit) -> Response:
    """A named person says that they have heard it."""
    media_id, who = visit.number("recording"), visit.field("who")
    if not who:
        return await _page(desk, visit, status=400, missing=True)

    def write(tx: Tx) -> bool:
        found = _media(tx, media_id)
        heard = media.mark_heard(tx, media_id, who, desk.now())
        if heard:
            by, did = visit.on_behalf_of(who), f"heard recording {media_id}"
            access_log.add(tx, at=desk.now(), who=by, did=did, person_id=found.person_id)
        return heard

    if not await desk.database.write(write):
        return await _page(desk, visit, status=409)
    return RedirectResponse("/staff/words", status_code=303)


async def _page(desk: Desk, visit: Visit, *, status: int = 200, missing: bool = False) -> Response:
    media_id = visit.number("recording")

    def read(tx: Tx) -> tuple[Frame, Waiting]:
        return frame(tx), recording(tx, desk, _media(tx, media_id))

    around, found = await desk.database.read(read)
    return page("recording.html", status=status, visit=visit, frame=around, one=found, missing=missing)


def _media(tx: Tx, media_id: int) -> Media:
    found = media.get(tx, media_id)
    if found is None:
        raise HTTPException(404)
    return found
