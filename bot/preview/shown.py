"""A question as people see it, with stand-ins for the names that a pack leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dialogs.model import Choice, Scale
from dialogs.pack import Pack, Prompt
from locales import ENGLISH, Words

STAND_INS: Mapping[str, str] = MappingProxyType({
    "{provider}": "[name of the organisation]",
    "{service}": "[name of the house or team]",
    "{listener}": "[name of the one who listens]",
    "{questions}": "[how many]",
    "{person}": "[name of the person]",
})  # fmt: skip
_OPEN = re.compile(r"\{\w+\}")
_FIRST, _OTHERS = 3, (2, 5)


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen.

    Attributes:
        choices: The answers as first offered; empty where people use their own words.
        others: The same scale with two and with five answers; empty where the answers are the question's own.
        several: More than one can be chosen.
        kind: `text` and `voice` ask for own words; the kind says which of the two is offered first.
        words: What the program itself says on the screen.
    """

    kind: str
    text: tuple[str, ...]
    question: str
    again: str
    picture: str
    alt: str
    choices: tuple[Choice, ...]
    others: tuple[tuple[Choice, ...], ...]
    several: bool
    words: Words


def shown(pack: Pack, prompt: Prompt) -> Shown:
    """The screen of a prompt."""
    asked = prompt.question
    scale = pack.frames[prompt.audience].scale if asked.kind == "choice" else None
    return Shown(
        kind=asked.kind,
        text=tuple(filled(line) for line in asked.text),
        question=filled(asked.ask),
        again=filled(asked.again),
        picture=asked.picture,
        alt=asked.alt,
        choices=scale.sized(_FIRST) if scale else asked.choices,
        others=_others(scale),
        several=asked.kind == "several",
        words=ENGLISH,
    )


def filled(line: str) -> str:
    """A line with a stand-in in the place of each name. A placeholder without one stays as it is."""
    return _OPEN.sub(lambda found: STAND_INS.get(found[0], found[0]), line)


def _others(scale: Scale | None) -> tuple[tuple[Choice, ...], ...]:
    return tuple(scale.sized(size) for size in _OTHERS) if scale else ()
