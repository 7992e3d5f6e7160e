"""What a pack is made of once it has been read and found whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal

from dialogs.model import (
    SOURCES,
    Audience,
    CarryOn,
    Closing,
    Company,
    Consent,
    Information,
    Practice,
    Question,
    Reading,
    Scale,
)

PLACEHOLDERS = ("{provider}", "{service}", "{listener}", "{questions}", "{person}")
"""What a text may leave open: the provider, the service, who hears and reads words, how many questions come before
the first rest, and, for observers only, whom they watch.

They are filled in when a screen is shown, for a pack cannot know them.
"""


MONTHLY = "monthly"
"""Ends the name of what stands in place of an area for the questions of the monthly summary: no talk draws them."""


@dataclass(frozen=True, slots=True)
class Area:
    """A numbered part of a code. `easy_name` is for people, `name` is the code's own."""

    id: str
    name: str
    easy_name: str


@dataclass(frozen=True, slots=True)
class Standard:
    """What good looks like or, as a warning sign, what bad looks like. In plain English, for staff pages.

    `records` are the kinds of record that can show it, best first.
    """

    id: str
    area: str
    statement: str
    sign: Literal["good", "warning"]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of evidence that is not an answer: minutes, a visit, an audit."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Reflection:
    """What the code asks the organisation to think about."""

    id: str
    area: str
    question: str


@dataclass(frozen=True, slots=True)
class CrossWalk:
    """Where a standard meets another code. These mappings are our own."""

    standard: str
    to: str
    note: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A group tried a prompt.

    Attributes:
        by: The group, never a person's name.
        on: The day, such as `2026-11-22`.
        understood: What they took the question to mean.
        verdict: Whether they would keep it, change it or leave it out.
        note: What they would change.
        words: Hash of the words that they tried, see `Prompt.words`.
    """

    by: str
    on: str
    understood: str
    verdict: Literal["keep", "change", "leave_out"]
    note: str
    words: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question for one audience, how its answers are read, and who tried it."""

    question: Question
    audience: Audience
    area: str
    reading: Reading
    tried: tuple[Tried, ...]

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    @property
    def core(self) -> bool:
        """Whether everyone is asked this (D17)."""
        return self.question.core

    @property
    def is_open(self) -> bool:
        """Whether it is answered in the person's own words."""
        return self.question.kind in ("text", "voice")

    @property
    def words(self) -> str:
        """A short hash of all that people see and hear of it; a verdict on other words is out of date."""
        asked = self.question
        labels = (f"{choice.label}|{choice.picture}" for choice in asked.choices)
        seen = "\n".join((*asked.text, asked.ask, asked.again, asked.picture, *labels))
        return sha256(seen.encode()).hexdigest()[:12]


SCENE = ("does", "means", "do")
"""How the ids of a scene's three prompts end: what someone does, what it may mean, what we should do then."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Three prompts to observers that make one line of a communication chart (D18)."""

    does: Prompt
    means: Prompt
    do: Prompt


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the questions of one audience."""

    opening: tuple[Information, ...]
    consent: Consent
    company: tuple[Company, ...]
    before_questions: tuple[Information, ...]
    practice: tuple[Practice, ...]
    carry_on: CarryOn
    closing: Closing
    scale: Scale


def is_monthly(areas: tuple[str, ...]) -> bool:
    """Whether these areas, of a flow, recipe or invitation, are those of a monthly summary."""
    return bool(areas) and all(area.endswith(f".{MONTHLY}") for area in areas)


@dataclass(frozen=True)
class Pack:
    """A quality code and the questions that give evidence on it.

    What is worked out of it for each turn is worked out once.
    """

    id: str
    name: str
    version: str
    language: str
    publisher: str
    source: str
    record_kinds: tuple[RecordKind, ...]
    areas: tuple[Area, ...]
    standards: tuple[Standard, ...]
    reflections: tuple[Reflection, ...]
    cross_walks: tuple[CrossWalk, ...]
    prompts: tuple[Prompt, ...]
    frames: dict[Audience, Frame]

    def standards_of(self, area: str) -> tuple[Standard, ...]:
        """An area's standards and warning signs, in the code's order."""
        return tuple(standard for standard in self.standards if standard.area == area)

    def prompts_for(self, audience: Audience, areas: tuple[str, ...]) -> tuple[Prompt, ...]:
        """The prompts of an audience in these areas, in the pack's order."""
        return tuple(p for area in areas for p in self.prompts if p.area == area and p.audience is audience)

    @property
    def monthly(self) -> tuple[str, ...]:
        """What a monthly summary is asked about, for an invitation; empty where the pack has no such questions."""
        area = f"{self.id}.{MONTHLY}"
        return (area,) if any(prompt.area == area for prompt in self.prompts) else ()

    @cached_property
    def is_ladders(self) -> bool:
        """Whether its questions are ladders, on which staff and managers rate their organisation."""
        return any(prompt.question.kind == "ladder" for prompt in self.prompts)

    @property
    def asked_areas(self) -> tuple[str, ...]:
        """The areas that have questions, in the code's order."""
        asked = {prompt.area for prompt in self.prompts}
        return tuple(area.id for area in self.areas if area.id in asked)

    def areas_for(self, audience: Audience) -> tuple[str, ...]:
        """The areas that have questions for an audience, in the code's order."""
        asked = {prompt.area for prompt in self.prompts if prompt.audience is audience}
        return tuple(area.id for area in self.areas if area.id in asked)

    def sources_of(self, area: str) -> tuple[Audience, ...]:
        """Who can speak for themselves on an area: those who have questions there."""
        asked = {prompt.audience for prompt in self.prompts if prompt.area == area}
        return tuple(source for source in SOURCES if source in asked)

    def scenes(self, area: str) -> tuple[Scene, ...]:
        """What observers are asked about an area, in the pack's order."""
        prompts = self.prompts_for(Audience.OBSERVER, (area,))
        return tuple(Scene(*prompts[at : at + len(SCENE)]) for at in range(0, len(prompts), len(SCENE)))

    @cached_property
    def area_of(self) -> dict[str, str]:
        """The area of each standard and warning sign."""
        return {standard.id: standard.area for standard in self.standards}

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """How each prompt's choices are read, by prompt id."""
        return {prompt.id: prompt.reading for prompt in self.prompts}
