"""How e-mail fares: what the running program keeps for `plainsay doctor`, and what each condition means."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

CONDITION: Final = "mail condition"
"""Setting: the condition, a space, and since when."""


class Condition(StrEnum):
    """How it stands."""

    STARTING = "starting"
    WORKING = "working"
    NOT_REACHED = "not reached"
    NOT_PRIVATE = "not private"
    REFUSED = "refused"
    SENDER_REFUSED = "sender refused"


MEANINGS: Final[Mapping[Condition, tuple[str, str, str]]] = {
    Condition.STARTING: ("", "nothing was sent yet.", ""),
    Condition.WORKING: ("", "working.", ""),
    Condition.NOT_REACHED: (
        "M101",
        "the mail server cannot be reached.",
        "Check PLAINSAY_SMTP_URL and the way to the internet.",
    ),
    Condition.NOT_PRIVATE: (
        "M102",
        "the mail server does not offer a private way (STARTTLS), or its certificate is not good.",
        "Use smtps:// if it takes that, or ask whoever runs it.",
    ),
    Condition.REFUSED: (
        "M103",
        "the mail server does not take this user and password.",
        "Check both in PLAINSAY_SMTP_URL.",
    ),
    Condition.SENDER_REFUSED: (
        "M104",
        "the mail server does not take e-mails from the address in PLAINSAY_SMTP_FROM.",
        "Set it to one that this user may send from.",
    ),
}
"""Condition → code, '' where all is well; what it is; how to mend it."""
