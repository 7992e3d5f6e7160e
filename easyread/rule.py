"""What a rule and a finding are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from easyread.languages import base_of
from easyread.text import Block


class Severity(StrEnum):
    """An error stops a text from shipping; a warning asks its author to look again."""

    ERROR = "E"
    WARNING = "W"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found, as an offset in the block's text."""

    start: int
    severity: Severity
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with its place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    suggestion: str


def _nothing_in_block(block: Block) -> Iterator[Hit]:
    """For rules that look at the whole text only."""
    del block
    return iter(())


def _nothing_in_text(blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """For rules that look at one block at a time."""
    del blocks
    return iter(())


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule finds, and leaves alone, in another language than English."""

    language: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of easy read.

    Attributes:
        id: Its number in RULES, such as `L01`.
        name: What it finds, in a few words.
        severity: What its findings can be.
        threshold: Exactly when it fires.
        why: Why it helps a reader.
        source: The guidance that it comes from, or `our own`.
        bad: Examples that it finds.
        good: Examples that it leaves alone.
        check: Yields the hits in one block.
        check_text: Yields hits that only the whole text shows, each with its block.
        check_other: Yields the hits in one block of another language than English, where the rule works otherwise
            there. Then the two others see only what is English.
        languages: Languages that it makes sense in; empty for all.
        not_languages: Languages that it makes no sense in.
        others: Examples in the languages where it works otherwise than in English.
    """

    id: str
    name: str
    severity: tuple[Severity, ...]
    threshold: str
    why: str
    source: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    check: Callable[[Block], Iterator[Hit]] = _nothing_in_block
    check_text: Callable[[Sequence[Block]], Iterator[tuple[Block, Hit]]] = _nothing_in_text
    check_other: Callable[[Block], Iterator[Hit]] | None = None
    languages: tuple[str, ...] = ()
    not_languages: tuple[str, ...] = ()
    others: tuple[Example, ...] = ()

    def fits(self, language: str) -> bool:
        """Whether the rule makes sense in a language such as `en` or `pt-BR`."""
        base = base_of(language)
        return base not in self.not_languages and (not self.languages or base in self.languages)
