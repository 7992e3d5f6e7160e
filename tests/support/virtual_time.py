"""An event loop whose clock jumps: whoever sleeps an hour is woken at once, and an hour later."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Hurried(selectors.DefaultSelector):
    """Never waits for time to pass: it moves the clock instead."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready. Where nothing is and something is due later, it is later now."""
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(0.002)  # a thread, such as the store's, may be about to finish
        if not ready:
            self.loop.now += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """The loop.

    Attributes:
        now: Its time in seconds.
    """

    def __init__(self) -> None:
        selector = _Hurried()
        super().__init__(selector)
        selector.loop = self
        self.now = 0.0

    def time(self) -> float:
        """The time that this loop takes it to be."""
        return self.now


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run to the end, in no time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
