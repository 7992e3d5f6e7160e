"""A message after a worry, as the person meets it: what says that one waits, and the sentences that can be chosen.

None of them says that a worry was told, or anything of it: they may be read over the person's shoulder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sentences import Say

LETTER = "letter"
"""Picture of a message, and beside words that are nobody's but the lead's."""
PICTURES = {"thanks": "thank-you", "doing": "agree", "visit": "speak-with", "wait": "calm", "again": "talk"}
"""Beside each of `asking.worry_message.SENTENCES`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line or two of a message, with a picture.

    Attributes:
        language: Of the words; '' for the reader's own.
    """

    lines: tuple[str, ...]
    picture: str
    language: str = ""


def waits(_: Say) -> tuple[str, ...]:
    """What is said before the words open; it stands on locked screens too."""
    return (_("There is a message for you."), _("You can open it now or later."))


def sentences(_: Say) -> Mapping[str, str]:
    """The sentences that can be chosen."""
    return {
        "thanks": _("Thank you for talking to us."),
        "doing": _("We are doing something about it."),
        "visit": _("A person will come and talk with you."),
        "wait": _("You do not have to do anything now."),
        "again": _("You can talk to us again any day."),
    }


def parts(body: Mapping[str, Any], _: Say) -> tuple[Part, ...]:
    """A message as it is shown."""
    ours, own = sentences(_), tuple(line for line in str(body.get("own", "")).splitlines() if line.strip())
    found = [Part((ours[one],), PICTURES[one]) for one in body.get("chosen", ()) if one in ours]
    return (*found, *((Part(own, LETTER, str(body.get("language", ""))),) if own else ()))


def lines(body: Mapping[str, Any], _: Say) -> tuple[str, ...]:
    """The same without pictures."""
    return tuple(line for part in parts(body, _) for line in part.lines)
