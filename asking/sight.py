"""What the detector sees in words, looked at before the turn that keeps them: nobody who answers waits for it.

All turns that write come one after the other, and looking takes as long as some of them together. So the words are
looked at first, in a thread beside, and the turn only keeps what was found. A turn that was given no sight of its
words, or that of other words, looks for itself (`asking.noticing`): nothing is kept unseen.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from asking.detecting import ENGLISH, detect

LOG = logging.getLogger("plainsay.noticing")


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen in some words.

    Attributes:
        words: Which. '' where nothing was looked at.
        language: The language that they were taken for.
        kinds: Of worry, of which there are signs in them.
        failed: The detector could not look at them as it should: they are to be looked at once more.
    """

    words: str = ""
    language: str = ""
    kinds: tuple[str, ...] = ()
    failed: bool = False

    def shows(self, words: str, language: str) -> bool:
        """Whether it is a sight of these very words."""
        return bool(words) and (self.words, self.language) == (words, language)


NOTHING: Final = Sight()
"""Nobody has looked."""


def see(words: str, language: str) -> Sight:
    """Look at words. A fault of the detector is told in the log, and spoils nothing; then English is looked for."""
    try:
        return Sight(words, language, _kinds(words, language))
    except Exception as error:  # noqa: BLE001 - what was said is kept all the same
        # Neither words nor the error's own text: it may quote them.
        LOG.error("N401: The detector failed on one text: %s", type(error).__name__)  # noqa: TRY400 - as above
    try:
        return Sight(words, language, _kinds(words, ENGLISH), failed=True)
    except Exception:  # noqa: BLE001 - it is told above
        return Sight(words, language, failed=True)


async def see_first(words: str, language: str) -> Sight:
    """Look at words before the turn that keeps them, while everybody else goes on.

    A machine that cannot begin a thread just now has the turn look: whatever happens here, what was said is kept.
    """
    if not words:
        return NOTHING
    try:
        return await asyncio.to_thread(see, words, language)
    except (RuntimeError, OSError, MemoryError):
        return NOTHING


def _kinds(words: str, language: str) -> tuple[str, ...]:
    return tuple(hit.kind for hit in detect(words, language))
