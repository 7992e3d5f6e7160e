"""Spoken screens: made once, kept in a folder, and made only once however many ask at the same time."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from easyread.speech.encode import MP3, OGG_OPUS, SAMPLE_RATE_HZ, Encoded, Encoding, encoded
from easyread.speech.espeak import EspeakSpeaker
from easyread.speech.samples import joined, resampled
from easyread.speech.shelf import Shelf
from easyread.speech.speaker import NoSound, Sound, Speaker
from easyread.speech.words import speakable

PAUSE_SECONDS = 0.5
LIMIT_BYTES = 256_000_000  # about ten hours: a pack at all three rates, and what people add to it
VERSION = 2  # goes up when the same pieces give another sound


@dataclass(frozen=True, slots=True)
class Spoken:
    """A file to play.

    Attributes:
        key: The same for the same pieces, voice, rate and kind of file; good for an ETag or Telegram's file ids.
        made: It was spoken just now, rather than found in the folder.
    """

    data: bytes
    seconds: float
    key: str
    made: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Order:
    pieces: tuple[str, ...]
    language: str
    rate_wpm: int
    encoding: Encoding
    keep: bool
    key: str


class SpeechCache:
    """What was spoken before, and a voice for what was not."""

    def __init__(self, folder: Path, speaker: Speaker | None = None, *, limit_bytes: int = LIMIT_BYTES) -> None:
        """Touches nothing yet.

        Args:
            folder: Where files are kept. It may be deleted at any time.
            speaker: The voice; the built-in one when left out.
            limit_bytes: How large the files may be together.
        """
        self._speaker = speaker or EspeakSpeaker()
        self._shelf = Shelf(folder, limit_bytes)
        self._flights: dict[tuple[str, bool], asyncio.Task[Spoken]] = {}

    async def ogg(self, pieces: tuple[str, ...], language: str, rate_wpm: int, *, keep: bool = True) -> Spoken:
        """Sentences and labels as one voice note for Telegram, with half a second between two.

        Args:
            pieces: What to say. A piece without words, such as an emoji, is passed over.
            language: A language code such as `en`.
            rate_wpm: Words a minute; see `RATES_WPM`.
            keep: False where a piece holds somebody's name: then nothing of it is written to the disk.

        Raises:
            NoSound: There is no sound for this. See `EspeakSpeaker.speak` for the codes; `not-encoded` comes on top.
            ValueError: The rate is out of bounds.
        """
        return await self._spoken(pieces, language, rate_wpm, OGG_OPUS, keep=keep)

    async def mp3(self, pieces: tuple[str, ...], language: str, rate_wpm: int, *, keep: bool = True) -> Spoken:
        """The same as `ogg`, as an MP3 file, which every browser plays."""
        return await self._spoken(pieces, language, rate_wpm, MP3, keep=keep)

    async def _spoken(
        self, pieces: tuple[str, ...], language: str, rate_wpm: int, encoding: Encoding, *, keep: bool
    ) -> Spoken:
        words = tuple(filter(None, map(speakable, pieces)))
        if not words:
            raise NoSound("no-words", "There is nothing in the text that can be spoken.")
        voices = [self._speaker.voice(piece, language, rate_wpm) for piece in words]
        key = _key(words, language, rate_wpm, voices, encoding)
        order = _Order(words, language, rate_wpm, encoding, keep, key)
        flight = self._flights.get((key, keep))
        if flight is None:
            flight = asyncio.create_task(self._find_or_make(order))
            self._flights[key, keep] = flight
            flight.add_done_callback(lambda done: self._landed(order, done))
        # One caller who gives up must not take the sound from the others.
        return await asyncio.shield(flight)

    async def _find_or_make(self, order: _Order) -> Spoken:
        name = f"{order.key}.{order.encoding.name}"
        found = await asyncio.to_thread(self._shelf.get, name) if order.keep else None
        if found is not None:
            return Spoken(found.data, found.seconds, order.key)
        made = await self._make(order)
        if order.keep:
            await asyncio.to_thread(self._shelf.put, name, made)
        return Spoken(made.data, made.seconds, order.key, made=True)

    async def _make(self, order: _Order) -> Encoded:
        speaking = (self._speaker.speak(piece, order.language, order.rate_wpm) for piece in order.pieces)
        sounds: list[Sound] = await asyncio.gather(*speaking)
        return await asyncio.to_thread(_file_of, sounds, order.encoding)

    def _landed(self, order: _Order, flight: asyncio.Task[Spoken]) -> None:
        del self._flights[order.key, order.keep]
        if not flight.cancelled():
            flight.exception()  # it has been seen, also where every caller has given up


def _file_of(sounds: list[Sound], encoding: Encoding) -> Encoded:
    """One file of many pieces, which may be of several voices."""
    return encoded(joined([resampled(sound, SAMPLE_RATE_HZ) for sound in sounds], PAUSE_SECONDS), encoding)


def _key(words: tuple[str, ...], language: str, rate_wpm: int, voices: list[str], encoding: Encoding) -> str:
    parts = [VERSION, encoding.name, encoding.version, voices, language.lower(), rate_wpm, *words]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
