"""Looks for signs of a worry in what people write and say. It decides nothing: a hit goes to a person.

Pure: no store, no clock. What it knows of a language is data, in `languages/`. docs/detector.md says what it cannot do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from asking.detecting.lists import ALL, List, builtin, languages
from asking.detecting.matching import Field, covered, seen, stands
from asking.detecting.phrases import Phrase
from asking.detecting.sheet import KINDS
from asking.detecting.words import Text, read

__all__ = ["ENGLISH", "KINDS", "Hit", "detect"]

ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Hit:
    """A sign of a worry.

    Attributes:
        kind: One of `KINDS`.
        phrase: The phrase of our list that was found: never what the person wrote.
    """

    kind: str
    phrase: str


def detect(words: str, language: str) -> tuple[Hit, ...]:
    """Look at a text. The time it takes grows with its length and no faster, whatever it holds.

    Args:
        words: What someone wrote, or said and a listener wrote down.
        language: Of the talk. English is looked for beside it: people write both.

    Returns:
        The first sign of each kind; empty where there is none.

    Raises:
        PackFaults: The file of a language cannot be used.
    """
    base = language.replace("_", "-").partition("-")[0].casefold()
    text = read(words)
    found: dict[str, Hit] = {}
    for lists, exactly in _lists(base):
        for hit in _look(lists, text, exactly=exactly):
            found.setdefault(hit.kind, hit)
    return tuple(found[kind] for kind in KINDS if kind in found)


def _lists(language: str) -> tuple[tuple[List, bool], ...]:
    """The lists to look with, and whether only with words that are spelt as in the list."""
    if language == ENGLISH or language not in languages():
        return ((builtin(ENGLISH), False),)
    return ((builtin(language), False), (builtin(ENGLISH), True))


def _look(lists: List, text: Text, *, exactly: bool) -> list[Hit]:
    at = seen(text.spelt(lists.spellings), lists.find_exactly if exactly else lists.find, lists.fillers, lists.denial)
    always = _covered(lists.harmless[ALL], at)
    return [
        Hit(kind, found.text)
        for kind in KINDS
        if (found := _first(lists.phrases[kind], lists.harmless[kind], at, always)) is not None
    ]


def _first(phrases: tuple[Phrase, ...], harmless: tuple[Phrase, ...], at: Field, always: int) -> Phrase | None:
    found = [phrase for phrase in phrases if stands(phrase, at)]
    if not found:
        return None
    taken = always | _covered(harmless, at)
    return next((phrase for phrase in found if stands(phrase, at, taken)), None)


def _covered(phrases: tuple[Phrase, ...], at: Field) -> int:
    taken = 0
    for phrase in phrases:
        taken |= covered(phrase, at)
    return taken
