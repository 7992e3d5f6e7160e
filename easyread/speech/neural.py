"""A neural voice, where `pip install plainsay[voice]` has brought one: hibari, whose weights are in its package."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from easyread.speech.espeak import spoken_words
from easyread.speech.pace import plausible_seconds
from easyread.speech.samples import check_voice, evened, trimmed
from easyread.speech.speaker import FASTEST_WPM, SLOWEST_WPM, NoSound, Samples, Sound, Speaker

LOG = logging.getLogger("plainsay.speech")
PACKAGE = "hibari-tts"
LANGUAGES = frozenset({"en"})
SAMPLE_RATE_HZ = 24_000
# Measured on questions of the pack: so many words a minute at its own speed 1. It is understood down to 0.35.
WPM_AT_SPEED_1 = 248.0
SLOWEST, FASTEST = 0.35, 2.0
SEED = 0  # the same text gives the same sound


class Engine(Protocol):
    """What hibari is to us."""

    def __call__(self, text: str, speed: float, seed: int) -> Samples:
        """The sound of a text, at 24 kHz."""
        ...


def installed() -> str:
    """The version of the neural voice; '' where it is not installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""


def load() -> Engine:
    """Loads the voice: about a second, and 170 MB of memory.

    Raises:
        NoSound: `no-engine`.
    """
    try:
        from hibari import Hibari  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415 - optional, slow

        engine: Engine = Hibari()
    except Exception as error:  # an optional engine may fail in any way, and then the built-in voice speaks
        raise NoSound("no-engine", f"The neural voice does not start: {type(error).__name__}.") from error
    return engine


class NeuralSpeaker:
    """The neural voice for the languages that it speaks; another voice for all others, and where it fails.

    It speaks in a thread, one text at a time: it takes a fiftieth of the time that one listens.

    Args:
        otherwise: The other voice.
        load: Gives the engine; called with the first text.
    """

    def __init__(self, otherwise: Speaker, load: Callable[[], Engine] = load) -> None:
        self._otherwise = otherwise
        self._load = load
        self._engine: Engine | None = None
        self._turn = asyncio.Lock()
        self._name = f"{PACKAGE} {installed()}"

    def voice(self, text: str, language: str, rate_wpm: int) -> str:
        """See `Speaker.voice`."""
        return self._name if _speaks(language) else self._otherwise.voice(text, language, rate_wpm)

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """See `Speaker.speak`. What it cannot say well is said by the other voice, and the log tells."""
        if not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
            raise ValueError(f"{rate_wpm} words a minute is not between {SLOWEST_WPM} and {FASTEST_WPM}.")
        if _speaks(language):
            words = spoken_words(text)
            try:
                async with self._turn:
                    return await asyncio.to_thread(self._spoken, words, rate_wpm)
            except NoSound as error:
                LOG.warning("R103: The neural voice could not say something: %s", error.code)
        return await self._otherwise.speak(text, language, rate_wpm)

    def _spoken(self, words: str, rate_wpm: int) -> Sound:
        self._engine = self._engine or self._load()
        try:
            samples = self._engine(words, min(FASTEST, max(SLOWEST, rate_wpm / WPM_AT_SPEED_1)), SEED)
        except Exception as error:  # as above
            raise NoSound("crashed", f"The neural voice failed: {type(error).__name__}.") from error
        sound = evened(trimmed(Sound(samples, SAMPLE_RATE_HZ)))
        check_voice(sound, *plausible_seconds(words, rate_wpm))
        return sound


def _speaks(language: str) -> bool:
    return language.lower().replace("_", "-").partition("-")[0] in LANGUAGES
