"""What a phrase of a list says: words in order, with slots, choices, gaps and words that may be missing.

`<they> <hit> [my] (arm|leg)`, `lock* .. door`, `=hit song`. See docs/detector.md. A phrase is never a regular
expression, so that nothing in it can take long.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from math import prod
from typing import Final, NamedTuple

from asking.detecting.words import read

GAPS: Final = {"..": 3, "...": 7}
"""How many other words may stand in a gap."""
SIGNS: Final = frozenset("()[]<>|")
MOST_WAYS: Final = 64
"""Phrases that one line may stand for."""
FEWEST_LETTERS: Final = 3
"""A stem with fewer would be found in too many words."""


class BadPhrase(Exception):
    """A phrase that cannot be read; says why."""


class Ambiguous(BadPhrase):
    """A phrase with bars that can be read in two ways."""


class Term(NamedTuple):
    """One word of a list: exact, a stem (`bruis*`), or exact and never misspelt (`=hit`).

    A tuple, because hundreds of thousands of them are looked up while the lists are read.
    """

    text: str
    stem: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a phrase.

    Attributes:
        terms: Any of these stands here.
        gap: How many other words may stand before it.
        optional: It may be missing.
        filler: It is, for it is a filler; at the end of a phrase it must be there all the same.
    """

    terms: frozenset[Term]
    gap: int = 0
    optional: bool = False
    filler: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it stands in the list, and its parts."""

    text: str
    parts: tuple[Part, ...]


@cache
def term(text: str) -> Term:
    """Read one word of a list.

    Raises:
        BadPhrase: It is no word.
    """
    if set(text) & SIGNS:
        raise BadPhrase(f"'{text}' has a sign that belongs to a whole phrase or place.")
    strict, stem = text.startswith("="), text.endswith("*")
    words = read(text.removeprefix("=").removesuffix("*")).words
    if len(words) != 1:
        raise BadPhrase(f"'{text}' is not one word.")
    if stem and len(words[0]) < FEWEST_LETTERS and words[0].isascii():
        raise BadPhrase(f"The stem '{text}' has fewer than {FEWEST_LETTERS} letters.")
    return Term(words[0], stem, strict)


def phrases(text: str, slots: Mapping[str, Collection[Term]], fillers: Collection[str]) -> tuple[Phrase, ...]:
    """Read a phrase; where something in brackets has several words there are several, one for each.

    Args:
        text: As it stands in the list.
        slots: The words of each slot.
        fillers: Words that may be missing wherever a phrase has them.

    Raises:
        BadPhrase: It cannot be read.
        Ambiguous: It can be read in two ways.
    """
    pieces = _pieces(text)
    _check_bars(text, pieces)
    ways = [_ways(piece) for piece in pieces]
    if prod(map(len, ways)) > MOST_WAYS:
        raise BadPhrase(f"'{text}' stands for more than {MOST_WAYS} phrases.")
    return tuple(
        Phrase(text, _read(text, (one for way in each for one in way), slots, fillers)) for each in product(*ways)
    )


def _pieces(text: str) -> list[str]:
    """Words, gaps, and what stands in round brackets as one."""
    pieces = re.findall(r"(?<!\S)\([^()]*\)(?!\S)|\S+", text)
    if any(not one.startswith("(") and set(one) & set("()") for one in pieces) or any(
        one.count("(") > 1 or (one.startswith("(") and not one.endswith(")")) for one in pieces
    ):
        raise BadPhrase(f"A bracket of '{text}' has no other, stands in another, or has no space around it.")
    return pieces


def _check_bars(text: str, pieces: list[str]) -> None:
    """`a|b c` may mean two things: `(a|b) c`, and `(a|b c)`. Brackets, gaps and the ends of a phrase say which."""
    for place, piece in enumerate(pieces):
        beside = pieces[place + 1 : place + 2] + pieces[max(place - 1, 0) : place]
        if "|" in piece and piece[0] not in "([" and any(one not in GAPS for one in beside):
            raise Ambiguous(f"'{piece}' in '{text}' can be read in two ways.")


def _ways(piece: str) -> list[tuple[str, ...]]:
    """What may stand in one place: one word of several, or several words."""
    if not piece.startswith("("):
        return [(piece,)]
    choices = [tuple(choice.split()) for choice in piece[1:-1].split("|")]
    if not all(choices):
        raise BadPhrase(f"'{piece}' has a bar with nothing beside it.")
    single = "|".join(choice[0] for choice in choices if len(choice) == 1)
    return [*([(single,)] if single else []), *(choice for choice in choices if len(choice) > 1)]


def _read(
    text: str, pieces: Iterable[str], slots: Mapping[str, Collection[Term]], fillers: Collection[str]
) -> tuple[Part, ...]:
    parts: list[Part] = []
    gap = 0
    for piece in pieces:
        if piece in GAPS:
            gap = GAPS[piece]
            continue
        parts.append(_part(piece, slots, fillers, gap))
        gap = 0
    kept = _trimmed(parts)
    if gap or not kept or kept[0].gap:
        raise BadPhrase(f"'{text}' begins or ends with a gap, or has no word that must be there.")
    return kept


def _part(piece: str, slots: Mapping[str, Collection[Term]], fillers: Collection[str], gap: int) -> Part:
    optional = piece.startswith("[") and piece.endswith("]")
    inside = piece[1:-1] if optional else piece
    terms = frozenset(one for choice in inside.split("|") for one in _choice(choice, slots))
    filler = all(one.text in fillers and not one.stem and not one.strict for one in terms)
    return Part(terms, gap, optional or filler, filler and not optional)


def _choice(text: str, slots: Mapping[str, Collection[Term]]) -> Collection[Term]:
    if not (text.startswith("<") and text.endswith(">")):
        return (term(text),)
    if text[1:-1] not in slots:
        raise BadPhrase(f"There is no slot '{text[1:-1]}'.")
    return slots[text[1:-1]]


def _trimmed(parts: list[Part]) -> tuple[Part, ...]:
    """Without what is in brackets at either end: it would ask for nothing. A filler at an end must stand there."""
    must = [place for place, part in enumerate(parts) if not part.optional or part.filler]
    if not must:
        return ()
    kept = parts[must[0] : must[-1] + 1]
    kept[0] = replace(kept[0], optional=False, gap=0 if must[0] else kept[0].gap)
    kept[-1] = replace(kept[-1], optional=False)
    return tuple(kept)
