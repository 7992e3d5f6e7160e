"""Someone who hears, reads or sees what a person said finds a worry in it: one button beside it.

What was said is kept once more, with the worry's own key: it stays where the person takes the rest back.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.worries import raise_worry
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from store import access_log, answers, comments, media, people, words, worries
from store.crypto import DataKey
from store.media import Media
from store.tx import Tx
from store.worries import LISTENER, Spoken


@dataclass(frozen=True, slots=True)
class _Found:
    """What was heard, read or seen, and where."""

    source: str
    service_id: int
    person_id: int
    session_id: int | None
    words: str
    language: str


async def from_words(desk: Desk, visit: Visit) -> Response:
    """In an answer in own words."""

    def found(tx: Tx) -> _Found | None:
        one = words.get(tx, visit.number("words"))
        said = words.opened(tx, one) if one else None
        if one is None or said is None:
            return None
        return _Found(f"words/{one.id}", one.service_id, one.person_id, one.session_id, said, one.language)

    return await _raise(desk, visit, await desk.database.read(found), None)


async def from_comment(desk: Desk, visit: Visit) -> Response:
    """In words beside the answers."""

    def found(tx: Tx) -> _Found | None:
        one = comments.get(tx, visit.number("comment"))
        said = comments.words_of(tx, one) if one else ""
        if one is None or not said:
            return None
        return _Found(f"comments/{one.id}", one.service_id, one.person_id, one.session_id, said, one.language)

    return await _raise(desk, visit, await desk.database.read(found), None)


async def from_recording(desk: Desk, visit: Visit) -> Response:
    """In a recording or photo: it is copied, sealed with a key of its own."""
    number = visit.number("recording")

    def found(tx: Tx) -> tuple[_Found, Media, DataKey] | None:
        one = media.get(tx, number)
        key = people.data_key(tx, one.person_id) if one else None
        owner = people.get(tx, one.person_id) if one else None
        if one is None or key is None or owner is None:
            return None
        beside = comments.of_media(tx, number)
        answer = answers.of_media(tx, person_id=one.person_id, media_id=number)
        where = beside or answer
        said = comments.words_of(tx, beside) if beside else ""
        service = where.service_id if where else owner.service_id
        language = where.language if where else "en"
        session = where.session_id if where else None
        return _Found(f"recordings/{number}", service, owner.id, session, said, language), one, key

    read = await desk.database.read(found)
    if read is None:
        raise HTTPException(404)
    what, one, key = read
    content = await asyncio.to_thread(desk.media.read, key, one.file)
    own = DataKey.new()
    spoken = Spoken(own, await asyncio.to_thread(desk.media.write, own, content), one.mime)
    return await _raise(desk, visit, what, spoken)


async def _raise(desk: Desk, visit: Visit, found: _Found | None, spoken: Spoken | None) -> Response:
    if found is None:
        raise HTTPException(404)

    def write(tx: Tx) -> int:
        known = [one for one in worries.of_source(tx, found.source) if one.closed_at is None]
        if known:
            return known[-1].id
        worry_id = raise_worry(
            tx,
            desk.clock(),
            service_id=found.service_id,
            person_id=found.person_id,
            session_id=found.session_id,
            words=found.words,
            origin=LISTENER,
            language=found.language,
            raised_by=visit.member.id,
            spoken=spoken,
            source=found.source,
        )
        did = f"found worry {worry_id} in what was said"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
        return worry_id

    worry_id = await desk.database.write(write)
    desk.bell()
    return RedirectResponse(f"/staff/worries/{worry_id}?done=found", status_code=303)
