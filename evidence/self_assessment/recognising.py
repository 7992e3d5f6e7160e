"""Examples of good: that nobody can be recognised in one, or said yes to it, is somebody's word before it is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from evidence.self_assessment.written import Section, Whole
from store import assessments
from store.tx import Tx

PART = "examples"
"""The part of a self-assessment that keeps who looked at which text."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Who said of a text that nobody can be recognised in it, or that they said yes; and when."""

    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Example:
    """The example of good of a section.

    Attributes:
        mark: Tells this very text from any other.
        looked: None while nobody said it of this text.
    """

    section: Section
    words: str
    mark: str
    looked: Looked | None


def examples(tx: Tx, whole: Whole) -> tuple[Example, ...]:
    """Every example of good in it, and who looked at it."""
    looked = _looked(tx, whole.assessment.id)
    found = ((section, whole.part(section.id).example.strip()) for section in whole.sections)
    return tuple(Example(section, words, mark(words), looked.get(mark(words))) for section, words in found if words)


def keep(tx: Tx, assessment_id: int, marks: Iterable[str], *, who: str, at: str) -> None:
    """Keeps that somebody said it of these texts; a changed text has another mark, and needs it anew."""
    part = assessments.part_of(tx, assessment_id, PART)
    new = {one: {"who": who, "at": at} for one in marks if one not in part.content}
    if new:
        assessments.put(tx, assessment_id, PART, {**part.content, **new}, edit=part.edit, at=at, who=who)


def mark(words: str) -> str:
    """The same for the same words, however they are spaced."""
    return sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()


def _looked(tx: Tx, assessment_id: int) -> dict[str, Looked]:
    found = assessments.part_of(tx, assessment_id, PART).content
    return {one: Looked(str(told["who"]), str(told["at"])) for one, told in found.items()}
