"""How hard a word is, from 0 to 1.

The measures of `easyread.word_features` are each multiplied by a weight and added up. `python -m tools.word_weights`
fits the weights to estimates by one author (tests/easyread/estimates.yaml), not to ratings by readers: nobody who
finds reading hard has had a say in them. See docs/decisions/word-difficulty.md for how well that does.

Frequency counts most, as reading research finds. Then come what word lists say (when learners meet a word, how large
a list must be to have it), syllables, and whether the word names a thing, belongs to science, or explains itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import exp, log1p
from types import MappingProxyType

from easyread.frequency import known, looked_up, zipf
from easyread.languages import ENGLISH
from easyread.word_features import LETTERS, RAREST_ZIPF, Features, features, is_code, letters, vowel_groups

# Where every measure is 0. All figures below are printed by the tool, to be pasted here.
START = 0.435
WEIGHTS = Features(
    common=-0.0858,
    very_common=0.0398,
    letters=0.0029,
    syllables=0.0178,
    level=0.0177,
    size=0.0127,
    physical=-0.0435,
    science=0.0296,
    term=0.0331,
    root=-0.0140,
    parts=-0.0244,
    code=0.0876,
)
# Other languages have only these; the weights are those that fit English best.
OTHER_START = 0.639
OTHER_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"common": -0.1134, "letters": 0.0025, "syllables": 0.0258, "code": 0.1247}
)
# For a language without a list every word is taken to be as common as this.
MIDDLE_ZIPF = 3.8
# How early the curve bends towards 0. Above that it is straight, so that hard words keep their distance.
BEND = 0.03
BETWEEN_WORDS = re.compile(r"[\s\-‐‑–—/]+")


def difficulty(word: str, lang: str = ENGLISH) -> float:
    """How hard a word is: 0 easy, 1 hard.

    Capitals make no difference. Several words, or parts with hyphens between them, are as hard as the hardest; a text
    without letters is 0.

    Args:
        word: Any text.
        lang: A language code such as `en`. Others have only frequency, length and syllables; without a word list in
            wordfreq only length and syllables.
    """
    return max(
        (_one(part.removesuffix("'s"), lang) for part in BETWEEN_WORDS.split(looked_up(word, lang))), default=0.0
    )


def _one(word: str, lang: str) -> float:
    if not LETTERS.search(word):
        return 0.0
    return _bent(_english(word) if lang == ENGLISH else _other(word, lang))


def _english(word: str) -> float:
    return START + sum(weight * value for weight, value in zip(WEIGHTS, features(word), strict=True))


def _other(word: str, lang: str) -> float:
    common = max(zipf(word, lang), RAREST_ZIPF) if known(lang) else MIDDLE_ZIPF
    values = {"common": common, "letters": letters(word), "syllables": vowel_groups(word), "code": is_code(word)}
    return OTHER_START + sum(weight * values[name] for name, weight in OTHER_WEIGHTS.items())


def _bent(straight: float) -> float:
    """The same number, but never under 0 and never over 1: it comes near 0 in a soft curve."""
    return min(BEND * log1p(exp(straight / BEND)), 1.0)
