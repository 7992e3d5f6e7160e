"""What a pack is made of once it has been read and found whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dialogs.model import (
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

PLACEHOLDERS = ("{provider}", "{service}", "{listener}", "{questions}")
"""What a text may leave open: the provider, the service, who hears and reads words, and how many questions there are.

They are filled in when a screen is shown, for a pack cannot know them.
"""


@dataclass(frozen=True, slots=True)
class Area:
    """A numbered part of a code. `easy_name` is for people, `name` is the code's own."""

    id: str
    name: str
    easy_name: str


@dataclass(frozen=True, slots=True)
class Standard:
    """What good looks like or, as a warning sign, what bad looks like. In plain English, for staff pages."""

    id: str
    area: str
    statement: str
    sign: Literal["good", "warning"]


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
    """Someone tried a prompt: who (a group, never a name), on which day, and what they took it to mean."""

    by: str
    on: str
    understood: str


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


@dataclass(frozen=True, slots=True)
class Pack:
    """A quality code and the questions that give evidence on it."""

    id: str
    name: str
    version: str
    language: str
    publisher: str
    source: str
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
    def asked_areas(self) -> tuple[str, ...]:
        """The areas that have questions, in the code's order."""
        asked = {prompt.area for prompt in self.prompts}
        return tuple(area.id for area in self.areas if area.id in asked)

    def area_of(self) -> dict[str, str]:
        """The area of each standard and warning sign."""
        return {standard.id: standard.area for standard in self.standards}

    def readings(self) -> dict[str, Reading]:
        """How each prompt's choices are read, by prompt id."""
        return {prompt.id: prompt.reading for prompt in self.prompts}
