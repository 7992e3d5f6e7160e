"""How fast something may go: a bucket that fills at a steady rate, and a gate that lets the urgent through first."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count

ROUNDING = 1e-6
"""Of sums of seconds. Without it a waiter could be told to wait for less than the clock can tell, for ever."""


class Bucket:
    """Lets a few through at once, then one by one at a steady rate.

    Args:
        rate: How many a second.
        burst: How many at once, after a rest.
    """

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, float(burst)
        self._left, self._at, self._until = float(burst), 0.0, 0.0

    async def wait(self) -> None:
        """Wait until one more may go, and count it."""
        while (seconds := self._taken()) > 0:  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(seconds)

    def pause(self, seconds: float) -> None:
        """Let nothing through for a while."""
        self._until = max(self._until, _now() + seconds)

    def is_full(self) -> bool:
        """Whether it has rested long enough to be forgotten."""
        now = _now()
        return now >= self._until and self._left + (now - self._at) * self._rate >= self._burst

    def _taken(self) -> float:
        """Takes one and returns 0, or returns how many seconds there are to wait."""
        now = _now()
        if now < self._until:
            return self._until - now
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1 - ROUNDING:
            return (1 - self._left) / self._rate
        self._left -= 1
        return 0.0


@dataclass(slots=True)
class Ticket:
    """A place in the queue before a gate."""

    priority: int
    turn: asyncio.Future[None]


class Gate:
    """Lets a number of callers in at once, at an overall rate, lower priorities first and then in order.

    Args:
        rate: How many a second.
        at_once: How many may be in.
    """

    def __init__(self, rate: float, at_once: int) -> None:
        self._bucket = Bucket(rate, max(1, round(rate)))
        self._free = at_once
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._opener: asyncio.Task[None] | None = None

    def queued(self, priority: int) -> Ticket:
        """Take a place in the queue."""
        ticket = Ticket(priority, asyncio.get_running_loop().create_future())
        self._push(ticket)
        return ticket

    def hasten(self, ticket: Ticket, priority: int) -> None:
        """Something more urgent came up for someone who waits already. The place that they had is passed over."""
        if priority < ticket.priority and not ticket.turn.done():
            ticket.priority = priority
            self._push(ticket)

    @asynccontextmanager
    async def entered(self, ticket: Ticket) -> AsyncIterator[None]:
        """Wait to be let in; whoever leaves lets the next one in."""
        turn = ticket.turn
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()
            raise
        try:
            yield
        finally:
            self._leave()

    def _push(self, ticket: Ticket) -> None:
        heapq.heappush(self._queue, (ticket.priority, next(self._numbers), ticket.turn))
        self._open()

    def _leave(self) -> None:
        self._free += 1
        self._open()

    def _open(self) -> None:
        if self._opener is None and self._free and self._queue:
            self._opener = asyncio.create_task(self._let_in())

    async def _let_in(self) -> None:
        try:
            while self._free and self._queue:
                await self._bucket.wait()
                turn = self._next()
                if turn is not None:
                    self._free -= 1
                    turn.set_result(None)
        finally:
            self._opener = None

    def _next(self) -> asyncio.Future[None] | None:
        while self._queue:
            turn = heapq.heappop(self._queue)[2]
            if not turn.done():
                return turn
        return None


def _now() -> float:
    return asyncio.get_running_loop().time()
