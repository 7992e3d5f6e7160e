"""Finds phrases in a text. Every place of a text is one bit, so that a phrase is a few shifts, however long the text.

There is no searching back and forth: the time is that of one pass, whatever anyone writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from asking.detecting.phrases import Part, Phrase, Term
from asking.detecting.words import Text

MOST_FILLERS: Final = 3
"""How many filler words may stand between two words of a phrase."""
STILL_REACH: Final = 7
"""How near to a negation a word such as 'now' takes it away."""


@dataclass(frozen=True, slots=True)
class Denial:
    """How a language says no.

    Attributes:
        words: That say it.
        ahead, behind: How many words after and before such a word are denied.
        stops: A denial goes no further than these: a new thought begins.
        still: Words that take a denial away, since they say that it happened once: 'nobody hits me now'.
    """

    words: frozenset[Term]
    ahead: int
    behind: int
    stops: frozenset[Term]
    still: frozenset[Term]


@dataclass(slots=True)
class Field:
    """One text, looked at with one list's words."""

    ends: int
    places: dict[Term, int]
    fillers: int = 0
    wall: int = 0
    denied: int = 0
    denied_end: int = 0
    _parts: dict[frozenset[Term], int] = field(default_factory=dict)

    def of(self, terms: frozenset[Term]) -> int:
        """Where any of these words stands."""
        if (known := self._parts.get(terms)) is not None:
            return known
        found = 0
        for one in terms & self.places.keys():
            found |= self.places[one]
        self._parts[terms] = found
        return found


def seen(text: Text, find: Callable[[str], Iterable[Term]], fillers: frozenset[Term], denial: Denial) -> Field:
    """Look at a text: which words of the list stand where, and what is denied."""
    places = defaultdict[Term, int](int)
    known: dict[str, tuple[Term, ...]] = {}
    for place, word in enumerate(text.words):
        if word not in known:
            known[word] = tuple(find(word))
        for one in known[word]:
            places[one] |= 1 << place
    made = Field(text.ends, dict(places))
    made.fillers = made.of(fillers)
    says_no = made.of(denial.words)
    still = _around(made.of(denial.still), text.ends)
    stops = made.of(denial.stops)
    made.wall = says_no & ~still
    made.denied = _reach(says_no, denial.ahead, text.pauses, stops) & ~still & ~says_no
    made.denied_end = _reach_back(says_no, denial.behind, text.pauses) & ~still & ~says_no
    return made


def stands(phrase: Phrase, at: Field, taken: int = 0) -> bool:
    """Whether a phrase stands in a text, not denied, and made of no word that is `taken`."""
    first = phrase.parts[0]
    where = at.of(first.terms) & ~at.denied & ~taken
    for part in phrase.parts[1:]:
        if not where:
            return False
        found = _on(where, part, at, at.ends) & at.of(part.terms) & ~taken
        where = found | where if part.optional else found
    return bool(where & ~at.denied_end)


def covered(phrase: Phrase, at: Field) -> int:
    """The words of a text that belong to a phrase, wherever it stands; sentences may end inside it."""
    states = [at.of(phrase.parts[0].terms)]
    for part in phrase.parts[1:]:
        if not states[-1]:
            return 0
        found = _on(states[-1], part, at, 0, wall=0) & at.of(part.terms)
        states.append(found | states[-1] if part.optional else found)
    used, later = 0, states[-1]
    for place in range(len(phrase.parts) - 1, 0, -1):
        part = phrase.parts[place]
        here = later & at.of(part.terms)
        used |= here
        before = _back(here, part, at) | (later if part.optional else 0)
        later = states[place - 1] & before
    return used | later


def _on(where: int, part: Part, at: Field, ends: int, wall: int | None = None) -> int:
    """The places that may come next."""
    step = (where & ~ends) << 1
    reached = over = by = step
    for _ in range(MOST_FILLERS):
        by = (by & at.fillers & ~ends) << 1
        reached |= by
    for _ in range(part.gap):
        over = (over & ~(at.wall if wall is None else wall) & ~ends) << 1
        reached |= over
    return reached


def _back(where: int, part: Part, at: Field) -> int:
    """The places that may have come before, sentences ending or not."""
    reached = over = by = where >> 1
    for _ in range(MOST_FILLERS):
        by = (by & at.fillers) >> 1
        reached |= by
    for _ in range(part.gap):
        over >>= 1
        reached |= over
    return reached


def _reach(start: int, words: int, pauses: int, stops: int) -> int:
    found = 0
    for _ in range(words):
        start = (start & ~pauses) << 1 & ~stops
        found |= start
    return found


def _reach_back(start: int, words: int, pauses: int) -> int:
    found = 0
    for _ in range(words):
        start = start >> 1 & ~pauses
        found |= start
    return found


def _around(start: int, ends: int) -> int:
    found = ahead = back = start
    for _ in range(STILL_REACH):
        ahead, back = (ahead & ~ends) << 1, back >> 1 & ~ends
        found |= ahead | back
    return found
