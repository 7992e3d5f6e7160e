"""Recordings that nobody has heard yet, and listening to them (D19)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.desk import Desk, Frame, frame
from bot.staff.guard import Visit
from bot.staff.sound import sound_response
from dialogs.pack import Pack
from store import access_log, answers, media, people, services
from store.crypto import DataKey
from store.errors import UnknownRow
from store.media import Media
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording as the list shows it: no name. `question` is '' when its answer is gone."""

    media: Media
    service: str
    question: str


async def show_all(desk: Desk, visit: Visit) -> Response:
    """What nobody has heard yet, oldest first."""

    def read(tx: Tx) -> tuple[Frame, list[Recording]]:
        return frame(tx), [_recording(tx, desk.pack, one) for one in media.not_heard(tx)]

    around, found = await desk.database.read(read)
    return desk.page("recordings.html", visit=visit, frame=around, recordings=found)


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
            by = visit.who if visit.who == who else f"{visit.who}, for {who}"
            access_log.add(tx, at=desk.now(), who=by, did=f"heard recording {media_id}", person_id=found.person_id)
        return heard

    if not await desk.database.write(write):
        return await _page(desk, visit, status=409)
    return RedirectResponse("/staff/recordings", status_code=303)


async def _page(desk: Desk, visit: Visit, *, status: int = 200, missing: bool = False) -> Response:
    media_id = visit.number("recording")

    def read(tx: Tx) -> tuple[Frame, Recording]:
        return frame(tx), _recording(tx, desk.pack, _media(tx, media_id))

    around, found = await desk.database.read(read)
    return desk.page("recording.html", status=status, visit=visit, frame=around, recording=found, missing=missing)


def _media(tx: Tx, media_id: int) -> Media:
    found = media.get(tx, media_id)
    if found is None:
        raise HTTPException(404)
    return found


def _recording(tx: Tx, pack: Pack, found: Media) -> Recording:
    answer = answers.of_media(tx, person_id=found.person_id, media_id=found.id)
    service = services.get(tx, answer.service_id) if answer else None
    asked = next((prompt.question.ask for prompt in pack.prompts if answer and prompt.id == answer.prompt), "")
    return Recording(found, service.name if service else "", asked)
