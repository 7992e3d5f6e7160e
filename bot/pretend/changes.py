"""Wakes whoever waits for something to happen. Nobody looks again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """A bell. It rings for everyone who waits at that moment."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Wake everyone who waits."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def next(self, seconds: float) -> bool:
        """Wait for the next ring. False where none came in time."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            async with asyncio.timeout(seconds):  # Python 3.11's wait_for loses a cancellation that comes with a ring
                await future
        except TimeoutError:
            return False
        finally:
            if future in self._waiting:
                self._waiting.remove(future)
        return True

    async def until(self, look: Callable[[], T | None], seconds: float) -> T:
        """Wait until `look` gives something true, and give that.

        Raises:
            TimeoutError: It did not come true in time.
        """
        async with asyncio.timeout(seconds):
            while not (found := look()):
                await self.next(seconds)
        return found
