"""A message from staff to someone's own chat: a few lines and a button. The chat's face decides how it looks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from store import chats, outbox
from store.chats import Chat
from store.tx import Tx

KIND = "notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is sent.

    Attributes:
        lines: As they are read; '' leaves a gap.
        link, link_words: Where the one button leads, and what stands on it.
        language: Of the words.
    """

    lines: tuple[str, ...]
    link: str
    link_words: str
    language: str = "en"


def chat_of(tx: Tx, person_id: int) -> Chat | None:
    """The chat in which someone can be reached; the one that was opened last."""
    found = (one for one in reversed(chats.of_person(tx, person_id)) if one.closed_at is None)
    return next(found, None)


def put(tx: Tx, chat: Chat, notice: Notice, *, at: str) -> bool:
    """Put a message for a chat in the outbox; False where the person was forgotten. The caller rings the bell."""
    to = chats.address(tx, chat)
    if to is None:
        return False
    body = json.dumps({"kind": KIND, "to": to, **asdict(notice)}).encode()
    outbox.put(tx, bot=chat.bot, lane=chat.lane, body=body, at=at)
    return True
