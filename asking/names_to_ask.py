"""Names of people we know in words that are about to be published or told: somebody is asked about each, never refused.

One rule for all of them: a self-assessment, what changed, an answer to a wish, an action of a published plan. A name is
found by full name, by first name, or by last name after Mr or Ms, as whole words. Whoever says that it may stay is kept
with the moment (`store.name_yes`); other words are asked about anew. Nicknames, initials and wrong spellings are not
found, nor who can be told by a house, a job or a day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from asking.names_in_words import ALSO_WORDS
from store import access_log, name_yes, people
from store.name_yes import Looked
from store.tx import Tx

TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lady", "lord"})
WITH_CAPITAL: Final = ALSO_WORDS | {"an", "can", "do", "go", "he", "in", "le", "man", "my", "see", "so", "to", "you"}
"""Names that are words too: they are asked about where they have a capital letter."""
SHORTEST: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+")
_NO_SPACES: Final = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that leave no space between words: there only a name as it is written can be looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words that will be published or told, and where they stand.

    Attributes:
        name: As the middle of a sentence begins, such as `The answer to question 3`.
        link: Where they are written; '' where that is the page itself.
        but: Numbers of people who said yes to being named in these very words, such as in a quote of theirs.
    """

    name: str
    words: str
    link: str = ""
    but: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """A name that stands in words.

    Attributes:
        name: As we know it; only the first name where no more stands there.
        mark: Tells these words with this name from all others.
        looked: Who said that they may be published; None while nobody did.
    """

    place: Place
    name: str
    mark: str
    looked: Looked | None = None


def names_in(tx: Tx, subject: str, places: Iterable[Place]) -> tuple[Named, ...]:
    """Every name that stands in these words, in their order.

    Args:
        tx: A read transaction.
        subject: What the words belong to, such as `assessment/3`.
        places: The words.
    """
    looked, found = name_yes.of(tx, subject), []
    for place, name in standing(people.every_name(tx), places):
        mark = name_yes.mark(tx, subject, place.words, name)
        found.append(Named(place, name, mark, looked.get(mark)))
    return tuple(found)


def standing(names: Mapping[int, str], places: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """Each place with each name that stands in it, without those who said yes to it; `names` has everybody's."""
    known = _Known(names)
    for place in places:
        for name in known.standing_in(place):
            yield place, name


def keep(tx: Tx, subject: str, ticked: Iterable[Named], *, who: str, at: str) -> None:
    """Keeps that somebody said it, with the moment, here and in the access log."""
    new = {one.mark for one in ticked if one.looked is None}
    if new:
        name_yes.add(tx, subject, new, who=who, at=at)
        what = " ".join(subject.split("/"))
        access_log.add(tx, at=at, who=who, did=f"said that names may be published in {what}")


class _Known:
    """The names of everybody, so that words are gone through once however many people there are."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._begin: dict[str, list[_Way]] = {}
        self._last: dict[str, list[_Way]] = {}
        self._unspaced: list[_Way] = []
        for number, name in sorted(names.items()):
            self._add(number, name.split())

    def _add(self, number: int, parts: list[str]) -> None:
        """In full, by first name, and by the last one, which counts after a title."""
        if len(parts) > 1 and _plain(parts[0]) in TITLES:
            parts = parts[1:]
        name = " ".join(parts)
        if _NO_SPACES.search(name):
            self._unspaced.append(_Way((), name, number))
            return
        for spelled in dict.fromkeys((name, *parts[:1])):
            words = _plain_words(spelled)
            if len("".join(words)) >= SHORTEST:
                self._begin.setdefault(words[0], []).append(_Way(words, spelled, number))
        if len(parts) > 1 and (words := _plain_words(parts[-1])):
            self._last.setdefault(words[0], []).append(_Way(words, parts[-1], number))

    def standing_in(self, place: Place) -> tuple[str, ...]:
        """The names in one place, each once; where a full name stands, its first name is not another one."""
        written = _words(place.words)
        said = [one.casefold() for one in written]
        found: dict[str, bool] = {}
        at = 0
        while at < len(said):
            here, length = self._longest(said, written, at)
            for way in here:
                found[way.name] = found.get(way.name, False) or way.number in place.but
            at += length
        for way in self._unspaced:
            if way.name in place.words:
                found[way.name] = found.get(way.name, False) or way.number in place.but
        return tuple(name for name, has_yes in found.items() if not has_yes)

    def _longest(self, said: list[str], written: list[str], at: int) -> tuple[list[_Way], int]:
        """The longest names that begin here, and how many words to go on."""
        word, title = said[at], written[at].capitalize()
        if word in TITLES and at + 1 < len(said):
            ways = [one for one in _beginning(self._last, said[at + 1]) if one.fits(said, written, at + 1)]
            if ways:
                most = max(len(one.words) for one in ways)
                return [_Way(one.words, f"{title} {one.name}", one.number) for one in ways], 1 + most
        ways = [one for one in _beginning(self._begin, word) if one.fits(said, written, at)]
        most = max((len(one.words) for one in ways), default=1)
        return [one for one in ways if len(one.words) == most], most


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which somebody may be named: its words as they are compared, and as we know them."""

    words: tuple[str, ...]
    name: str
    number: int

    def fits(self, said: list[str], written: list[str], at: int) -> bool:
        """Whether it stands here; with the `s` of a possessive too, but where it is a word with a capital letter."""
        here = tuple(said[at : at + len(self.words)])
        if len(self.words) == 1 and self.words[0] in WITH_CAPITAL:
            return here == self.words and written[at][0].isupper()
        return here == self.words or here == (*self.words[:-1], f"{self.words[-1]}s")


def _beginning(ways: Mapping[str, list[_Way]], word: str) -> list[_Way]:
    return [*ways.get(word, ()), *(ways.get(word[:-1], ()) if word.endswith("s") else ())]


def _words(text: str) -> list[str]:
    """The words of a text, without the signs above and below letters, which would part some of them."""
    apart = unicodedata.normalize("NFKD", text)
    return _WORD.findall("".join(one for one in apart if not unicodedata.combining(one)))


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(one.casefold() for one in _words(text))


def _plain(text: str) -> str:
    return "".join(_plain_words(text))
