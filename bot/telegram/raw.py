"""The few fields of an update that are used, checked while they are read.

The library's own reading makes objects of everything in an update, the question's whole message with its buttons too.
At a quarter of a millisecond it cost as much as the talk's turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

OTHER = (
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "location",
    "paid_media",
    "poll",
    "story",
    "venue",
    "video",
    "video_note",
)
"""What a message can hold that cannot be kept."""


@dataclass(frozen=True, slots=True)
class User:
    """Someone."""

    id: int


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat; `type` is `private` for one with one person."""

    id: int
    type: str


@dataclass(frozen=True, slots=True)
class File:
    """A voice note, or one size of a photo."""

    file_id: str
    file_size: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Sticker:
    """A sticker, with the emoji that it stands for where it has one."""

    emoji: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message. The last fields hold what cannot be kept."""

    message_id: int
    chat: Chat
    text: str = ""
    caption: str = ""
    voice: File | None = None
    photo: tuple[File, ...] = ()
    sticker: Sticker | None = None
    animation: Any = None
    audio: Any = None
    contact: Any = None
    dice: Any = None
    document: Any = None
    game: Any = None
    location: Any = None
    poll: Any = None
    story: Any = None
    venue: Any = None
    video: Any = None
    video_note: Any = None
    paid_media: Any = None
    checklist: Any = None

    @property
    def holds_other(self) -> bool:
        """Whether it holds something that cannot be kept."""
        return any(getattr(self, name) is not None for name in OTHER)


@dataclass(frozen=True, slots=True)
class Tapped:
    """The message whose button was tapped; too old a one has no more than its number."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Query:
    """A tap."""

    id: str
    sender: Annotated[User, Field(alias="from")]
    data: str = ""
    message: Tapped | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """How someone stands in a chat now, such as `kicked`."""

    status: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The bot was let in somewhere, or put out."""

    chat: Chat
    new_chat_member: Member


@dataclass(frozen=True, slots=True)
class Update:
    """One update: at most one of the others is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Query | None = None
    my_chat_member: Moved | None = None


READER = TypeAdapter(Update)
