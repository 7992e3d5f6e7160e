"""What word lists and a dictionary say about 48,000 English base words, see docs/decisions/word-difficulty.md.

`en.txt` is made by `python -m tools.word_data`. Each line is one profile and all the words that have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

HARDEST_LEVEL = 6
LARGEST_LIST = 7


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known about a word.

    Attributes:
        level: When learners of English meet it: 1 for A1 to 6 for C2.
        size: The smallest of SCOWL's word lists that has it: 1 (the most common words) to 7 (size 70 and larger).
        physical: It mostly names a thing, a plant, an animal or food.
        science: Its dictionary entry speaks of cells, genes, chemistry, medicine or statistics.
    """

    level: int = HARDEST_LEVEL
    size: int = LARGEST_LIST
    physical: bool = False
    science: bool = False


UNKNOWN = Profile()


@cache
def _profiles() -> Mapping[str, Profile]:
    found: dict[str, Profile] = {}
    for line in (files(__name__) / "en.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, *words = line.split()
            found.update(dict.fromkeys(words, _profile(code)))
    return MappingProxyType(found)


def _profile(code: str) -> Profile:
    return Profile(int(code[0]), int(code[1]), "p" in code, "s" in code)


def profile(word: str) -> Profile:
    """What is known about a folded base word; `UNKNOWN` for one that is in no list."""
    return _profiles().get(word, UNKNOWN)
