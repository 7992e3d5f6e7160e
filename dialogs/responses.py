"""Reads what a person did at a step as the response to keep, or says why it changes nothing."""

from __future__ import annotations

from typing import Final

from dialogs.inputs import (
    Agreed,
    Chose,
    Continued,
    Declined,
    DidNotKnow,
    Input,
    RatherNotSay,
    Skipped,
    Spoke,
    Wrote,
)
from dialogs.model import CarryOn, Choice, Company, Consent, Information, Question, Step
from dialogs.session import Did, Response

NOT_EXPECTED: Final = "not_expected"
UNKNOWN_CHOICE: Final = "unknown_choice"
EMPTY: Final = "empty"


def response_to(step: Step, choices: tuple[Choice, ...], kept: Response | None, given: Input) -> Response | str:
    """The response, or the reason (of `Ignored`) why there is none.

    A choice can be sent as a tap everywhere: consent and 'carry on?' too, so that plain buttons are enough.
    Words and recordings answer both open kinds: who has no microphone writes, who does not write speaks.
    To continue at a question that was answered before (`kept`) leaves that answer: words need not be written twice.
    """
    match given:
        case Chose():
            return _chosen(step, choices, given.choices)
        case Agreed() | Declined():
            return _consented(step, given)
        case Continued() | Skipped():
            return _went_on(step, kept, given)
        case Wrote() | Spoke():
            return _told(step, given)
        case DidNotKnow() | RatherNotSay():
            return Response(Did.DID_NOT_KNOW if isinstance(given, DidNotKnow) else Did.RATHER_NOT_SAY)
        case _:
            return NOT_EXPECTED


def _chosen(step: Step, choices: tuple[Choice, ...], sent: tuple[str, ...]) -> Response | str:
    if not choices:
        return NOT_EXPECTED
    if not sent:
        return EMPTY
    if not set(sent) <= {choice.id for choice in choices}:
        return UNKNOWN_CHOICE
    chosen = tuple(choice for choice in choices if choice.id in sent)
    if len(chosen) > 1 and (not _takes_several(step) or any(choice.alone for choice in chosen)):
        return NOT_EXPECTED
    return Response(Did.CHOSE, tuple(choice.id for choice in chosen))


def _takes_several(step: Step) -> bool:
    if isinstance(step, Company):
        return step.part == "present"
    return isinstance(step, Question) and step.kind == "several"


def _consented(step: Step, given: Agreed | Declined) -> Response | str:
    if not isinstance(step, Consent):
        return NOT_EXPECTED
    return Response(Did.CHOSE, (step.agree.id if isinstance(given, Agreed) else step.decline.id,))


def _went_on(step: Step, kept: Response | None, given: Continued | Skipped) -> Response | str:
    if isinstance(step, CarryOn):
        return Response(Did.CHOSE, (step.carry_on.id,))
    if isinstance(step, Information):
        return Response(Did.CONTINUED)
    if isinstance(given, Skipped):
        return Response(Did.SKIPPED)
    return kept or NOT_EXPECTED


def _told(step: Step, given: Wrote | Spoke) -> Response | str:
    if not isinstance(step, Question) or step.kind not in ("text", "voice"):
        return NOT_EXPECTED
    if isinstance(given, Spoke):
        return Response(Did.SPOKE)
    return Response(Did.WROTE) if given.words.strip() else EMPTY
