"""What people in pretend Telegram tap: on a message of ours, on a message of a peer, or only after hearing it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from bot.pretend import Message

OVER = ""
"""What a person does at the last message of a talk: nothing more."""
Press = Callable[[Message, random.Random], str | None]
"""What a person taps at a message: a button's data; OVER at the end; None where more is to come first."""


def press_by_act(message: Message, chance: random.Random) -> str | None:
    """What a person taps at a message of ours: its buttons say what they do."""
    acts: dict[str, list[str]] = {}
    for data in _data(message):
        acts.setdefault(data.partition(".")[0], []).append(data)
    if "answers" in acts or "resume" in acts:
        return OVER
    for act in ("choose", "agree", "continue", "skip"):
        if act in acts:
            return chance.choice(acts[act])
    return None


def press_by_place(message: Message, chance: random.Random) -> str | None:
    """What a person taps at a message of a peer: one of the three answers, which come first."""
    found = _data(message)
    return chance.choice(found[:3]) if found else OVER


class PressAfterHearing:
    """Taps only once a question has been read aloud too."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._seen: dict[int, str] = {}

    def __call__(self, message: Message, chance: random.Random) -> str | None:
        """What a person taps once the sound is there: a button of the message before it."""
        if message.voice:
            return self._seen.pop(message.chat.id, None)
        data = self._press(message, chance)
        if data is not None:
            self._seen[message.chat.id] = data
        return None


def _data(message: Message) -> list[Any]:
    if message.markup is None:
        return []
    return [
        button["callback_data"] for row in message.markup["inline_keyboard"] for button in row if "url" not in button
    ]
