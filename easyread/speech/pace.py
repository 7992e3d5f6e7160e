"""How fast espeak-ng has to be told to speak, so that a listener hears the words a minute that were asked for.

espeak-ng's own figure is for long words. Easy-read sentences have short ones, so the same figure gives many more of
them a minute, and its slowest is still 112. All figures were fitted to the sentences of the built-in pack; how to
repeat that is in docs/decisions/speech.md.

Words are longer in most other languages, so '120 words a minute' means there what a listener of English hears at 120:
as many sounds a second, within an eighth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from easyread.speech.speaker import NORMAL_WPM
from easyread.speech.words import Length, length

SHORT_WORDS = 1.4
ENGINE_SLOWEST_WPM = 80
ENGINE_SLOWEST_SECONDS_A_WORD = 0.5
SECONDS_A_STEP = 0.0275
# Seconds at 120 words a minute: for a sentence, and for each word and each letter in it.
SENTENCE_SECONDS, WORD_SECONDS, LETTER_SECONDS = 0.21, 0.132, 0.088
# Of what is expected. English texts lay between 0.8 and 1.6 times, a sentence in each other language at 0.75 to 2.4.
SHORTEST_SHARE, LONGEST_SHARE = 0.55, 3.0
QUICKER: Mapping[str, float] = MappingProxyType({"bn": 1.2, "gu": 1.2, "pa": 1.1, "ur": 1.2})
"""How much faster the engine is set where its voice has fewer sounds a second than the English one; see the docs."""
SLACK_SECONDS = 0.7  # a single letter or acronym takes longer than its length tells


@dataclass(frozen=True, slots=True)
class Pace:
    """What the engine is set to.

    Attributes:
        engine_wpm: Its own figure for words a minute.
        gap_steps: Silence between two words, in the engine's own steps.
    """

    engine_wpm: int
    gap_steps: int


def pace(rate_wpm: int, language: str = "en") -> Pace:
    """The settings for words a minute. Where the engine can go no slower, words are set apart instead."""
    engine_wpm = round(rate_wpm / SHORT_WORDS * _quicker(language))
    if engine_wpm >= ENGINE_SLOWEST_WPM:
        return Pace(engine_wpm, 0)
    wanted_seconds = 60 / rate_wpm
    steps = round((wanted_seconds - ENGINE_SLOWEST_SECONDS_A_WORD) / SECONDS_A_STEP)
    return Pace(ENGINE_SLOWEST_WPM, max(0, steps))


def plausible_seconds(text: str, rate_wpm: int, language: str = "en") -> tuple[float, float]:
    """The shortest and the longest time that saying a text can take, from the first sound to the last."""
    shortest = SHORTEST_SHARE * _expected_seconds(length(text, with_digits=False), rate_wpm, language)
    longest = LONGEST_SHARE * _expected_seconds(length(text, with_digits=True), rate_wpm, language)
    return shortest, longest + SLACK_SECONDS


def _quicker(language: str) -> float:
    return QUICKER.get(language.lower().replace("_", "-").partition("-")[0], 1.0)


def _expected_seconds(said: Length, rate_wpm: int, language: str) -> float:
    settings = pace(rate_wpm, language)
    speech = SENTENCE_SECONDS + WORD_SECONDS * said.words + LETTER_SECONDS * said.letters
    stretch = NORMAL_WPM / (settings.engine_wpm * SHORT_WORDS)
    return speech * stretch + SECONDS_A_STEP * settings.gap_steps * max(0, said.words - 1)
