"""Whether somebody's name stands in words, however it is spelled: a worry is never told to whom it is about.

It errs to one side on purpose. Whoever is taken for named hears nothing, and another hears it; the other way round
would warn the very one who hurts somebody. See docs/worries.md for what it does not find.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 2
LONG = 5
"""From so many letters on a name may have one letter wrong, or an ending of up to three."""
ENDING = 3
ALSO_WORDS = frozenset(
    [
        "ann",
        "art",
        "bill",
        "bob",
        "carol",
        "chance",
        "chase",
        "cherry",
        "christian",
        "dale",
        "dawn",
        "dean",
        "drew",
        "faith",
        "frank",
        "gay",
        "grace",
        "grant",
        "guy",
        "harmony",
        "heather",
        "holly",
        "hope",
        "hunter",
        "iris",
        "ivy",
        "jack",
        "jay",
        "jean",
        "joy",
        "june",
        "king",
        "lane",
        "love",
        "mark",
        "may",
        "mercy",
        "mike",
        "miles",
        "nick",
        "page",
        "pat",
        "pearl",
        "penny",
        "pierce",
        "ray",
        "reed",
        "rich",
        "robin",
        "rose",
        "ruby",
        "rusty",
        "sally",
        "sandy",
        "sky",
        "sonny",
        "star",
        "sue",
        "summer",
        "sunny",
        "tony",
        "troy",
        "victor",
        "violet",
        "wade",
        "will",
        "wish",
        "young",
    ]
)
"""Names that are English words too: they count where they have a capital letter."""


def named(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of these names of which a first or a last name stands in the words."""
    said = WORD.findall(words)
    return tuple(name for name in names if any(_is_in(part, said) for part in WORD.findall(name)))


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, however they are written."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_in(part: str, said: list[str]) -> bool:
    plain = _plain(part)
    if len(plain) < SHORTEST:
        return False
    if plain in ALSO_WORDS:
        return any(_plain(word) == plain and word[0].isupper() for word in said)
    return any(_is_like(_plain(word), plain) for word in said)


def _is_like(word: str, part: str) -> bool:
    """The same; with the `s` of a possessive; or, where it is long, nearly the same."""
    if word in {part, f"{part}s"}:
        return True
    if len(part) < LONG:
        return False
    return (word.startswith(part) and len(word) <= len(part) + ENDING) or _one_apart(word, part)


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, too many or two stand the other way round."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    tails = ((1, 1), (0, 1), (1, 0))
    if any(one[start + a :] == other[start + b :] for a, b in tails):
        return True
    return one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()
