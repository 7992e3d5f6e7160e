"""What goes out: one message each, as it is kept until it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from easyread.cards import Card, CardChoice
from store.crypto import Keys

PURPOSE = "telegram-lane"
LANE_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Key:
    """A button: with data to send back, or an address to open."""

    label: str
    data: str = ""
    url: str = ""


Rows = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message.

    Attributes:
        to: Number of the chat.
        text: In Telegram's HTML.
        picture: Name in the picture set; '' for words alone.
        card: Goes in the picture's place where it can be drawn; None for the picture.
        aloud: What is read aloud, piece by piece, in a voice note after it; empty for none.
        edits: Number of the message whose buttons these rows replace; 0 for a new message.
        leaves: Leave the chat after this: it is a group.
        private: What is read aloud holds someone's name: the sound is not kept.
    """

    to: int
    text: str = ""
    picture: str = ""
    rows: Rows = ()
    aloud: tuple[str, ...] = ()
    language: str = "en"
    edits: int = 0
    leaves: bool = False
    private: bool = False
    card: Card | None = None


def lane_of(keys: Keys, bot: str, number: int) -> str:
    """Which chat it is, without telling whose: a keyed hash."""
    return keys.sign(PURPOSE, f"{bot} {number}").hex()[:LANE_CHARACTERS]


def dump(message: Message) -> bytes:
    """The message as the outbox keeps it."""
    return to_json({"kind": "message", "message": message})


def load(letter: dict[str, Any]) -> Message:
    """The message that `dump` wrote."""
    body = letter["message"]
    rows = tuple(tuple(Key(**key) for key in row) for row in body["rows"])
    card = _card(body["card"]) if body.get("card") else None  # one that was kept before there were cards has none
    return Message(**{**body, "rows": rows, "aloud": tuple(body["aloud"]), "card": card})


def _card(kept: dict[str, Any]) -> Card:
    choices = tuple(CardChoice(**choice) for choice in kept["choices"])
    return Card(**{**kept, "choices": choices, "text": tuple(kept["text"])})
