"""What bots asked of pretend Telegram, for tests to look at."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
KEPT = 10_000
"""How many calls are remembered."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot.

    Attributes:
        method: Telegram's name of it, such as `sendMessage`.
        chat_id: The chat that it was about; 0 where it was about none.
        params: Its parameters as they came.
        uploaded_bytes: The size of the files that came along.
        at: When it was answered, in seconds since 1970.
        ok: Whether it had a result. A result that a fault kept from the bot counts.
        message_id: The message that it made or changed; 0 where there is none.
        error: What was said where it was refused.
    """

    method: str
    chat_id: int
    params: Json
    uploaded_bytes: int
    at: float
    ok: bool
    message_id: int = 0
    error: str = ""


@dataclass(slots=True)
class Record:
    """Counts always; remembers calls while it is switched on.

    Attributes:
        on: Whether calls are remembered. Switch it off to measure speed.
        calls: The last calls, oldest first.
        counts: Method → number of requests.
        refused: Method → number of requests without result.
        uploaded: Method → bytes of files that came along.
        max_concurrent: Most requests in hand at once. Long polls don't count.
    """

    clock: Callable[[], float]
    on: bool = True
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT))
    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    uploaded: Counter[str] = field(default_factory=Counter)
    max_concurrent: int = 0
    _in_hand: int = 0

    def begins(self, method: str, *, busy: bool) -> None:
        """A request came. A long poll keeps no one busy."""
        self.counts[method] += 1
        if busy:
            self._in_hand += 1
            self.max_concurrent = max(self.max_concurrent, self._in_hand)

    def ends(self, *, busy: bool) -> None:
        """A request is answered."""
        self._in_hand -= busy

    def clear(self) -> None:
        """Forget everything so far."""
        self.calls.clear()
        for counter in (self.counts, self.refused, self.uploaded):
            counter.clear()
        self.max_concurrent = self._in_hand
