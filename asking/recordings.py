"""A voice answer: sealed and on disk first, then its row and the turn in one transaction."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from asking.errors import RecordingRefused, UnknownLink
from asking.moment import stamp
from dialogs.events import Answered
from dialogs.inputs import Spoke
from store import media, people
from store.crypto import DataKey
from store.people import Person
from store.tx import Tx

if TYPE_CHECKING:  # conversation offers this as a method, and so imports this module
    from asking.conversation import Conversations, Delivery, Turn

MAX_BYTES = 10 * 1024 * 1024
# What browsers and phones record: the first bytes say what a file is, whatever its name claims.
SIGNATURES = (
    (0, b"OggS", "audio/ogg"),
    (0, b"\x1aE\xdf\xa3", "audio/webm"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"RIFF", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"caff", "audio/x-caf"),
    (0, b"fLaC", "audio/flac"),
)


async def take(
    conversations: Conversations, token: str, *, turn: int, data: bytes, mime: str, delivery: Delivery
) -> Turn:
    """Keep a recording as the answer to the current question. See `Conversations.record`."""
    kind = sound_kind(data, mime)
    person, key = await conversations.database.read(lambda tx: _owner(conversations, tx, token))
    file = await asyncio.to_thread(conversations.media.write, key, data)

    def keep(tx: Tx) -> Turn:
        at = stamp(conversations.clock())
        row = media.add(tx, person_id=person.id, file=file, mime=kind, size_bytes=len(data), at=at)
        result = conversations.turn(tx, token=token, taken=Spoke(turn, row), delivery=delivery)
        if any(isinstance(event, Answered) and event.media == row for event in result.events):
            return result
        media.delete(tx, row)  # the talk has moved on, or this came twice
        return replace(result, gone=(*result.gone, file))

    try:
        result = await conversations.database.write(keep)
    except BaseException:
        await conversations.discard((file,))
        raise
    await conversations.discard(result.gone)
    return result


def _owner(conversations: Conversations, tx: Tx, token: str) -> tuple[Person, DataKey]:
    person = conversations.open(tx, token).person
    key = people.data_key(tx, person.id)
    if key is None:
        raise UnknownLink
    return person, key


def sound_kind(data: bytes, mime: str) -> str:
    """What kind of sound this is, by its first bytes; `mime` only tells video from sound in a shared container.

    Raises:
        RecordingRefused: It is empty, too big, or no sound that we know.
    """
    if not data:
        raise RecordingRefused("empty")
    if len(data) > MAX_BYTES:
        raise RecordingRefused("too_big")
    for offset, signature, kind in SIGNATURES:
        if data[offset : offset + len(signature)] == signature and not mime.startswith("image/"):
            return kind
    raise RecordingRefused("not_audio")
