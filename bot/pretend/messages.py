"""Messages and chats, as both sides know them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.pretend.changes import Changes
from bot.pretend.entities import Words
from bot.pretend.files import Stored
from bot.pretend.keyboards import Button, rows_of

Json = dict[str, Any]
NOTHING = Words("")


@dataclass(slots=True)
class Message:
    """One message.

    Attributes:
        message_id: Its number.
        chat: Where it stands.
        sender: The `User` object of whoever sent it.
        date: When, in whole seconds since 1970.
        words: Its text, or the caption of its photo or recording.
        media: Its photo, recording or sticker.
        markup: Its inline keyboard.
        from_bot: Whether the bot sent it.
        fixed: Whether it came with another sort of keyboard, and so can't be edited.
        extra: Fields of no further meaning here.
        edits: How often it was edited.
        edited_at: When it was last edited.
        deleted: Whether it was taken away.
        order: Its place among all messages, in the order of arrival.
        changed: The number of its last change, among all changes.
    """

    message_id: int
    chat: Chat
    sender: Json
    date: int
    words: Words = NOTHING
    media: Stored | None = None
    markup: Json | None = None
    from_bot: bool = False
    fixed: bool = False
    extra: Json = field(default_factory=dict)
    edits: int = 0
    edited_at: int = 0
    deleted: bool = False
    order: int = 0
    changed: int = 0

    @property
    def text(self) -> str:
        """The text or caption, without tags."""
        return self.words.text

    @property
    def photo(self) -> bytes | None:
        """The bytes of the photo."""
        return self.media.data if self.media and self.media.kind == "photo" else None

    @property
    def voice(self) -> bytes | None:
        """The bytes of the recording."""
        return self.media.data if self.media and self.media.kind == "voice" else None

    @property
    def file_id(self) -> str | None:
        """The id of the photo in its full size, or of the recording."""
        return self.media.ids[-1] if self.media else None

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        """The rows of buttons."""
        return rows_of(self.markup)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, row by row."""
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands on the buttons."""
        return tuple(button.label for button in self.buttons)

    def part(self, start: int, length: int) -> str:
        """A part of the text, by UTF-16 units as in an entity."""
        return self.text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")

    def bold(self) -> tuple[str, ...]:
        """The parts of the text in bold."""
        found = (entity for entity in self.words.entities if entity["type"] == "bold")
        return tuple(self.part(entity["offset"], entity["length"]) for entity in found)

    def json(self) -> Json:
        """The `Message` object."""
        made: Json = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": self.chat.json,
            "date": self.date,
            **self.extra,
        }
        text, entities = self.words
        if self.media is not None:
            made[self.media.kind] = self.media.json
            if text:
                made["caption"] = text
            if entities:
                made["caption_entities"] = entities
        elif text:
            made["text"] = text
            if entities:
                made["entities"] = entities
        if self.edited_at:
            made["edit_date"] = self.edited_at
        if self.markup is not None:
            made["reply_markup"] = self.markup
        return made


@dataclass(slots=True)
class Chat:
    """A chat that the bot is in, or was in.

    Attributes:
        json: The `Chat` object.
        messages: By number, in order of arrival. Deleted ones stay, marked.
        blocked: Whether the person blocked the bot.
        standing: What the bot is here: `member`, `left` or `kicked`.
        forbid_voice: Whether the person takes no voice messages.
        reply_keyboard: Labels of the keyboard in place of the person's own.
        toasts: What the bot answered to taps, as shown for a moment on top of the chat.
        actions: What the bot was seen to be doing, such as `typing`.
        accepted: Numbers of the bot's messages in the order in which they were accepted.
        changed: The number of the last change here, among all changes.
        changes: Rings with each change in this chat.
    """

    json: Json
    messages: dict[int, Message] = field(default_factory=dict)
    blocked: bool = False
    standing: str = "member"
    forbid_voice: bool = False
    reply_keyboard: list[list[str]] | None = None
    toasts: list[Toast] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    accepted: list[int] = field(default_factory=list)
    changed: int = 0
    changes: Changes = field(default_factory=Changes)

    @property
    def id(self) -> int:
        """The chat's number. A private chat has its person's."""
        number: int = self.json["id"]
        return number

    @property
    def inside(self) -> bool:
        """Whether the bot is a member. Always so in a private chat."""
        return self.standing == "member"

    @property
    def private(self) -> bool:
        """Whether it is one person's chat with the bot."""
        return bool(self.json["type"] == "private")

    @property
    def inbox(self) -> list[Message]:
        """The bot's messages that can be seen, in order of arrival."""
        return [message for message in self.messages.values() if message.from_bot and not message.deleted]


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap.

    Attributes:
        text: What is shown; empty where the bot only said that it got the tap.
        alert: Whether it stays until it is put away.
        changed: The number of the change.
    """

    text: str
    alert: bool
    changed: int
