"""One chat's messages that wait, as the sender has them at hand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.pace import Bucket, Ticket


@dataclass
class Lane:
    """One chat's messages. A heap of (priority, id): a reply goes before a reminder.

    Attributes:
        sending: Id of the message that is on its way; 0 for none.
        doubted: Ids of messages that wait, and may have come already.
    """

    pace: Bucket
    waiting: list[tuple[int, int, bytes]] = field(default_factory=list)
    task: asyncio.Task[None] | None = None
    ticket: Ticket | None = None
    sending: int = 0
    doubted: set[int] = field(default_factory=set)
