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
from functools import cached_property, lru_cache
from typing import NamedTuple

# What a program fills in or a person follows. Masked with zeros: still one word, never a hard word or a symbol.
# A stop or bracket after an address is not part of it.
OPAQUE = re.compile(
    r"(?:https?://|www\.)\S*[^\s.,;:!?)\]\"'”’»]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])(?:[A-Za-z\d-]+\.)+(?:com|org|net|uk|gov|eu|info)\b(?:/\S*[^\s.,;:!?)\]\"'”’»])?"
    r"|\{[^{}\n]*\}|%\(\w+\)[sd]|%[sd]\b|(?<![\w/])/[a-z_]+\b(?!/)",
)
# Vowel signs and joiners stand inside words in many scripts, and Python's own classes leave them out.
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c"
    "\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71"
    "\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0ae2\u0ae3\u0b82\u0bbe-\u0bcd\u0bd7\u200c\u200d"
)
LETTER = rf"[^\W_][{MARKS}]*"
WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*(?:[^\W\d_][{MARKS}]*)*(?:['’ʼ](?:{LETTER})+)*|(?:{LETTER})+(?:['’ʼ‑\-](?:{LETTER})+)*"
)
# Where a space was forgotten ('I like it.It is good.'), two small letters and a capital with a small one show it.
STOP = re.compile(r"[.!?…؟\u06d4。！？।]+[\"'”’»)\]]*(?=\s)|(?<=[a-z]{2})[.!?](?=[A-Z][a-z])|\n")
NEXT_WORD = re.compile(r"[\s\"'“‘«(\[]*(?P<word>\w*)")
LAST_WORD = re.compile(r"[\w.]+$")
SAYING = re.compile(
    r"\s+(?:[A-Z]\w+\s+){1,2}(?:said|says|asked|asks|shouted|answered|replied|added|thought|whispered|cried|wrote)\b"
)
COUNTER = re.compile(r"(?:[1-9]\d?|[a-hA-H]|[ivx]{2,4})$")
CLOSERS = "\"'”’»)]"
# A full stop after these does not end a sentence. Left out on purpose: 'sat', 'sun', 'miss' and other whole words.
TITLES = frozenset({
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "vs", "eg", "ie", "e.g", "i.e", "cf", "approx", "hon", "viz",
})  # fmt: skip
# These end a sentence only before a word that begins one, such as 'You'.
OFTEN_LAST = frozenset({
    "st", "rd", "ave", "dept", "jan", "feb", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon",
    "tue", "tues", "thu", "thurs", "fri", "tel", "inc", "ltd", "gov", "jr", "sr", "esq",
})  # fmt: skip
CLOCK = frozenset({"a.m", "p.m", "am", "pm"})
BEFORE_NUMBER = frozenset({"no", "nos", "p", "pp", "pg", "fig", "vol", "ch", "tel", "art", "sec", "para"})
AFTER_CLOCK = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "gmt", "bst",
})  # fmt: skip
STARTERS = frozenset({
    "i", "you", "he", "she", "it", "we", "they", "this", "that", "these", "those", "there", "here", "the", "a", "an",
    "my", "your", "his", "her", "its", "our", "their", "if", "when", "then", "what", "who", "where", "why", "how",
    "which", "do", "does", "did", "is", "are", "was", "were", "can", "will", "please", "and", "but", "or", "so", "no",
    "yes", "not", "some", "all", "in", "on", "at", "after", "before", "for", "to", "ask", "tell", "call", "come",
    "bring", "go", "staff", "people", "everyone", "nobody", "as", "because", "now", "today", "tomorrow", "yesterday",
    "thank", "let", "look", "see", "use", "with", "from", "by", "also", "however", "she's", "he's", "it's", "we're",
})  # fmt: skip
DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]", re.IGNORECASE)
# 'Flat B', 'vitamin C': the letter is no initial of a name.
LETTERED = re.compile(
    r"\b(?:flat|room|block|unit|plan|option|part|ward|bay|group|class|type|section|form|gate|door|platform|zone|row|vitamin"
    r"|hepatitis|page|house|floor|level|side|team|letter|grade|size)\s+[A-Z]$",
    re.IGNORECASE,
)
LONGEST_ABBREVIATION = 20


