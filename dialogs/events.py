"""What the engine says happened. Channels turn events into screens; asking turns them into rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.model import Choice, Step, Support


class Reply(StrEnum):
    """What sort of answer was given."""

    CHOSE = "chose"
    WROTE = "wrote"
    SPOKE = "spoke"
    DID_NOT_KNOW = "did_not_know"
    RATHER_NOT_SAY = "rather_not_say"


@dataclass(frozen=True, slots=True)
class Helpers:
    """Who is here and how answers are given (D11). `helper` is '' when nobody helps."""

    present: tuple[str, ...] = ()
    support: Support = Support.ALONE
    helper: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A screen is to be shown.

    Attributes:
        choices: In the order shown; empty where the step has none.
        chosen: What was answered here before, so that it can be marked.
        answered: Something was answered here before (chosen, written, spoken, 'I don't know').
        again: The step's `again` words are to be used (a reversed pair differed).
        done, total: Questions behind the person, and in all, of this sitting as it looks from here (D14).
    """

    step: Step
    turn: int
    choices: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()
    answered: bool = False
    again: bool = False
    can_go_back: bool = False
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ConsentAgreed:
    """The person agreed to these words."""

    version: str
    words: str


@dataclass(frozen=True, slots=True)
class ConsentDeclined:
    """The person said no; nothing more is asked."""

    version: str
    words: str


@dataclass(frozen=True, slots=True)
class CompanyTold:
    """Who is here and who helps is known, or has changed."""

    helpers: Helpers


@dataclass(frozen=True, slots=True)
class SizeChanged:
    """The flow now uses this many choices (D02, D07)."""

    size: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered, for the first time or anew.

    Attributes:
        order: Choice ids as shown, first to last (D05).
        words: Only for `wrote`. Never kept in the session.
    """

    prompt: str
    reply: Reply
    choices: tuple[str, ...]
    order: tuple[str, ...]
    size: int
    helpers: Helpers
    words: str = ""
    media: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionSkipped:
    """A question was passed over; an earlier answer to it no longer counts."""

    prompt: str


@dataclass(frozen=True, slots=True)
class PairDiffered:
    """A reversed pair still differs after asking once more; the answer is kept and flagged (D08)."""

    prompt: str
    reverse_of: str


@dataclass(frozen=True, slots=True)
class RunNoticed:
    """All scored answers were alike: `all_yes`, `all_last` or `all_good` (D09)."""

    run: str


@dataclass(frozen=True, slots=True)
class HelpOpened:
    """The help page is to be shown."""


@dataclass(frozen=True, slots=True)
class WorryTold:
    """Someone must be told. Kept apart from answers."""

    words: str


@dataclass(frozen=True, slots=True)
class AnswersTakenBack:
    """These prompts' answers were taken back; their words are deleted."""

    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paused:
    """The person stopped for now."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The last question is behind the person."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """The input changed nothing: `stale`, `not_expected`, `unknown_choice`, `empty`, `nothing_before`."""

    reason: str


Event = (
    Asked
    | ConsentAgreed
    | ConsentDeclined
    | CompanyTold
    | SizeChanged
    | Answered
    | QuestionSkipped
    | PairDiffered
    | RunNoticed
    | HelpOpened
    | WorryTold
    | AnswersTakenBack
    | Paused
    | Finished
    | Ignored
)
