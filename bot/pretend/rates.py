"""How fast a bot may send. Telegram names about one message a second in a chat, and thirty a second in all."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.pretend.errors import too_many


@dataclass(slots=True)
class Bucket:
    """So many at once, and so many a second after that."""

    a_second: float
    burst: float
    left: float
    at: float

    def wait_seconds(self, now: float) -> float:
        """How long until one more is allowed; 0 where it is now."""
        self.left = min(self.burst, self.left + (now - self.at) * self.a_second)
        self.at = now
        return 0.0 if self.left >= 1 else (1 - self.left) / self.a_second


@dataclass(slots=True)
class Rates:
    """The check, off unless switched on.

    Attributes:
        on: Whether it is made.
        chat_a_second: Messages a second in one chat.
        chat_burst: Messages at once in one chat.
        all_a_second: Messages a second in all chats.
        group_a_minute: Messages a minute in one group.
        refused: How many were refused.
    """

    clock: Callable[[], float]
    on: bool = False
    chat_a_second: float = 1.0
    chat_burst: float = 3.0
    all_a_second: float = 30.0
    group_a_minute: float = 20.0
    refused: int = 0
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _all: Bucket | None = None

    def check(self, chat_id: int) -> None:
        """Take one message into account.

        Raises:
            Refused: It came too early.
        """
        if not self.on:
            return
        now = self.clock()
        if self._all is None:
            self._all = Bucket(self.all_a_second, self.all_a_second, self.all_a_second, now)
        chat = self._chats.get(chat_id) or self._new(chat_id, now)
        wait = max(self._all.wait_seconds(now), chat.wait_seconds(now))
        if wait > 0:
            self.refused += 1
            raise too_many(max(1, math.ceil(wait)))
        self._all.left -= 1
        chat.left -= 1

    def _new(self, chat_id: int, now: float) -> Bucket:
        group = chat_id < 0
        a_second = self.group_a_minute / 60 if group else self.chat_a_second
        burst = self.group_a_minute if group else self.chat_burst
        self._chats[chat_id] = Bucket(a_second, burst, burst, now)
        return self._chats[chat_id]
