"""Tells which words are everyday words: those of the lists, their forms, and words made of two of them."""

from __future__ import annotations

from functools import lru_cache

from easyread import words
from easyread.frequency import folded, lemma, zipf
from easyread.words.spelling import british

COMMON_ZIPF = 4.5
SHORTEST_BASE = 3
SHORTEST_HALF = 3
# Endings that leave the meaning of an easy word plain, each with what to put back: 'happily' is 'happy'.
ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ily", ("y",)), ("ly", ("", "le")), ("iness", ("y",)), ("ness", ("",)), ("ful", ("",)), ("less", ("",)),
    ("iest", ("y",)), ("est", ("", "e")), ("ier", ("y",)), ("er", ("", "e")), ("ers", ("", "e")),
    ("ing", ("", "e")), ("ed", ("", "e")), ("y", ("", "e")), ("ish", ("",)), ("s", ("",)), ("es", ("",)),
    ("ies", ("y",)),
)  # fmt: skip
# Only these words of ours take them; with any common word they would pass 'commitment' and 'notable'.
ENDINGS_OF_LISTED: tuple[tuple[str, tuple[str, ...]], ...] = (("able", ("", "e")), ("ment", ("",)), ("ist", ("", "e")))
PREFIXES = ("un", "non", "half", "over", "under", "re")
# Common words that make new meanings when something is put to them: 'address', 'mark' in 'remark', 'port' in 'report'.
ONLY_LISTED_PREFIXES = ("re", "over", "under")


def listed(word: str) -> bool:
    """Whether a folded word stands in one of our lists of words that are fine."""
    return word in words.easy() or word in words.glossary() or word in words.names()


@lru_cache(maxsize=20_000)
def is_everyday(word: str) -> bool:
    """Whether most readers know a word, given in small letters and British spelling."""
    base = british(lemma(word))
    if listed(word) or listed(base) or max(zipf(folded(word)), zipf(folded(base))) >= COMMON_ZIPF:
        return True
    return _is_formed(word) or _is_compound(word) or _is_compound(base)


def _is_known_base(word: str) -> bool:
    return len(word) >= SHORTEST_BASE and word not in words.deny() and (listed(word) or zipf(word) >= COMMON_ZIPF)


def _bases(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    made = []
    for ending, instead in endings:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_BASE - 1:
            made += [stem + back for back in instead]
            if stem[-1] == stem[-2]:
                made.append(stem[:-1])  # 'runner', 'swimming'
    return made


def _is_formed(word: str) -> bool:
    if any(_is_known_base(base) for base in _bases(word, ENDINGS)):
        return True
    if any(listed(base) for base in _bases(word, ENDINGS_OF_LISTED)):
        return True
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix).removeprefix("-")
        if rest != word and len(rest) > SHORTEST_BASE:
            is_fine = listed if prefix in ONLY_LISTED_PREFIXES else _is_known_base
            if any(is_fine(form) for form in (rest, lemma(rest), *_bases(rest, ENDINGS))):
                return True
    return False


def _is_compound(word: str) -> bool:
    cuts = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    return any(word[:cut] in words.easy() and word[cut:] in words.easy() for cut in cuts)
