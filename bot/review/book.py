"""All languages of a pack, side by side: what each item says there, and how far its translation is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from asking.plans import in_words
from bot.cards import cards_of
from bot.review.items import Item, in_language, items_of, sentence
from dialogs.pack import Pack
from easyread.cards import Card
from locales import SOURCE, Languages, Words
from locales.languages import PROGRAM, State, name_of
from locales.reviews import Review, sentence_hash


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the translation of some sentences is.

    Attributes:
        total: How many sentences they are.
        missing: Those without a translation, in English.
        drafts: How many are translated and not signed off.
        vital: Some of them are about consent, help or worries, and not signed off.
        reviews: Who signed off the others.
    """

    total: int
    missing: tuple[str, ...]
    drafts: int
    vital: bool
    reviews: tuple[Review, ...]

    def shows(self, wanted: str) -> bool:
        """Whether it is among what a reader wants to see, see `plain.SHOWS`."""
        found = {"vital": self.vital, "draft": bool(self.missing or self.drafts), "missing": bool(self.missing)}
        return found.get(wanted, True)


class Column:
    """One language."""

    def __init__(self, code: str, pack: Pack, languages: Languages, alone: tuple[Item, ...]) -> None:
        self.code, self.name = code, name_of(code)
        self.words: Words = languages.words(code)
        self.reviews = languages.reviews(code)
        self.may_invite = languages.may_invite(code)
        self.stale = 0 if code == SOURCE else sum(languages.stale(code, domain) for domain in languages.domains)
        self._pack = in_words(pack, languages.words(code, pack.id), code)
        self._alone = alone
        self._states = {} if code == SOURCE else _states(languages, code)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item in this language, by its id."""
        alone = (in_language(item, self.words) for item in self._alone)
        return {item.id: item for item in (*items_of(self._pack), *alone)}

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Every card in this language, by its name."""
        return dict(cards_of(self._pack, self.words))

    @property
    def whole(self) -> Standing:
        """Of every sentence."""
        return self.standing(self._states)

    def standing(self, english: Collection[str]) -> Standing:
        """Of some sentences, by their English. What is not for translating is passed over."""
        states = [self._states[one] for one in english if one in self._states]
        reviews = dict.fromkeys(state.review for state in states if state.review)
        return Standing(
            total=len(states),
            missing=tuple(state.sentence.english for state in states if not state.translated),
            drafts=sum(bool(state.translated) and state.review is None for state in states),
            vital=any(state.sentence.vital and state.review is None for state in states),
            reviews=tuple(reviews),
        )

    def vital_left(self) -> int:
        """How many sentences somebody must sign off before people can be asked in this language."""
        return sum(state.sentence.vital and state.review is None for state in self._states.values())

    def changed(self) -> int:
        """How many sign-offs hold no longer, for the English or the translation has changed since."""
        now = {sentence_hash(english, state.translated) for english, state in self._states.items()}
        return len({one for review in self.reviews for one in review.sentences} - now)

    def is_missing(self, english: str) -> bool:
        """Whether people see this sentence in English."""
        return english in self._states and not self._states[english].translated


class Book:
    """A pack and the program's sentences in every language. Read once: a change is seen from the next start.

    Args:
        pack: In English, as it was written.
        languages: Every language.
    """

    def __init__(self, pack: Pack, languages: Languages) -> None:
        self.pack = pack
        program = [state.sentence for state in languages.states(SOURCE, PROGRAM)]
        alone = tuple(map(sentence, sorted(program, key=lambda one: not one.vital)))
        self.vital = frozenset(sentence(one).id for one in program if one.vital)
        self.columns = {code: Column(code, pack, languages, alone) for code in languages.codes}

    @property
    def items(self) -> Mapping[str, Item]:
        """Every item in English, by its id."""
        return self.columns[SOURCE].items

    def wanted(self, columns: Collection[Column], *, audience: str, area: str, show: str) -> Iterator[Item]:
        """The items that a reader wants to see; '' means all.

        Args:
            columns: The languages that stand side by side: an item is shown where one of them has what is wanted.
            audience: Who is asked; with an audience or an area, the program's own sentences are left out.
            area: What is asked about; screens around the questions are in no area.
            show: A word of `plain.SHOWS`.
        """
        others = [column for column in columns if column.code != SOURCE]
        for item in self.items.values():
            fits = audience in ("", item.audience) and area in ("", item.area)
            if fits and (not show or any(column.standing(item.texts).shows(show) for column in others)):
                yield item


def _states(languages: Languages, code: str) -> dict[str, State]:
    """A sentence that stands in two domains is said in the words of the later; it is vital where one says so."""
    states: dict[str, State] = {}
    for state in (state for domain in languages.domains for state in languages.states(code, domain)):
        before = states.get(state.sentence.english)
        if before is None or (state.sentence.vital and not before.sentence.vital):
            states[state.sentence.english] = state
    return states
