"""Reading aloud in a chat, by the built-in voice."""

from __future__ import annotations

import logging

from easyread.speech import NORMAL_WPM, NoSound, SpeechCache

LOG = logging.getLogger("plainsay.telegram")


class Aloud:
    """Makes voice notes.

    Args:
        cache: Speaks, and keeps what was spoken.
    """

    def __init__(self, cache: SpeechCache) -> None:
        self._cache = cache

    async def voice(self, pieces: tuple[str, ...], language: str, *, private: bool) -> tuple[str, bytes, float] | None:
        """A voice note: what it is known by, its bytes, its seconds; None where there is no sound for this.

        Args:
            pieces: What is read, with a rest between any two.
            language: Its language.
            private: It holds someone's name, and is not kept.
        """
        try:
            spoken = await self._cache.ogg(pieces, language, NORMAL_WPM, keep=not private)
        except NoSound as error:
            LOG.warning("T401: A text could not be read aloud: %s", error.code)
            return None
        return spoken.key, spoken.data, spoken.seconds
