"""What a flow is made of: steps, questions, choices and the scale they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Audience(StrEnum):
    """Who is asked. All but the observer are also the source that an answer counts under.

    What an observer saw counts under the person who was seen, as `observed` (docs/asking.md D18).
    """

    PERSON = "person"
    FAMILY = "family"
    STAFF = "staff"
    MANAGER = "manager"
    OBSERVER = "observer"


SOURCES = (Audience.PERSON, Audience.FAMILY, Audience.STAFF, Audience.MANAGER)
"""Who speaks for themselves."""


class Value(StrEnum):
    """What a choice says about a standard, seen from the person supported."""

    GOOD = "good"
    MIXED = "mixed"
    NOT_GOOD = "not_good"


class About(StrEnum):
    """A feeling takes no proxy; a fact may (docs/asking.md D12)."""

    FEELING = "feeling"
    FACT = "fact"


class Support(StrEnum):
    """How an answer was given (docs/asking.md D11)."""

    ALONE = "alone"
    SUPPORTED = "supported"
    INTERPRETED = "interpreted"
    PROXY = "proxy"
    OBSERVED = "observed"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be tapped.

    Attributes:
        id: Stable word that is stored, such as `yes`.
        label: One or two words that the person sees.
        picture: Name in the picture set.
        counts_as: For a five-choice scale, the three-choice id whose polarity it takes; else its own id.
        alone: In a screen of several choices, this one excludes the others and answers at once ('just me').
    """

    id: str
    label: str
    picture: str
    counts_as: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers that a whole flow shares (D02, D03), best known first; order never moves (D05)."""

    two: tuple[Choice, ...]
    three: tuple[Choice, ...]
    five: tuple[Choice, ...]

    def sized(self, size: int) -> tuple[Choice, ...]:
        """The choices of a scale of 2, 3 or 5."""
        return {2: self.two, 3: self.three, 5: self.five}[size]


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """A step is shown only when an earlier step was answered with one of these choices."""

    step: str
    chose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Information:
    """Says something; one button goes on."""

    id: str
    text: tuple[str, ...]
    picture: str
    alt: str
    only_if: OnlyIf | None = None
    kind: Literal["information"] = "information"


@dataclass(frozen=True, slots=True)
class Consent:
    """Asks whether the person agrees. `version` and the words are kept with the answer."""

    id: str
    version: str
    text: tuple[str, ...]
    ask: str
    agree: Choice
    decline: Choice
    picture: str
    alt: str
    only_if: OnlyIf | None = None
    kind: Literal["consent"] = "consent"


@dataclass(frozen=True, slots=True)
class Company:
    """Who is here (`present`), how they help (`help`), which of them helps (`helper`): D11.

    Choice ids of `present` and `helper` are roles (`nobody`, `family`, `friend`, `staff`, `independent`);
    those of `help` are `Support` values. `help` is passed over when nobody is here; `helper` unless
    someone helps and more than one is here.
    """

    id: str
    part: Literal["present", "help", "helper"]
    ask: str
    choices: tuple[Choice, ...]
    picture: str
    alt: str
    text: tuple[str, ...] = ()
    only_if: OnlyIf | None = None
    kind: Literal["company"] = "company"


@dataclass(frozen=True, slots=True)
class Practice:
    """A question with a known answer (D07). A struggle steps down to two choices; nobody is shut out.

    Attributes:
        size: Choices shown first: 3, or 5 when passing it lets the flow use five.
        right: Choice ids (after `counts_as`) that show that the choices are understood.
    """

    id: str
    ask: str
    size: int
    right: tuple[str, ...]
    picture: str
    alt: str
    text: tuple[str, ...] = ()
    only_if: OnlyIf | None = None
    kind: Literal["practice"] = "practice"


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt: one easy-read question that gives evidence.

    Attributes:
        id: The prompt's id, unique in its code.
        text: At most one or two sentences before the question; often empty.
        kind: A `ladder` is five statements from the first step to the best, of which one is most like us: staff and
            managers rate their organisation so. D02 is a rule for persons, who are never asked one.
        choices: For `either_or` (two), `several` and `ladder` (five); a `choice` uses the flow's scale; else empty.
        again: The same question in other words, used once when a reversed pair differs (D08).
        reverse_of: Prompt id of the earlier question that this one turns round (D08).
    """

    id: str
    kind: Literal["choice", "either_or", "several", "text", "voice", "ladder"]
    ask: str
    about: About
    picture: str
    alt: str
    text: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    again: str = ""
    reverse_of: str = ""
    core: bool = False
    only_if: OnlyIf | None = None


@dataclass(frozen=True, slots=True)
class CarryOn:
    """Asks whether to go on now or another day (D14)."""

    id: str
    ask: str
    carry_on: Choice
    stop: Choice
    picture: str
    alt: str
    text: tuple[str, ...] = ()
    only_if: OnlyIf | None = None
    kind: Literal["carry_on"] = "carry_on"


@dataclass(frozen=True, slots=True)
class Closing:
    """The last screen: thanks, what happens now, who can help."""

    id: str
    text: tuple[str, ...]
    picture: str
    alt: str
    only_if: OnlyIf | None = None
    kind: Literal["closing"] = "closing"


Step = Information | Consent | Company | Practice | Question | CarryOn | Closing


@dataclass(frozen=True, slots=True)
class Reading:
    """How a prompt's choices are read as evidence.

    Attributes:
        standards: Ids of the standards and warning signs that the prompt gives evidence on.
        polarity: Choice id → what it says. A choice that is absent says nothing.
        core: Everyone is asked the prompt, so that rounds can be compared by it (D17).
    """

    standards: tuple[str, ...]
    about: About
    polarity: dict[str, Value] = field(default_factory=dict)
    core: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The ordered steps made for one audience and a few areas. `id` is a hash of all the rest.

    `readings` has an entry for every question, so that a reversed pair can be compared.
    """

    id: str
    code: str
    code_version: str
    audience: Audience
    areas: tuple[str, ...]
    language: str
    scale: Scale
    steps: tuple[Step, ...]
    readings: dict[str, Reading]
