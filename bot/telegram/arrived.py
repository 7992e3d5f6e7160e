"""What arrived, read from a raw update: one thing that someone did in their chat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.telegram.raw import READER, Message, Moved, Query, Update

PRIVATE = "private"
LONGEST_WORDS = 4096
COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
UNREACHABLE = frozenset({"kicked", "left"})


class NotReadable(ValueError):
    """An update that cannot be read. Its message says why, without a word of what it holds."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """Tapped a button; `query` is to be answered. `data` may be anything: a changed client can send what it likes."""

    query: str
    data: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """Sent a command such as `/start`, with what stands after it."""

    name: str
    rest: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Wrote words; `edited` where an earlier message was changed."""

    words: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """Sent a voice note or a photo, which is still on Telegram's side."""

    kind: str
    file_id: str
    size_bytes: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class SentOther:
    """Sent something that cannot be kept: a film, a document, a place."""


@dataclass(frozen=True, slots=True)
class Left:
    """Blocked the bot, or took it out of a group."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """Unblocked the bot."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """Something happened in a group: the bot was added, or spoken to. `asked` where it is to be answered."""

    asked: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """Something that asks for no reaction."""


Did = Tapped | Commanded | Wrote | Sent | SentOther | Left | CameBack | InGroup | Nothing


@dataclass(frozen=True, slots=True)
class Arrived:
    """One update.

    Attributes:
        chat: The chat's number at Telegram; 0 where there is none.
        message: Number of the message that was written or tapped on; 0 where there is none.
    """

    update_id: int
    chat: int
    message: int
    did: Did


def read(body: bytes) -> Arrived:
    """Read one raw update.

    Raises:
        NotReadable: It is no update.
    """
    try:
        return _read(READER.validate_json(body))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise NotReadable(f"{first['type']} at {where or 'the top'}") from None


def sender_of(raw: dict[str, Any]) -> int:
    """Whose update it is, found without reading it whole: the one who acts, else the chat; 0 where neither is told.

    In a private chat the two have the same number, so a person's taps and messages share a lane.
    """
    for part in raw.values():
        if isinstance(part, dict):
            for holder in (part.get("from"), part.get("chat"), (part.get("message") or {})):
                number = holder.get("id") if isinstance(holder, dict) else None
                if isinstance(number, int):
                    return number
    return 0


def _read(update: Update) -> Arrived:
    if update.callback_query:
        return _tapped(update.update_id, update.callback_query)
    message = update.message or update.edited_message
    if message:
        return Arrived(update.update_id, message.chat.id, message.message_id, _said(message, update))
    if update.my_chat_member:
        moved = update.my_chat_member
        return Arrived(update.update_id, moved.chat.id, 0, _moved(moved))
    return Arrived(update.update_id, 0, 0, Nothing())


def _tapped(update_id: int, query: Query) -> Arrived:
    """The answer goes to the one who tapped: wherever the button stood, a talk is never shown to a group."""
    message = query.message
    tapped = Tapped(query.id, query.data)
    return Arrived(update_id, query.sender.id, message.message_id if message else 0, tapped)


def _said(message: Message, update: Update) -> Did:
    if message.chat.type != PRIVATE:
        return InGroup(asked=message.text.startswith("/"))
    if update.edited_message is not None:
        return _changed(message.text or message.caption)
    return _words(message.text) if message.text else _attached(message)


def _attached(message: Message) -> Did:
    if message.voice:
        return Sent("voice", message.voice.file_id, message.voice.file_size)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Sent("photo", largest.file_id, largest.file_size, message.caption)
    if message.sticker and message.sticker.emoji:
        return Wrote(message.sticker.emoji)
    return SentOther() if message.sticker or message.holds_other else Nothing()


def _words(text: str) -> Did:
    found = COMMAND.fullmatch(text.strip())
    if found:
        return Commanded(found["name"].casefold(), (found["rest"] or "").strip())
    return Wrote(text[:LONGEST_WORDS])


def _changed(text: str) -> Did:
    """A changed text or caption. A changed command is none: it may hold a link, and did what it does before."""
    return Wrote(text[:LONGEST_WORDS], edited=True) if text and not COMMAND.fullmatch(text.strip()) else Nothing()


def _moved(moved: Moved) -> Did:
    gone = moved.new_chat_member.status in UNREACHABLE
    if moved.chat.type == PRIVATE:
        return Left() if gone else CameBack()
    return Nothing() if gone else InGroup(asked=True)
