"""From what someone wrote to words that can be compared: one way to write each letter, and where a sentence ends.

Everything here is done to what people write and to our own lists alike, so that both meet in the same form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST: Final = 40
"""Letters of a word that are looked at. No word of our lists is as long."""

# Letters of other alphabets that look like Latin ones, and letters that Unicode does not take apart.
_ALIKE: Final = str.maketrans(
    "авекмнорстухіјѕԁһαβεικνορτυχłđøħıŧ",
    "abekmhopctyxijsdhabeiknoptuxldohit",
)
# Arabic and Urdu letters that are written for each other.
_ARABIC: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ئ": "ی", "ے": "ی", "ك": "ک", "ؤ": "و"}
    | dict.fromkeys("ةۃہھۂ", "ه")
    | {"ـ": None}
)
# Signs of Indic scripts that many leave out or change for each other: the dot below goes, the moon becomes a dot.
_INDIC: Final = str.maketrans(
    {"\u09bc": None, "\u0a3c": None, "\u0abc": None, "\u0a71": None}
    | {"\u0981": "\u0982", "\u0a01": "\u0a02", "\u0a70": "\u0a02", "\u0a81": "\u0a82"}
)
_DIGITS: Final = str.maketrans("01345789@$!", "oieastbgasi")
_DIGIT_L: Final = str.maketrans("1!", "ll")
_APOSTROPHES: Final = frozenset("'’‘`´ʼ＇")
_HARD: Final = frozenset(".!?\n\r…؟۔।॥")
_INSIDE: Final = frozenset("@$!")
_REPEATED: Final = re.compile(r"(.)\1+")
_ALONE: Final = 3


@dataclass(frozen=True, slots=True)
class Text:
    """What was written.

    Attributes:
        words: In order.
        ends: Bit i is set where a sentence ends after word i.
        pauses: The same for anything that parts words: a comma, a bracket, a dash, the end of a sentence.
    """

    words: tuple[str, ...]
    ends: int
    pauses: int

    def spelt(self, spellings: Mapping[str, tuple[str, ...]]) -> Text:
        """The same with short ways of writing written out: `im` is `i am`."""
        if not any(word in spellings for word in self.words):
            return self
        words: list[str] = []
        ends = pauses = 0
        for place, word in enumerate(self.words):
            words += spellings.get(word, (word,))
            ends |= (self.ends >> place & 1) << len(words) - 1
            pauses |= (self.pauses >> place & 1) << len(words) - 1
        return Text(tuple(words), ends, pauses)


def read(text: str) -> Text:
    """Take a text apart. Linear in its length."""
    words: list[str] = []
    hard, soft = set[int](), set[int]()
    for kind, chunk in _chunks(_folded(text)):
        if kind == "word":
            words += [chunk]
        elif words:
            soft.add(len(words) - 1)
            if kind == "end":
                hard.add(len(words) - 1)
    return _joined(words, hard, soft)


@lru_cache(maxsize=50_000)
def form(word: str) -> str:
    """A word's form: no marks on Latin and Arabic letters, no dots below Indic ones, one of letters that look alike."""
    apart = unicodedata.normalize("NFKD", word.translate(_ALIKE))
    kept = "".join(char for char in apart if not _is_mark(char))
    return unicodedata.normalize("NFC", kept).translate(_ARABIC).translate(_INDIC)[:LONGEST]


def once(word: str) -> str:
    """A word with every run of one letter as a single one: `scaaared` and `scarred` give `scared`."""
    return _REPEATED.sub(r"\1", word)


def plain_of(word: str) -> tuple[str, ...]:
    """What a word with digits or signs among its letters may stand for: `h1t` gives `hit`, `h3lp` gives `help`."""
    if word.isalpha() or not any(char.isalpha() for char in word):
        return ()
    return tuple({word.translate(_DIGITS), word.translate(_DIGIT_L).translate(_DIGITS)} - {word})


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text.replace("…", ".\u200b")).casefold()
    return "".join(char for char in composed if unicodedata.category(char) != "Cf")


def _is_mark(char: str) -> bool:
    """Whether a sign can be left out: accents and Arabic vowel signs, never the vowels of an Indic script."""
    return unicodedata.category(char) == "Mn" and (char < "\u0900" or "\u1ab0" <= char <= "\u20ff" or char > "\u3000")


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """Words, `end` and `pause`, in order."""
    word: list[str] = []
    for place, char in enumerate(text):
        if _in_word(text, place):
            word.append(char)
            continue
        if char in _APOSTROPHES:
            continue
        if word:
            yield "word", form("".join(word))
            word = []
        if char in _HARD:
            yield "end", char
        elif unicodedata.category(char) == "So":
            yield "word", char
        elif not char.isspace() and char not in "-/&+*_\ufe0f":
            yield "pause", char
    if word:
        yield "word", form("".join(word))


def _in_word(text: str, place: int) -> bool:
    char = text[place]
    if char in _INSIDE:
        return 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()
    return char.isalnum() or (unicodedata.category(char) in {"Mn", "Mc"} and char != "\ufe0f")


def _joined(words: list[str], hard: set[int], soft: set[int]) -> Text:
    """Letters that stand alone, three or more in a row, are one word: `h i t`."""
    kept: list[str] = []
    ends = pauses = 0
    run = 0
    for place, word in enumerate(words):
        run = run + 1 if len(word) == 1 and word.isascii() and word.isalpha() else 0
        kept.append(word)
        follows = words[place + 1] if place + 1 < len(words) else ""
        goes_on = len(follows) == 1 and follows.isascii() and follows.isalpha() and place not in soft
        if run >= _ALONE and not goes_on:
            kept[-run:] = ["".join(kept[-run:])]
        if not goes_on:
            run = 0
        if place in soft:
            pauses |= 1 << len(kept) - 1
        if place in hard:
            ends |= 1 << len(kept) - 1
    return Text(tuple(kept), ends, pauses)
