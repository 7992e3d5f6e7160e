"""The words in a text, as a voice should read them: without emoji, symbols and marks of layout."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Joiners inside words: Persian, Urdu, Bengali and Sinhala are spelled with them. Others join emoji, and stand alone.
JOINERS = "\u200c\u200d"
LONELY_JOINERS = re.compile(rf"(?<!\S)[{JOINERS}]+")
# Marks that a person passes over and a voice spells out: 'asterisk', 'bullet'.
LAYOUT = frozenset("*_#\\|•‣·‼⁉〰")
# Letters and marks are spoken; so are what separates them and the signs for money. The rest is drawing.
SPOKEN = ("L", "M", "N", "P", "Z", "Sc")
# Marks that are seen and not heard, although they are marks: how an emoji is drawn, and the frame of a key.
UNHEARD_MARKS = frozenset(map(chr, (*range(0xFE00, 0xFE10), 0x20E3)))
INVISIBLE = "Cf"  # soft hyphens and marks of direction: inside words, so no space takes their place
# Numbers to ring: 999, and what is too long to count or starts with 0. 'Nine hundred and ninety-nine' is none that
# people know.
DIALLED = re.compile(r"(?<![\d.,:£€$])(?:999|0\d{2,}|\d{5,})(?![\d:]|[.,]\d)")
# About what takes as long to say as one Latin letter. A digit may be a word of its own: 120 is 'one hundred and
# twenty'. Scripts without capitals have a vowel in most letters, and a wide character is a syllable or more.
LETTERS_IN_A_DIGIT = 5
LETTERS_IN_A_LETTER_WITHOUT_CAPITAL = 2
LETTERS_IN_A_WIDE_CHARACTER = 3


@dataclass(frozen=True, slots=True)
class Length:
    """How much there is to say."""

    words: int
    letters: int


def speakable(text: str) -> str:
    """The text without what is not meant for the ear, on one line. Empty where nothing is left.

    A number to ring is set out digit by digit. Letters and marks keep their order: espeak-ng wants an Arabic shadda
    before its vowel, and knows Bengali letters as one character, and to normalise would change both.
    """
    bare = " ".join(LONELY_JOINERS.sub("", "".join(map(_heard, text))).split())
    bare = DIALLED.sub(lambda number: " ".join(number[0]), bare)
    return bare if any(character.isalnum() for character in bare) else ""


def length(text: str, *, with_digits: bool) -> Length:
    """How much a voice has to say for a text, with each digit as a word or with none of them."""
    digits = sum(character.isdigit() for character in text) if with_digits else 0
    letters = sum(_letters(character) for character in text if character.isalpha())
    return Length(len(text.split()) + digits, letters + digits * LETTERS_IN_A_DIGIT)


def _heard(character: str) -> str:
    """The character itself, nothing, or the space that a drawing leaves between two words."""
    category = unicodedata.category(character)
    if character in JOINERS:
        return character
    if character in UNHEARD_MARKS or category == INVISIBLE:
        return ""
    return character if category.startswith(SPOKEN) and character not in LAYOUT else " "


def _letters(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return LETTERS_IN_A_WIDE_CHARACTER
    return LETTERS_IN_A_LETTER_WITHOUT_CAPITAL if unicodedata.category(character) == "Lo" else 1
