"""Numbers in words in other languages than English, from `numbers.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any

import yaml

from easyread.frequency import looked_up

FILE = files("easyread.words") / "numbers.yaml"
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a language.

    Attributes:
        values: A number's words, as they are looked up, to the number. 0 is a phrase that only looks like a number.
        joins: What stands between a ten and a smaller number.
        longest: How many words the longest of them has.
    """

    values: Mapping[Phrase, int] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    longest: int = 0


@cache
def numbers(language: str) -> Numbers:
    """The numbers of a language such as `pl`; none where the file has none."""
    made = _listed().get(language)
    if made is None:
        return Numbers()
    affixes = list(product(["", *made.get("beginnings", [])], ["", *made.get("endings", [])]))
    values = {
        tuple(looked_up(f"{before}{word}{after}", language).split()): int(value)
        for value, forms in made["words"].items()
        for word in forms
        for before, after in affixes
    }
    values |= {tuple(looked_up(phrase, language).split()): 0 for phrase in made["left_alone"]}
    return Numbers(MappingProxyType(values), frozenset(made.get("joins", [])), max(map(len, values)))


@cache
def _listed() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = yaml.load(FILE.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- text only
    return MappingProxyType(dict(found))
