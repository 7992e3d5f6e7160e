"""How hard a word is, from 0 to 1.

The first form joins three measures that reading research agrees on:

- frequency: the Zipf value of wordfreq's large list (the small one for languages that have no other).
  A word that people meet often is read faster and understood sooner;
- length in letters;
- syllables, counted as groups of vowels.

They are added up and squeezed between 0 and 1 by a logistic curve, so that the value moves smoothly and falls as the
frequency rises: 'home' is 0.02, 'kitchen' 0.26, 'capacity' 0.42, 'facilitate' 0.76, 'domicile' 0.94. The weights are
our own judgement. They are not fitted to readers yet. Frequency is not everything: 'biscuit' is rarer in print than
'capacity', and easier. That is why rule L10 asks the word lists first.
"""

from __future__ import annotations

import re
import unicodedata
from math import exp

from easyread.frequency import folded, known, zipf

MIDDLE_ZIPF = 3.8
PER_ZIPF = 1.6
USUAL_LETTERS = 5
PER_LETTER = 0.15
USUAL_SYLLABLES = 2
PER_SYLLABLE = 0.35
# So that a very long string stays a number that exp() can take.
MOST_COUNTED = 40
VOWELS = re.compile(r"[aeiouyаеёиоуыэюяαεηιουω]+")
LETTERS = re.compile(r"[^\W\d_]")


def syllables(word: str) -> int:
    """Groups of vowels in a folded word, at least 1. A silent 'e' at the end is not counted."""
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    groups = len(VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee", "ie", "oe", "ue")) and groups > 1
    return max(groups - silent, 1)


def difficulty(word: str, lang: str = "en") -> float:
    """How hard a word is: 0 easy, 1 hard.

    Capitals make no difference. Several words are as hard as the hardest; a text without letters is 0.

    Args:
        word: Any text.
        lang: A language code such as `en`. For one that wordfreq lacks, only length and syllables count.
    """
    return max((_one(part, lang) for part in folded(word).split()), default=0.0)


def _one(word: str, lang: str) -> float:
    letters = len(LETTERS.findall(word))
    if not letters:
        return 0.0
    frequency = zipf(word, lang) if known(lang) else MIDDLE_ZIPF
    hard = (
        PER_ZIPF * (MIDDLE_ZIPF - frequency)
        + PER_LETTER * (min(letters, MOST_COUNTED) - USUAL_LETTERS)
        + PER_SYLLABLE * (min(syllables(word), MOST_COUNTED) - USUAL_SYLLABLES)
    )
    return 1 / (1 + exp(-hard))
