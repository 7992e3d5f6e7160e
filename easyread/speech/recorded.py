"""A voice that plays a real person's recording where there is one of these words, and leaves the rest to another."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from easyread.speech.recordings import BrokenIndex, Recorded, Recordings
from easyread.speech.speaker import NORMAL_WPM, NoSound, Sound, Speaker
from easyread.speech.take import NotUsable, take_from

LOG = logging.getLogger("plainsay.speech")


class RecordedSpeaker:
    """Recordings first.

    They are played at the normal rate only. Who asks for slower or faster needs it: a recording that is stretched
    sounds unlike the person, and one that is left as it is would not be slower. So then the other voice speaks.

    Args:
        recordings: The folder of recordings.
        otherwise: Speaks all that nobody recorded.
    """

    def __init__(self, recordings: Recordings, otherwise: Speaker) -> None:
        self._recordings = recordings
        self._otherwise = otherwise

    def voice(self, text: str, language: str, rate_wpm: int) -> str:
        """See `Speaker.voice`. A recording that is made anew, or taken away, has another name."""
        found = self._found(text, language, rate_wpm)
        return found[0] if found else self._otherwise.voice(text, language, rate_wpm)

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """See `Speaker.speak`. A recording that cannot be used is passed over, and the log says which."""
        found = self._found(text, language, rate_wpm)
        if found:
            _, path, recorded = found
            try:
                return await asyncio.to_thread(take_from, path, recorded.words)
            except NotUsable as error:
                LOG.warning("R102: The recording %s cannot be used: %s", path.name, error.code)
        return await self._otherwise.speak(text, language, rate_wpm)

    def _found(self, text: str, language: str, rate_wpm: int) -> tuple[str, Path, Recorded] | None:
        if rate_wpm != NORMAL_WPM:
            return None
        try:
            found = self._recordings.find(text, language)
            state = found[0].stat() if found else None
        except (BrokenIndex, OSError) as error:
            LOG.warning("R101: Recordings cannot be used: %s", type(error).__name__)
            return None
        if found is None or state is None:
            return None
        return f"recording {found[1].file} {state.st_mtime_ns} {state.st_size}", *found


def speaks(speaker: Speaker, language: str) -> bool:
    """Whether a voice speaks a language at all."""
    try:
        speaker.voice("a", language, NORMAL_WPM)
    except NoSound:
        return False
    return True