@lru_cache(maxsize=20_000)
def small(text: str) -> str:
    """A word in small letters, with straight apostrophes and hyphens."""
    return text.lower().replace("’", "'").replace("ʼ", "'").replace("‑", "-")


class Kind(StrEnum):
    """What a block is. Labels and alt texts are not sentences."""

    BODY = "body"
    HEADING = "heading"
    ITEM = "item"
    LABEL = "label"
    ALT = "alt"


class Word(NamedTuple):
    """One word and its offset in the block's text."""

    text: str
    start: int

    @property
    def lower(self) -> str:
        """The word in small letters, with straight apostrophes and hyphens."""
        return small(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence: its text, its offset in the block's text and its words.

    Each is only itself, so that what is worked out for one can be kept under it.
    """

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


class Look(StrEnum):
    """How marked words look on the page. JOINED is the end of a line that the page runs together with the next."""

    ITALIC = "italic"
    UNDERLINED = "underlined"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block's text that the page shows in another way."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item, a label, an alt text: what a reader sees as one piece.

    Attributes:
        raw: Its text as written; see `text` for what rules read.
        first_line: Line where the block (or the key that holds it) begins.
        marks: Stretches in italics or underlined, in the order of the text.
        language: Its own language, such as `pl`; empty where it has that of the whole.
    """

    kind: Kind
    raw: str
    places: tuple[Place, ...]
    first_line: int
    marks: tuple[Mark, ...] = ()
    language: str = ""

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
    begin = 0
    for mark in STOP.finditer(text):
        if mark[0] == "\n" or _ends_here(text, mark, begin):
            begin = mark.end()
            yield begin


def _ends_here(text: str, mark: re.Match[str], begin: int) -> bool:
    following = NEXT_WORD.match(text, mark.end())["word"]  # type: ignore[index]  # it matches anywhere
    stop = mark[0].rstrip(CLOSERS)
    if following[:1].islower():
        # 'Wait... there is more' and 'She said "Stop!" and left' go on; 'Really? yes' does not.
        return stop in {"?", "!"} and stop == mark[0]
    if stop != mark[0] and stop != "." and following.lower() not in STARTERS and SAYING.match(text, mark.end()):
        return False  # '"Are you well?" Sam asked.'
    if stop != ".":
        return True
    if COUNTER.fullmatch(text[begin : mark.start()].strip()):
        return False  # the number of a list: '1. Sit down.'
    return not is_abbreviation(text[max(mark.start() - LONGEST_ABBREVIATION, 0) : mark.start()], following)


def is_abbreviation(before: str, following: str) -> bool:
    """Whether the full stop behind some text ends no sentence: 'Mr', 'J' in 'J. Smith'; not 'B' in 'Flat B'."""
    last = LAST_WORD.search(before)
    if not last:
        return False
    word, after = last[0].lower(), following.lower()
    if word in TITLES:
        return True
    if word in CLOCK:
        return after in AFTER_CLOCK or after in TITLES
    if word in BEFORE_NUMBER and after.isdigit():
        return True  # 'No. 5' is a number, 'You can say no.' is not
    # An initial ('J. Smith', 'J.R. Smith') is one capital letter, but 'I' is a word.
    is_letter = len(word) == 1 and last[0].isupper() and word != "i" and not LETTERED.search(before)
    is_initial = is_letter or bool(DOTTED.fullmatch(word))
    return (word in OFTEN_LAST or is_initial) and bool(after) and after not in STARTERS


def align(value: str, source: str, start: int, end: int | None = None) -> list[tuple[int, int, int]]:
    """Finds the words of a value in its source, in order: triples of offset in the value, length, index in the source.

    The value may have been unquoted, unwrapped or stripped of marks; each chunk is looked for after the one before,
    and not behind the end of the stretch of source that the value is from.
    """
    found, at = [], start
    for chunk in re.finditer(r"\S+", value):
        index = source.find(chunk[0], at, end)
        if index >= 0:
            found.append((chunk.start(), len(chunk[0]), index))
            at = index + len(chunk[0])
    return found or [(0, 0, start)]
