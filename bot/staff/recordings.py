"""Listening to a recording or looking at a photo, and saying so (D19)."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.http.sound import sound_response
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.waiting import Waiting, is_photo, recording
from store import access_log, comments, media, people, transcripts
from store.crypto import DataKey
from store.media import Media
from store.transcripts import Transcript
from store.tx import Tx

PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What a browser may be given to show: nothing that could hold a script."""


async def show(desk: Desk, visit: Visit) -> Response:
    """One recording with the button to play it, or one photo."""
    return await show_page(desk, visit)


async def play(desk: Desk, visit: Visit) -> Response:
    """The sound itself. That someone listens is written down before anything is opened."""
    found, sound = await _opened(desk, visit, photo=False)
    return sound_response(sound, found.mime, visit.request.headers.get("range", ""))


async def look(desk: Desk, visit: Visit) -> Response:
    """The photo itself. That someone looks is written down before anything is opened."""
    found, photo = await _opened(desk, visit, photo=True)
    return Response(photo, media_type=found.mime, headers={"Content-Disposition": "inline"})


async def hear(desk: Desk, visit: Visit) -> Response:
    """A named person says that they have heard or seen it."""
    media_id, who = visit.number("recording"), visit.field("who")
    if not who:
        return await show_page(desk, visit, status=400, missing=True)

    def write(tx: Tx) -> bool:
        found = media_of(tx, media_id)
        heard = media.mark_heard(tx, media_id, who, desk.now())
        if heard:
            did = f"saw photo {media_id}" if is_photo(found) else f"heard recording {media_id}"
            access_log.add(tx, at=desk.now(), who=visit.on_behalf_of(who), did=did, person_id=found.person_id)
        return heard

    if not await desk.database.write(write):
        return await show_page(desk, visit, status=409)
    return RedirectResponse("/staff/words", status_code=303)


async def _opened(desk: Desk, visit: Visit, *, photo: bool) -> tuple[Media, bytes]:
    """The row and the opened file of a recording, or of a photo; a 404 where it is the other."""
    media_id = visit.number("recording")
    did = f"opened photo {media_id}" if photo else f"played recording {media_id}"

    def write(tx: Tx) -> tuple[Media, DataKey]:
        found = media_of(tx, media_id)
        key = people.data_key(tx, found.person_id)
        if key is None or is_photo(found) is not photo or (photo and found.mime not in PHOTOS):
            raise HTTPException(404)
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
        return found, key

    found, key = await desk.database.write(write)
    return found, await asyncio.to_thread(desk.media.read, key, found.file)


async def show_page(
    desk: Desk,
    visit: Visit,
    *,
    status: int = 200,
    missing: bool = False,
    mistakes: tuple[str, ...] = (),
    typed: str = "",
) -> Response:
    """The page of one recording or photo.

    Args:
        desk: The store and the time.
        visit: Who asks.
        status: HTTP status.
        missing: The name of the one who heard it was left out.
        mistakes: What was left out of the form with the words.
        typed: The words that were typed there.
    """
    media_id = visit.number("recording")

    def write(tx: Tx) -> tuple[Frame, Waiting, str, Transcript | None]:
        found = media_of(tx, media_id)
        caption = _caption(tx, desk, visit, found)
        return frame(tx, visit.member), recording(tx, desk, found), caption, _draft(tx, desk, visit, found)

    around, found, caption, draft = await desk.database.write(write)
    return page(
        "recording.html",
        status=status,
        visit=visit,
        frame=around,
        one=found,
        caption=caption,
        draft=draft,
        missing=missing,
        mistakes=mistakes,
        typed=typed,
    )


def _draft(tx: Tx, desk: Desk, visit: Visit, found: Media) -> Transcript | None:
    """What a machine heard in it, if one listened. That someone opened it is written down with it."""
    draft = transcripts.get(tx, found)
    if draft is not None:
        did = f"opened the draft of recording {found.id}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
    return draft


def _caption(tx: Tx, desk: Desk, visit: Visit, found: Media) -> str:
    """What was written with it, '' where nothing was. That someone opened it is written down with it."""
    beside = comments.of_media(tx, found.id)
    words = comments.words_of(tx, beside) if beside else ""
    if words:
        did = f"opened the words with recording {found.id}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
    return words


def media_of(tx: Tx, media_id: int) -> Media:
    """A recording or photo, or a 404."""
    found = media.get(tx, media_id)
    if found is None:
        raise HTTPException(404)
    return found
