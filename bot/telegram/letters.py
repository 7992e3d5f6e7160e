"""What goes out: one message each, as it is kept until it was sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from pydantic_core import from_json, to_json

from asking.notices import KIND as NOTICE
from asking.picture_recall import KIND
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
        edits: Number of the message whose buttons these rows replace, and its picture where there is one; 0 for a
            new message.
        leaves: Leave the chat after this: it is a group.
        private: What is read aloud holds someone's name: the sound is not kept.
        own: Id of the provider's own picture that takes the place of `picture`; 0 for none.
        deletes: Numbers of messages that are deleted, in place of anything being said; empty for none.
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
    own: int = 0
    deletes: tuple[int, ...] = ()


def lane_of(keys: Keys, bot: str, number: int) -> str:
    """Which chat it is, without telling whose: a keyed hash."""
    return keys.sign(PURPOSE, f"{bot} {number}").hex()[:LANE_CHARACTERS]


def dump(message: Message) -> bytes:
    """The message as the outbox keeps it."""
    return to_json({"kind": "message", "message": message})


def packed(rows: Rows) -> object:
    """Buttons as `dump` writes them."""
    return from_json(to_json(rows))


def load(letter: dict[str, Any]) -> Message:
    """The message that `dump` wrote, or that another room left for us."""
    if letter["kind"] == NOTICE:
        return _notice(letter)
    if letter["kind"] == KIND:  # a picture of the provider's own goes: the same message, with the built-in one
        return replace(load(letter["sent"]), own=0, edits=letter["number"])
    body = letter["message"]
    rows = tuple(tuple(Key(**key) for key in row) for row in body["rows"])
    deletes = tuple(body.get("deletes", ()))  # as of cards: older letters know of none
    card = _card(body["card"]) if body.get("card") else None  # one that was kept before there were cards has none
    return Message(**{**body, "rows": rows, "aloud": tuple(body["aloud"]), "card": card, "deletes": deletes})


def _notice(letter: dict[str, Any]) -> Message:
    """What staff sent (see `asking.notices.Notice`). Telegram refuses a button that leads to no https site."""
    link, has_button = letter["link"], letter["link"].startswith("https://")
    more = () if has_button else ("", f"{letter['link_words']}: {link}")
    text = "\n".join(escape(line, quote=False) for line in (*letter["lines"], *more))
    rows: Rows = ((Key(letter["link_words"], url=link),),) if has_button else ()
    return Message(int(letter["to"]), text, rows=rows, language=letter["language"])


def _card(kept: dict[str, Any]) -> Card:
    choices = tuple(CardChoice(**choice) for choice in kept["choices"])
    return Card(**{**kept, "choices": choices, "text": tuple(kept["text"])})
