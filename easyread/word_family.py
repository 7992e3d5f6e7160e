"""Words that explain themselves: 'wickedness' is made of 'wicked', 'vineyard' of 'vine' and 'yard'.

This is spelling only, so it is right for most words, not for all. It is asked about rare words, and only common
parts count.
"""

from __future__ import annotations

from collections.abc import Iterator

from easyread.frequency import zipf
from easyread.word_data import profile

# What a word loses at its end, and what its root may have had there instead.
ENDINGS = (
    ("iness", "y"),
    ("ness", ""),
    ("less", ""),
    ("ful", ""),
    ("er", ""),
    ("er", "e"),
    ("or", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ment", ""),
    ("ly", ""),
    ("y", ""),
    ("ity", ""),
    ("ity", "e"),
    ("ability", "able"),
    ("ion", ""),
    ("ion", "e"),
    ("ation", ""),
    ("ation", "e"),
    ("isation", "ise"),
    ("ization", "ize"),
    ("ence", "ent"),
    ("ance", "ant"),
    ("ency", "ent"),
    ("al", ""),
    ("ship", ""),
    ("hood", ""),
    ("dom", ""),
)
ANY_ENDING = tuple(ending for ending, _ in ENDINGS)
BEGINNINGS = ("un", "in", "im", "dis", "mis", "non", "re", "over", "up", "sub", "trans", "inter", "pre", "co", "micro")
SHORTEST_ROOT = 3
SHORTEST_AFTER_BEGINNING = 4
LONGEST = 30
ROOT_ZIPF = 3.0
# Parts come from SCOWL's lists up to 40, so that 'retina' is not 're' and 'tina', nor 'ligand' 'lig' and 'and'.
PART_SIZE = 4


def root_zipf(word: str) -> float:
    """How common the most common root is that the word may be built on; 0 where there is none."""
    if len(word) > LONGEST:
        return 0.0
    common = max((zipf(root) for root in _roots(word) if _common_part(root)), default=0.0)
    return common if common > ROOT_ZIPF else 0.0


def parts_zipf(word: str) -> float:
    """How common the rarer of the two words is that a compound is made of; 0 where it is no compound."""
    if len(word) > LONGEST:
        return 0.0
    cuts = range(SHORTEST_ROOT, len(word) - SHORTEST_ROOT + 1)
    pairs = ((word[:at], word[at:]) for at in cuts)
    return max(
        (min(zipf(one), zipf(two)) for one, two in pairs if _common_part(one) and _common_part(two)), default=0.0
    )


def _roots(word: str) -> Iterator[str]:
    # Most words have neither, and asking for all at once is quick.
    for ending, before in ENDINGS if word.endswith(ANY_ENDING) else ():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            yield word[: -len(ending)] + before
    for beginning in BEGINNINGS if word.startswith(BEGINNINGS) else ():
        if word.startswith(beginning) and len(word) - len(beginning) >= SHORTEST_AFTER_BEGINNING:
            yield word[len(beginning) :]


def _common_part(word: str) -> bool:
    return profile(word).size <= PART_SIZE
