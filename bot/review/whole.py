"""Whether everything can be made: text, picture, card and sound of each item in a language."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.review.book import Book, Column
from bot.review.items import Item
from bot.review.plain import filled
from easyread.cards import Card, CardError, key, png_beside
from easyread.cards.plan import plan
from easyread.fonts import FontSet
from easyread.pictures import PictureSet
from easyread.speech import NORMAL_WPM, NoSound, SpeechCache
from easyread.speech.voices import check_vowels, voice_for
from easyread.speech.words import speakable


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that cannot be made.

    Attributes:
        what: `text`, `picture`, `card` or `sound`.
        place: The item or the card.
    """

    language: str
    what: str
    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.language}: {self.what}: {self.place}: {self.why}"


Told = Callable[[Lack | None], None]


@dataclass(frozen=True, slots=True)
class Making:
    """What everything is made with."""

    pictures: PictureSet
    fonts: FontSet
    speech: SpeechCache

    def planned(self, book: Book, column: Column) -> Iterator[Lack]:
        """What is missing in a language, as far as it can be told without drawing and speaking.

        Of a question's cards the one with most answers is planned: it is the tallest.
        """
        for english in book.items.values():
            item = column.items[english.id]
            for missing in column.standing(english.texts).missing:
                yield Lack(column.code, "text", item.id, f"there is no translation of '{missing}'")
            for name in (item.picture, *(choice.picture for choice in item.choices)):
                if name and name not in self.pictures.names:
                    yield Lack(column.code, "picture", item.id, f"there is no picture '{name}'")
            yield from _unspoken(column, item)
        for name, card in _tallest(column.cards):
            try:
                key(card, self.pictures, self.fonts)
                plan(card, self.fonts)
            except CardError as error:
                yield Lack(column.code, "card", name, str(error))

    async def made(self, column: Column, most: int | None, tell: Told) -> None:
        """Draws the cards and speaks the sentences of a language, each once and one after the other.

        Args:
            column: The language.
            most: How many of each; None for all.
            tell: Called after each, with what is wrong or None.
        """
        for name in some(column.cards, most):
            tell(await self._drawn(column, name))
        said = said_in(column)
        for piece in some(said, most):
            tell(await self._spoken(column, piece, said[piece]))

    async def _drawn(self, column: Column, name: str) -> Lack | None:
        try:
            await png_beside(column.cards[name], self.pictures, self.fonts)
        except CardError as error:
            return Lack(column.code, "card", name, str(error))
        return None

    async def _spoken(self, column: Column, piece: str, place: str) -> Lack | None:
        try:
            await self.speech.mp3((piece,), column.code, NORMAL_WPM)
        except NoSound as error:
            return Lack(column.code, "sound", place, f"{error}: '{piece}'")
        return None


def said_in(column: Column) -> dict[str, str]:
    """Each sentence and label that a language says aloud → the first item that says it."""
    return {filled(piece): item.id for item in reversed(tuple(column.items.values())) for piece in item.speech}


def some(names: Collection[str], most: int | None) -> list[str]:
    """All of them, or so many by a chance that is always the same."""
    ordered = sorted(names)
    return ordered if most is None else random.Random(1).sample(ordered, min(most, len(ordered)))  # noqa: S311 - a sample


def _tallest(cards: Mapping[str, Card]) -> Iterator[tuple[str, Card]]:
    most: dict[str, tuple[str, Card]] = {}
    for name, card in cards.items():
        asked = name.rpartition(".")[0]
        if asked not in most or len(card.choices) > len(most[asked][1].choices):
            most[asked] = name, card
    yield from most.values()


def _unspoken(column: Column, item: Item) -> Iterator[Lack]:
    for piece in item.speech:
        words = speakable(filled(piece))
        try:
            voice_for(column.code)
            check_vowels(words, column.code)
        except NoSound as error:
            yield Lack(column.code, "sound", item.id, f"{error.code}: '{piece}'")
        if not words:
            yield Lack(column.code, "sound", item.id, f"no-words: '{piece}'")
