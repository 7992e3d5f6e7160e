"""A voice that remembers what it said last, for making many screens in a row: they share most of their labels."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from easyread.speech.speaker import Sound, Speaker

MOST = 64  # about ten megabytes


class Remembering:
    """Another voice, spared from saying the same again. For a command's one run: all of it stays in memory."""

    def __init__(self, speaker: Speaker, most: int = MOST) -> None:
        """Touches nothing yet.

        Args:
            speaker: The voice.
            most: How many sounds are remembered.
        """
        self._speaker = speaker
        self._most = most
        self._said: OrderedDict[tuple[str, str, int], asyncio.Task[Sound]] = OrderedDict()

    def voice(self, text: str, language: str, rate_wpm: int) -> str:
        """See `Speaker.voice`."""
        return self._speaker.voice(text, language, rate_wpm)

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """See `Speaker.speak`. Where it failed, it is tried anew."""
        key = (text, language, rate_wpm)
        if key not in self._said:
            self._said[key] = asyncio.create_task(self._speaker.speak(text, language, rate_wpm))
        said = self._said[key]
        self._said.move_to_end(key)
        while len(self._said) > self._most:
            self._said.popitem(last=False)
        try:
            return await asyncio.shield(said)
        except BaseException:
            self._said.pop(key, None)
            raise
