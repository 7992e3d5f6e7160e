"""What language a tag such as `pt-BR` names, and how many words a sentence needs in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ENGLISH: Final = "en"
# How many words our translations have for each word of their English, measured on 561 sentences of each language (see
# docs/linter.md). Only languages that need a tenth more are here. None is under 1: a reader's limit is not made
# stricter because a language packs more into a word.
WORDS_FOR_ONE: Final[Mapping[str, float]] = MappingProxyType({"cy": 1.10, "pa": 1.11, "ur": 1.23})


def base_of(tag: str) -> str:
    """The language of a tag, in small letters: `pt-BR` gives `pt`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def is_english(tag: str) -> bool:
    """Whether a text is English; one that names no language is."""
    return base_of(tag) in {ENGLISH, ""}


def allowed(words: int, tag: str) -> int:
    """How many words may say what English says in so many."""
    return round(words * WORDS_FOR_ONE.get(base_of(tag), 1.0))
