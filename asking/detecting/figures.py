"""How much the detector finds, and how much it finds wrongly, on sentences that others wrote apart from its lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from asking.detecting import KINDS, detect
from dialogs.faults import Fault, PackFaults

SAID_BESIDE: Final = "Not tested with speakers, nor on real speech."
"""Stands beside the figures wherever they are shown."""
HELD_OUT: Final = "held out"
LOOKED_AT: Final = "looked at"
"""The half of the sentences that nobody looks at while lists are changed, and the half that may be looked at."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a test.

    Attributes:
        kinds: What it is a sign of; empty where it is harmless.
    """

    words: str
    kinds: frozenset[str]
    language: str

    @property
    def half(self) -> str:
        """Which half it belongs to: always the same one, whatever stands around it."""
        return HELD_OUT if hashlib.sha256(self.words.encode()).digest()[0] % 2 else LOOKED_AT


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the detector made of a sentence."""

    sentence: Sentence
    found: frozenset[str]

    @property
    def missed(self) -> bool:
        """It is a sign of a worry, and nothing at all was found."""
        return bool(self.sentence.kinds) and not self.found

    @property
    def false(self) -> bool:
        """It is harmless, and something was found."""
        return not self.sentence.kinds and bool(self.found)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of sentences. `of` are signs of a worry, `hit` those in which something was found."""

    of: int
    hit: int
    false: int
    harmless: int

    @property
    def recall(self) -> float | None:
        """How much of what should be found is found; None where there is nothing."""
        return self.hit / self.of if self.of else None

    @property
    def precision(self) -> float | None:
        """How much of what is found should be; None where nothing is found."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else None


def read(path: Path) -> tuple[Sentence, ...]:
    """The sentences of a file that is named after its language.

    Raises:
        PackFaults: It is no list of sentences.
        OSError: It cannot be read.
    """
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(
            Sentence(str(row["words"]), frozenset(map(str, row["kinds"])), path.stem.partition(".")[0]) for row in rows
        )
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError):
        mend = "Write a list of {words: ..., kinds: [...]}."
        raise PackFaults([Fault(path.name, 1, "P107", "", "This is no list of sentences.", mend)]) from None


def looked(sentences: Iterable[Sentence]) -> tuple[Outcome, ...]:
    """Let the detector look at each."""
    return tuple(Outcome(one, frozenset(hit.kind for hit in detect(one.words, one.language))) for one in sentences)


def whole(outcomes: Iterable[Outcome]) -> Figures:
    """A hit of any kind counts: a person reads the words, whatever the kind."""
    return _count(outcomes, bool)


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, Figures]:
    """For each kind by itself: found as another kind is not found."""
    kept = tuple(outcomes)
    return {kind: _count(kept, lambda kinds, kind=kind: kind in kinds) for kind in KINDS}  # type: ignore[misc]


def _count(outcomes: Iterable[Outcome], counts: Callable[[frozenset[str]], bool]) -> Figures:
    of = hit = false = harmless = 0
    for one in outcomes:
        should, did = counts(one.sentence.kinds), counts(one.found)
        of += should
        hit += should and did
        false += did and not should
        harmless += not should
    return Figures(of, hit, false, harmless)
