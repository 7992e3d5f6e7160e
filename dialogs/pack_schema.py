"""The shape of a pack's files. What must be there is in `needed`, so that one missing text hides no other fault."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Says = Literal["good", "mixed", "not_good", "nothing"]


class Sheet(BaseModel):
    """A part of a file. Keys that are not named here are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    needed: ClassVar[tuple[str, ...]] = ()


class ChoiceSheet(Sheet):
    """An answer that can be tapped."""

    needed = ("id", "label", "picture")
    id: str = ""
    label: str = ""
    picture: str = ""
    counts_as: str = ""
    alone: bool = False


class OnlyIfSheet(Sheet):
    """When a step is shown."""

    needed = ("step",)
    step: str = ""
    chose: list[str] = []


class Pictured(Sheet):
    """What every screen has."""

    id: str = ""
    text: list[str] = []
    picture: str = ""
    alt: str = ""


class InformationSheet(Pictured):
    """A screen that says something."""

    needed = ("id", "text", "picture", "alt")
    only_if: OnlyIfSheet | None = None


class ConsentSheet(Pictured):
    """The question whether the person agrees."""

    needed = ("id", "version", "text", "ask", "agree", "decline", "picture", "alt")
    version: str = ""
    ask: str = ""
    agree: ChoiceSheet | None = None
    decline: ChoiceSheet | None = None


class CompanySheet(Pictured):
    """Who is here, how they help, or who helps."""

    needed = ("id", "ask", "choices", "picture", "alt")
    ask: str = ""
    choices: list[ChoiceSheet] = []


class CompanySheets(Sheet):
    """The three company steps."""

    needed = ("present", "help", "helper")
    present: CompanySheet | None = None
    help: CompanySheet | None = None
    helper: CompanySheet | None = None


class PracticeSheet(Pictured):
    """A question with a known answer."""

    needed = ("id", "ask", "right", "picture", "alt")
    ask: str = ""
    size: int = 3
    right: list[str] = []


class CarryOnSheet(Pictured):
    """Go on now or another day."""

    needed = ("id", "ask", "carry_on", "stop", "picture", "alt")
    ask: str = ""
    carry_on: ChoiceSheet | None = None
    stop: ChoiceSheet | None = None


class ClosingSheet(Pictured):
    """The last screen."""

    needed = ("id", "text", "picture", "alt")


class ScaleSheet(Sheet):
    """The answers that every question shares."""

    needed = ("two", "three", "five")
    two: list[ChoiceSheet] = []
    three: list[ChoiceSheet] = []
    five: list[ChoiceSheet] = []


class TalkSheet(Sheet):
    """`talk-<audience>.yaml`: what stands around the questions."""

    needed = ("audience", "opening", "consent", "carry_on", "closing")
    audience: Literal["", "person", "family", "staff", "manager", "observer"] = ""
    opening: list[InformationSheet] = []
    consent: ConsentSheet | None = None
    company: CompanySheets | None = None
    before_questions: list[InformationSheet] = []
    practice: list[PracticeSheet] = []
    carry_on: CarryOnSheet | None = None
    closing: ClosingSheet | None = None
    scale: ScaleSheet | None = None


class TriedSheet(Sheet):
    """Who tried a question, when, what they took it to mean and what they say of it."""

    prompt: str = ""
    by: str = ""
    on: str = ""
    understood: str = ""
    verdict: Literal["", "keep", "change", "leave_out"] = ""
    note: str = ""
    words: str = ""


class VerdictsSheet(Sheet):
    """`tried.yaml`: what groups of people said about the questions. `tried:` with nothing after it is an empty list."""

    tried: list[TriedSheet] = []

    @field_validator("tried", mode="before")
    @classmethod
    def _nothing_yet(cls, value: object) -> object:
        return value or []


class PromptSheet(Pictured):
    """One question and what its answers say."""

    needed = ("id", "ask", "kind", "about", "shows", "picture", "alt")
    kind: Literal["", "choice", "either_or", "several", "text", "voice"] = ""
    ask: str = ""
    about: Literal["", "feeling", "fact"] = ""
    shows: list[str] = []
    choices: list[ChoiceSheet] = []
    polarity: dict[str, Says] = Field(default_factory=dict)
    core: bool = False
    again: str = ""
    reverse_of: str = ""
    only_if: OnlyIfSheet | None = None


class AreaSheet(Sheet):
    """`area-<number>.yaml`: the questions of one area."""

    needed = ("area",)
    area: str = ""
    person: list[PromptSheet] = []
    family: list[PromptSheet] = []
    staff: list[PromptSheet] = []
    manager: list[PromptSheet] = []
    observer: list[PromptSheet] = []


class RecordKindSheet(Sheet):
    """A kind of evidence that is not an answer, such as minutes."""

    needed = ("id", "name")
    id: str = ""
    name: str = ""


class StandardSheet(Sheet):
    """What good, or bad, looks like, and which kinds of record can show it."""

    needed = ("id", "statement")
    id: str = ""
    statement: str = ""
    records: list[str] = []


class ReflectionSheet(Sheet):
    """What the code asks the organisation."""

    needed = ("id", "question")
    id: str = ""
    question: str = ""


class ExpectedSheet(Sheet):
    """How many of each the published code has."""

    good: int = 0
    bad: int = 0
    ask: int = 0


class NamedAreaSheet(Sheet):
    """An area as `code.yaml` names it. Its standards may follow later."""

    needed = ("id", "name", "easy_name")
    id: str = ""
    name: str = ""
    easy_name: str = ""
    expected: ExpectedSheet | None = None
    good: list[StandardSheet] = []
    bad: list[StandardSheet] = []
    ask: list[ReflectionSheet] = []


class CrossWalkSheet(Sheet):
    """Where a standard meets another code."""

    needed = ("standard", "to")
    standard: str = ""
    to: str = ""
    note: str = ""


class CodeSheet(Sheet):
    """`code.yaml`."""

    needed = ("id", "name", "version", "language", "publisher", "source", "areas")
    id: str = ""
    name: str = ""
    version: str = ""
    language: str = ""
    publisher: str = ""
    source: str = ""
    record_kinds: list[RecordKindSheet] = []
    areas: list[NamedAreaSheet] = []
    cross_walks: list[CrossWalkSheet] = []
