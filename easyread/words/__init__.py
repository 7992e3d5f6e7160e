"""The word lists that the linter reads. Each .txt file says at its top how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def _lines(file: str) -> Iterator[str]:
    for line in (files(__name__) / file).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _pairs(file: str) -> Mapping[str, str]:
    split = (line.partition("\t") for line in _lines(file))
    return MappingProxyType({word.strip(): meaning.strip() for word, _, meaning in split})


@cache
def deny() -> Mapping[str, str]:
    """Jargon, word or phrase, to plainer words."""
    return _pairs("deny.txt")


@cache
def glossary() -> Mapping[str, str]:
    """Care words that people know, to what they mean."""
    return _pairs("glossary.txt")


@cache
def easy() -> frozenset[str]:
    """Everyday words that are easy although they are not very frequent."""
    return frozenset(_lines("easy.txt"))


@cache
def names() -> frozenset[str]:
    """Names of products and services, in small letters."""
    return frozenset(_lines("names.txt"))
