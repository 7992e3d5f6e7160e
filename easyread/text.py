"""Text with places: a file becomes blocks, a block becomes sentences, a sentence becomes words.

In a block's text a newline is a hard break: no sentence goes across it. Line breaks that only wrap a long
sentence are already spaces. Links and `{placeholders}` count as one word, and rules never look inside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

# What a program fills in or a person follows. Masked with zeros: still one word, never a hard word or a symbol.
OPAQUE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|\{[^{}\n]*\}|%\(\w+\)[sd]|%[sd]\b|(?<![\w/])/[a-z_]+\b(?!/)",
)
WORD = re.compile(r"\d+(?:[.,:]\d+)*[^\W\d_]*(?:['’ʼ][^\W_]+)*|[^\W_]+(?:['’ʼ‑\-][^\W_]+)*")
STOP = re.compile(r"[.!?…؟。！？।]+[\"'”’»)\]]*(?=\s)|\n")
NEXT = re.compile(r"\s*(?P<char>\S?)")
LAST_WORD = re.compile(r"[\w.]+$")
CLOSERS = "\"'”’»)]"
# A full stop after these does not end a sentence. Left out on purpose: 'sat', 'sun', 'miss' and other whole words.
ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "rev", "st", "rd", "vs", "eg", "ie", "e.g", "i.e", "cf", "approx", "dept",
    "jan", "feb", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues", "thu",
    "thurs", "fri", "tel", "inc", "ltd", "gov", "hon",
})  # fmt: skip
LONGEST_ABBREVIATION = 20


class Kind(StrEnum):
    """What a block is. Labels and alt texts are not sentences."""

    BODY = "body"
    HEADING = "heading"
    ITEM = "item"
    LABEL = "label"
    ALT = "alt"


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its offset in the block's text."""

    text: str
    start: int

    @property
    def lower(self) -> str:
        """The word in small letters, with straight apostrophes and hyphens."""
        return self.text.lower().replace("’", "'").replace("ʼ", "'").replace("‑", "-")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its text, its offset in the block's text and its words."""

    text: str
    start: int
    words: tuple[Word, ...]

    @property
    def is_question(self) -> bool:
        """Ends with a question mark."""
        return self.text.rstrip(CLOSERS + "!. ").endswith(("?", "؟", "？"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of a block's text is in the file. Lines and columns count from 1."""

    offset: int
    length: int
    line: int
    column: int


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item, a label, an alt text: what a reader sees as one piece.

    Attributes:
        raw: Its text as written; see `text` for what rules read.
        first_line: Line where the block (or the key that holds it) begins.
    """

    kind: Kind
    raw: str
    places: tuple[Place, ...]
    first_line: int

    @cached_property
    def text(self) -> str:
        """The text with links and placeholders masked; offsets are those of `raw`."""
        return OPAQUE.sub(lambda found: "0" * len(found[0]), self.raw)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences; a stretch without any word is none."""
        return tuple(_sentences(self.text))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the text."""
        at = bisect_right(self.places, offset, key=lambda place: place.offset) - 1
        place = self.places[max(at, 0)]
        return place.line, place.column + min(max(offset - place.offset, 0), max(place.length - 1, 0))


def words(text: str, start: int = 0) -> tuple[Word, ...]:
    """The words of a text, with offsets counted from `start`."""
    return tuple(Word(found[0], start + found.start()) for found in WORD.finditer(text))


def _sentences(text: str) -> Iterator[Sentence]:
    begin = 0
    for end in [*_ends(text), len(text)]:
        piece = text[begin:end]
        start = begin + len(piece) - len(piece.lstrip())
        found = words(text[start:end], start)
        if found:
            yield Sentence(piece.strip(), start, found)
        begin = end


def _ends(text: str) -> Iterator[int]:
    for mark in STOP.finditer(text):
        if mark[0] == "\n" or _ends_here(text, mark):
            yield mark.end()


def _ends_here(text: str, mark: re.Match[str]) -> bool:
    following = NEXT.match(text, mark.end())["char"]  # type: ignore[index]  # it matches anywhere
    stop = mark[0].rstrip(CLOSERS)
    if following.islower():
        # 'Wait... there is more' and 'She said "Stop!" and left' go on; 'Really? yes' does not.
        return stop in {"?", "!"} and stop == mark[0]
    before = text[max(mark.start() - LONGEST_ABBREVIATION, 0) : mark.start()]
    return stop != "." or not _is_abbreviation(before, following)


def _is_abbreviation(before: str, following: str) -> bool:
    last = LAST_WORD.search(before)
    if not last:
        return False
    word = last[0]
    # An initial ('J. Smith') is one capital letter, but 'I' is a word. 'No. 5' is a number, 'You can say no.' is not.
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return word.lower() in ABBREVIATIONS or is_initial or (word.lower() == "no" and following.isdigit())


def align(value: str, source: str, start: int) -> list[tuple[int, int, int]]:
    """Finds the words of a value in its source, in order: triples of offset in the value, length, index in the source.

    The value may have been unquoted, unwrapped or stripped of marks; each chunk is looked for after the one before.
    """
    found, at = [], start
    for chunk in re.finditer(r"\S+", value):
        index = source.find(chunk[0], at)
        if index >= 0:
            found.append((chunk.start(), len(chunk[0]), index))
            at = index + len(chunk[0])
    return found or [(0, 0, start)]
