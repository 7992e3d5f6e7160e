"""Which forms a verb has: told is the past and the participle of tell. From the list in words/verbs.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final


class Form:
    """What a word can be as a verb; NOUN where it is an everyday noun or adjective too. Bits, to be joined with `|`.

    Plain numbers: the linter asks for them a few times a word, and enum flags took most of its time.
    """

    BASE: Final = 1
    THIRD: Final = 2
    PAST: Final = 4
    PARTICIPLE: Final = 8
    ING: Final = 16
    NOUN: Final = 32


NO_FORM = 0
FINITE = Form.BASE | Form.THIRD | Form.PAST
VOWEL = "aeiou"
# The last letter doubles in 'stopped', 'planned'; never in 'fixed', 'showed', 'played'.
DOUBLES = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprtvz]$")
DOUBLES_TOO = frozenset({
    "admit", "begin", "cancel", "commit", "control", "enrol", "equip", "forbid", "forget", "fulfil", "label", "occur",
    "permit", "prefer", "refer", "regret", "submit", "transfer", "transmit", "travel", "upset", "overlap", "program",
    "kidnap", "embed", "compel", "incur", "signal", "reset", "quarrel", "counsel", "model", "handicap", "babysit",
    "unplug",
})  # fmt: skip
ING_NOUNS = frozenset({
    "meeting", "building", "morning", "evening", "training", "feeling", "wedding", "painting", "beginning", "saying",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of one verb."""

    base: str
    past: str
    participle: str
    third: str
    ing: str
    is_noun: bool


def _double(base: str) -> str:
    return base + base[-1] if DOUBLES.fullmatch(base) or base in DOUBLES_TOO else base


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in VOWEL else base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in VOWEL else _double(base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    drops = base.endswith("e") and not base.endswith(("ee", "oe", "ye", "inge"))
    return (base[:-1] if drops and base != "be" else _double(base)) + "ing"


def _read() -> Iterator[Verb]:
    text = (files("easyread.words") / "verbs.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        base, irregular, noun = (*line.split("\t"), "", "")[:3]
        past, participle = irregular.split() if irregular else (_past(base), _past(base))
        third = {"have": "has", "be": "is"}.get(base, _third(base))
        yield Verb(base, past, participle, third, _ing(base), noun == "n")


@cache
def verbs() -> Mapping[str, Verb]:
    """Every verb of the list, by its base form."""
    return MappingProxyType({verb.base: verb for verb in _read()})


@cache
def _forms() -> tuple[Mapping[str, int], Mapping[str, str]]:
    known: dict[str, int] = {}
    bases: dict[str, str] = {}
    for verb in verbs().values():
        noun = Form.NOUN if verb.is_noun else NO_FORM
        pairs = [(verb.base, Form.BASE | noun), (verb.third, Form.THIRD | noun), (verb.past, Form.PAST)]
        pairs += [(verb.participle, Form.PARTICIPLE), (verb.ing, Form.ING)]
        if verb.past != _past(verb.base) and verb.past == verb.participle and verb.past[-1] == "t":
            # 'learnt' and 'burnt' have a regular twin.
            pairs += [(_past(verb.base), Form.PAST | Form.PARTICIPLE)] if _past(verb.base)[:-2] in verb.base else []
        for form, kind in pairs:
            known[form] = known.get(form, NO_FORM) | kind
            if kind & Form.BASE or form not in bases:
                bases[form] = verb.base
    for form in ING_NOUNS:
        known[form] = Form.NOUN
    return MappingProxyType(known), MappingProxyType(bases)


def form_of(word: str) -> int:
    """What a word in small letters can be as a verb; nothing for a word that is not in the list."""
    return _forms()[0].get(word, NO_FORM)


def base_of(word: str) -> str:
    """The base form: 'told' gives 'tell'. Empty for a word that is not in the list."""
    return _forms()[1].get(word, "")
