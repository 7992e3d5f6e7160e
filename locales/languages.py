"""Which languages there are, what they say, and which of them may be offered to real people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from babel import Locale, UnknownLocaleError

from locales.catalogue import Sentence, merged, sentences, translated
from locales.reviews import Review, read_reviews, sentence_hash
from locales.words import ENGLISH, SOURCE, Words

PACKAGED: Final = files("locales")
PROGRAM: Final = "plainsay"


@dataclass(frozen=True, slots=True)
class Offered:
    """A language that someone can choose.

    Attributes:
        code: Such as `pl`.
        name: In the language itself.
    """

    code: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class State:
    """How far one sentence is: its translation ('' where there is none), and who signed it off."""

    sentence: Sentence
    translated: str
    review: Review | None


class Languages:
    """Every language, from the packaged translations and a provider's own.

    Args:
        own: A folder with a provider's own translations and sign-offs, which go before the packaged ones. It need not
            be there. Read once.
        packaged: The translations that come with the program.
    """

    def __init__(self, own: Traversable | None = None, packaged: Traversable = PACKAGED) -> None:
        self._folders = (packaged, *((own,) if own else ()))
        self._pot = packaged
        self._words: dict[tuple[str, str], Words] = {}
        self._offered: dict[bool, tuple[Offered, ...]] = {}
        # A file takes a tenth of a second to read.
        self._said: dict[tuple[str, str], dict[str, str]] = {}
        self._wanted: dict[str, tuple[Sentence, ...]] = {}

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """`plainsay` and the packs that have a list of sentences."""
        lists = (file.name.removesuffix(".pot") for file in self._pot.iterdir() if file.name.endswith(".pot"))
        return tuple(sorted(lists, key=lambda name: (name != PROGRAM, name)))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """English, then every language that has a translation."""
        found = {one.name for folder in self._folders if folder.is_dir() for one in folder.iterdir() if one.is_dir()}
        known = (code for code in found if _locale(code) and code != SOURCE and self._has(code))
        return (SOURCE, *sorted(known))

    def _has(self, code: str) -> bool:
        places = (folder / code for folder in self._folders if (folder / code).is_dir())
        return any(file.name.endswith(".po") for place in places for file in place.iterdir())

    def check(self) -> None:
        """Reads every file that is not packaged, so that a broken one is told before anybody is asked.

        Raises:
            BadTranslation: A `.po` file cannot be read.
            BadReviews: A `reviews.yaml` cannot be read.
        """
        for folder in self._folders[1:]:
            for code in self.codes:
                read_reviews(folder / code)
                for domain in self.domains:
                    translated(folder / code, domain)

    def words(self, language: str, domain: str = PROGRAM) -> Words:
        """The words of a language such as `en` or `cy`.

        Args:
            language: A tag such as `pt-BR`. Without its own translation it falls back to `pt`, then to English.
            domain: `plainsay`, or the id of a pack.
        """
        code = self.code_of(language)
        if code == SOURCE:
            return ENGLISH
        if (code, domain) not in self._words:
            locale = Locale.parse(code.replace("-", "_"))
            draft = not self.is_signed_off(code)
            self._words[code, domain] = Words(code, locale.text_direction, self._catalogue(code, domain), draft)
        return self._words[code, domain]

    def code_of(self, language: str) -> str:
        """The language that there is a translation for, nearest to the one that was named."""
        for tag in (language.replace("_", "-"), language.replace("_", "-").partition("-")[0]):
            if tag in self.codes:
                return tag
        return SOURCE

    def is_translated(self, language: str) -> bool:
        """Whether this very language can be chosen, signed off or not."""
        return language in self.codes

    def offered(self, *, drafts: bool) -> tuple[Offered, ...]:
        """What people can choose from.

        Args:
            drafts: Also languages whose consent, help and worry texts nobody has signed off: for sample data only.
        """
        if drafts not in self._offered:
            codes = (code for code in self.codes if drafts or self.may_invite(code))
            self._offered[drafts] = tuple(_offered(code) for code in codes)
        return self._offered[drafts]

    def may_invite(self, language: str) -> bool:
        """Whether real people may be asked in it: a named fluent reader has signed off what is vital."""
        return language == SOURCE or (self.is_translated(language) and self._is_signed(language, vital=True))

    def is_signed_off(self, language: str) -> bool:
        """Whether a named fluent reader has signed off every sentence."""
        return language == SOURCE or self._is_signed(language, vital=False)

    def _is_signed(self, language: str, *, vital: bool) -> bool:
        # Most languages have no reviews, and to read their files would take a tenth of a second each.
        return bool(self.reviews(language)) and not self.unsigned(language, vital=vital)

    def unsigned(self, language: str, *, vital: bool) -> tuple[State, ...]:
        """The sentences that have no translation, or none that was signed off."""
        states = (state for domain in self.domains for state in self.states(language, domain))
        return tuple(one for one in states if one.review is None and (one.sentence.vital or not vital))

    def states(self, language: str, domain: str) -> tuple[State, ...]:
        """How far every sentence of a domain is."""
        said = self._catalogue(language, domain)
        reviews = {key: one for one in self.reviews(language) for key in one.sentences}
        return tuple(
            State(one, text, reviews.get(sentence_hash(one.english, text)) if text else None)
            for one in self._sentences(domain)
            for text in (said.get(one.english, ""),)
        )

    def stale(self, language: str, domain: str) -> int:
        """How many translations stand there whose English is no longer said."""
        wanted = {one.english for one in self._sentences(domain)}
        return len(self._catalogue(language, domain).keys() - wanted)

    def reviews(self, language: str) -> tuple[Review, ...]:
        """Every sign-off of a language, oldest first."""
        return tuple(one for folder in self._folders for one in read_reviews(folder / language))

    def _catalogue(self, language: str, domain: str) -> dict[str, str]:
        if (language, domain) not in self._said:
            found = merged(tuple(translated(folder / language, domain) for folder in self._folders))
            self._said[language, domain] = found
        return self._said[language, domain]

    def _sentences(self, domain: str) -> tuple[Sentence, ...]:
        if domain not in self._wanted:
            self._wanted[domain] = sentences(self._pot, domain)
        return self._wanted[domain]


def name_of(language: str) -> str:
    """A language's name in English, for staff; the code where there is none."""
    locale = _locale(language)
    return (locale.english_name if locale else None) or language


def _offered(code: str) -> Offered:
    locale = Locale.parse(code.replace("-", "_"))
    name = locale.get_display_name() or code
    return Offered(code, name[:1].upper() + name[1:], locale.text_direction)


def _locale(tag: str) -> Locale | None:
    """None for anything that is no language, so that a strange tag is never used as a path."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
