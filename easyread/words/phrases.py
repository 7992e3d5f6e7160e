"""Finds listed words and phrases in sentences, in any form of their words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from easyread.frequency import lemma
from easyread.text import Sentence, small, words
from easyread.words.spelling import british

POSSESSIVE = re.compile(r"'s?$")
SOMEONES = "one's"
POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their", "one", "someone", "somebody", "people"})
PIECE = re.compile(r"[^-]+")
LONGEST_SINGULAR = 3
BETWEEN = re.compile(r"[\s\-‑]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or one piece of a hyphenated word.

    Attributes:
        form: Small letters, British spelling, no accents, no possessive ending.
        base: Its base form.
        start: Offset in the block's text.
        end: Offset behind it.
        owns: It is a word such as 'my', or ends in 's.
        joined: Only a space or hyphen stands before it.
    """

    form: str
    base: str
    start: int
    end: int
    owns: bool
    joined: bool

    def fits(self, wanted: str) -> bool:
        """Whether it is this word of a phrase."""
        return wanted in (self.form, self.base) or (self.owns and wanted == SOMEONES)


@dataclass(frozen=True, slots=True)
class Match:
    """A listed phrase in a sentence: its key in the list, and its place in the block's text."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """A word as it is looked up: British spelling, no accents, and without the 's that shows whose it is."""
    plain = POSSESSIVE.sub("", word)
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return british(plain)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[tuple[str, str, bool, int, int], ...]:
    made = []
    for found in PIECE.finditer(word):
        form = bare(found[0])
        owns = form in POSSESSIVES or found[0].endswith(("'s", "s'"))
        made.append((form, base_of(form), owns, found.start(), found.end()))
    return tuple(made)


@lru_cache(maxsize=20_000)
def base_of(form: str) -> str:
    """The base form; words that no dictionary has, such as 'keyworkers', lose their plural 's'."""
    base = lemma(form)
    is_plural = base == form and len(form) > LONGEST_SINGULAR and form.endswith("s") and not form.endswith("ss")
    return form[:-1] if is_plural and not simplemma.is_known(form, lang="en") else base


@lru_cache(maxsize=16_384)
def parts(sentence: Sentence) -> tuple[Part, ...]:
    """The words of a sentence, hyphenated words in pieces."""
    made: list[Part] = []
    end = sentence.start
    for word in sentence.words:
        for form, base, owns, first, last in _pieces(small(word.text)):
            start = word.start + first
            gap = sentence.text[end - sentence.start : start - sentence.start]
            joined = gap == " " or bool(BETWEEN.fullmatch(gap))
            end = word.start + last
            made.append(Part(form, base, start, end, owns, joined))
    return tuple(made)


def _key_parts(key: str) -> tuple[str, ...]:
    pieces = (piece for word in words(key) for piece in small(word.text).split("-"))
    return tuple(piece if piece == SOMEONES else bare(piece) for piece in pieces)


class Phrases:
    """A list of words and phrases that can be found in sentences. The longest one at a place wins."""

    def __init__(self, keys: Iterable[str]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key in keys:
            wanted = _key_parts(key)
            by_first.setdefault(wanted[0], []).append((wanted, key))
        for found in by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))
        self._by_first: Mapping[str, list[tuple[tuple[str, ...], str]]] = by_first

    def find(self, sentence: Sentence) -> Iterator[Match]:
        """The listed phrases in a sentence, from left to right; none overlaps another."""
        made = parts(sentence)
        at = 0
        while at < len(made):
            found = self._at(made, at)
            if found:
                key, length = found
                yield Match(key, made[at].start, made[at + length - 1].end)
                at += length
            else:
                at += 1

    def _at(self, made: tuple[Part, ...], at: int) -> tuple[str, int] | None:
        part = made[at]
        best: tuple[str, int] | None = None
        # The form on the list comes before its base form; both may begin phrases.
        for wanted, key in self._candidates(part):
            if (not best or len(wanted) > best[1]) and _fits(made, at, wanted):
                best = key, len(wanted)
        return best

    def _candidates(self, part: Part) -> Sequence[tuple[tuple[str, ...], str]]:
        of_form = self._by_first.get(part.form, ())
        of_base = self._by_first.get(part.base, ()) if part.base != part.form else ()
        of_owner = self._by_first.get(SOMEONES, ()) if part.owns else ()
        if of_owner or (of_base and of_form):
            return [*of_form, *of_base, *of_owner]
        return of_form or of_base


def _fits(made: tuple[Part, ...], at: int, wanted: tuple[str, ...]) -> bool:
    length = len(wanted)
    if at + length > len(made):
        return False
    # A plain loop: this is asked more often than anything else in the linter.
    for far in range(1, length):
        part, word = made[at + far], wanted[far]
        if not (part.joined and part.fits(word)):
            return False
    return True
