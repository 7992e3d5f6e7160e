"""What a button carries: which button of which screen of which talk, signed, in 64 bytes at most."""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.screen import Do
from store.crypto import Keys

PURPOSE = "telegram-tap"
SIGNATURE_CHARACTERS = 12
DATA = re.compile(
    r"(?P<act>[a-z_]{1,14})\.(?P<what>[A-Za-z0-9-]{0,20})\.(?P<talk>\d{1,12})\.(?P<turn>\d{1,6})\.(?P<signature>[\w-]{12})"
)


SHORT = re.compile(r"(?!\d+$)[a-z0-9-]{1,20}")
"""A choice's id that fits a button as it is; another is told by its place."""


class Act(StrEnum):
    """What a button does beside the answers (`bot.screen.Do`)."""

    TICK = "tick"
    SEND = "send"
    SHOW = "show"
    LISTEN = "listen"
    HELP = "help"
    TELL = "tell"
    TELL_MORE = "tell_more"
    NO_MORE = "no_more"
    ANSWERS = "answers"
    SHOW_ANSWERS = "show_answers"
    TAKE_BACK = "take_back"
    TAKE_ONE = "take_one"
    TAKE_ALL = "take_all"
    TAKE_ALL_NOW = "take_all_now"
    KEPT = "kept"
    FORGET = "forget"
    FORGET_ALL = "forget_all"
    FORGET_NOT = "forget_not"
    SHOW_KNOWN = "show_known"
    PART = "part"
    PART_STOP = "part_stop"
    PART_STOP_ALL = "part_stop_all"
    SEEN = "seen"
    LANGUAGE = "language"
    ENGLISH = "english"
    CARRY_ON = "carry_on"
    NOT_NOW = "not_now"
    ASK_IN = "ask_in"
    STOP_ASKING = "stop_asking"
    ASK_AGAIN = "ask_again"
    HEAR_CHANGE = "hear_change"
    BETTER = "better"
    OPEN_LETTER = "open_letter"
    HEAR_LETTER = "hear_letter"
    LETTER_AWAY = "letter_away"
    DELETE = "delete"


Action = Do | Act
_ACTIONS: dict[str, Action] = {each.value: each for kind in (Do, Act) for each in kind}


@dataclass(frozen=True, slots=True)
class Tap:
    """A button.

    Attributes:
        what: Which choice, answer or worry; '' where the action says it all.
        talk: Id of the invitation; for a worry's button 0.
        turn: The screen that it stands on; an older one changes nothing.
    """

    act: Action
    what: str
    talk: int
    turn: int


def data_of(keys: Keys, lane: str, tap: Tap) -> str:
    """What the button carries in this chat; in another it opens nothing."""
    clear = f"{tap.act}.{tap.what}.{tap.talk}.{tap.turn}"
    return f"{clear}.{_signature(keys, lane, clear)}"


def tap_in(keys: Keys, lane: str, data: str) -> Tap | None:
    """The button that was tapped; None when it was made up, changed, belongs to another chat, or does nothing now."""
    found = DATA.fullmatch(data)
    if found is None:
        return None
    clear = data.rpartition(".")[0]
    if not hmac.compare_digest(_signature(keys, lane, clear), found["signature"]):
        return None
    act = _ACTIONS.get(found["act"])  # none for a button of another version, which had more of them
    return Tap(act, found["what"], int(found["talk"]), int(found["turn"])) if act else None


def _signature(keys: Keys, lane: str, clear: str) -> str:
    signed = keys.sign(PURPOSE, f"{lane} {clear}")
    return base64.urlsafe_b64encode(signed).decode()[:SIGNATURE_CHARACTERS]
