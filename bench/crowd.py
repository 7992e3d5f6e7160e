"""Many talks at once for a fixed time, whatever a talk is made of."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

Begin = Callable[[str], AsyncIterator[None]]
"""Begins a talk by its name, and yields after each turn."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a crowd did."""

    turns: int
    finished: int
    seconds: float

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds


@dataclass(slots=True)
class _Crowd:
    talks: deque[str]
    until: float
    turns: int = 0
    finished: int = 0

    async def work(self, begin: Begin) -> None:
        while self.talks:
            async for _ in begin(self.talks.popleft()):
                self.turns += 1
                if time.perf_counter() >= self.until:
                    return
            self.finished += 1
        if self.until < math.inf:  # from here on fewer would talk at once than were asked for: all stop
            self.until = min(self.until, time.perf_counter())


async def crowd(begin: Callable[[], Begin], talks: deque[str], many: int, seconds: float) -> Done:
    """Has talks go on side by side until the time is up, or none is left to begin.

    Args:
        begin: Makes what one of those at work begins talks with.
        talks: Names of the talks; those that were begun are gone afterwards.
        many: How many talk at once.
        seconds: For how long; infinite to finish every talk.
    """
    all_of_them = _Crowd(talks, 0.0)
    began = time.perf_counter()
    all_of_them.until = began + seconds
    await asyncio.gather(*(all_of_them.work(begin()) for _ in range(many)))
    return Done(all_of_them.turns, all_of_them.finished, time.perf_counter() - began)
