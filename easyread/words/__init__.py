"""The word lists that the linter reads. Each .txt file says at its top how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

OPENS = "^"


@dataclass(frozen=True, slots=True)
class Idiom:
    """An idiom of the list.

    Attributes:
        plain: What it says in plain words.
        literal: Words beside which it is meant as it stands.
        opens: It is an idiom only where a sentence begins with it.
    """

    plain: str
    literal: frozenset[str]
    opens: bool


def _lines(file: str) -> Iterator[str]:
    for line in (files(__name__) / file).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _rows(file: str) -> Iterator[tuple[str, list[str]]]:
    for line in _lines(file):
        key, *fields = (field.strip() for field in line.split("\t"))
        yield key, fields


def _pairs(file: str) -> Mapping[str, str]:
    return MappingProxyType({key: fields[0] for key, fields in _rows(file)})


@cache
def deny() -> Mapping[str, str]:
    """Jargon, word or phrase, to plainer words."""
    return _pairs("deny.txt")


@cache
def glossary() -> Mapping[str, str]:
    """Care words that a text may use, to what they mean."""
    return _pairs("glossary.txt")


@cache
def explain() -> frozenset[str]:
    """Words of the glossary that a text has to explain."""
    return frozenset(key for key, fields in _rows("glossary.txt") if "explain" in fields[1:])


@cache
def easy() -> frozenset[str]:
    """Everyday words that are easy although they are not very frequent."""
    return frozenset(_lines("easy.txt"))


@cache
def names() -> frozenset[str]:
    """Names of products and services, in small letters."""
    return frozenset(_lines("names.txt"))


@cache
def idioms() -> Mapping[str, Idiom]:
    """Idioms, to plain words and to words that show that the idiom is meant as it stands."""
    return MappingProxyType({key: _idiom(fields) for key, fields in _rows("idioms.txt")})


def _idiom(fields: list[str]) -> Idiom:
    plain, literal = fields[0], frozenset(" ".join(fields[1:]).split())
    return Idiom(plain, literal - {OPENS}, OPENS in literal)


@cache
def foreign() -> Mapping[str, str]:
    """Foreign words and phrases, without accents, to plain words."""
    return _pairs("foreign.txt")


@cache
def acronyms() -> Mapping[str, str]:
    """Short forms of care, as they are written, to the words that they stand for."""
    return _pairs("acronyms.txt")


@cache
def known_acronyms() -> Mapping[str, str]:
    """Short forms that need no words, to the reason."""
    return _pairs("known_acronyms.txt")


@cache
def concepts() -> tuple[tuple[str, ...], ...]:
    """Names of one thing, a tuple for each thing; the first name is the one to use."""
    return tuple((key, *fields) for key, fields in _rows("concepts.txt"))


@cache
def persons() -> frozenset[str]:
    """Nouns for one person."""
    return frozenset(_lines("persons.txt"))


@cache
def things() -> frozenset[str]:
    """Nouns that end like nouns of action and are none."""
    return frozenset(_lines("things.txt"))
