"""An event loop whose time passes at once where nothing else is to be done: an hour's wait takes no time at all."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class StandsStill(AssertionError):
    """Everyone waits for something that nobody will do."""


class _Selector(selectors.DefaultSelector):  # type: ignore[valid-type, misc]
    """Waits for nothing: the time that it was to wait is over at once."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What happened meanwhile, without waiting for it."""
        found = super().select(0)
        if not found:
            if timeout is None:
                raise StandsStill
            self.now += max(timeout, 0.0)
        return list(found)


class Timeless(asyncio.SelectorEventLoop):
    """A loop with a clock of its own. Nothing in it may wait for a thread or for the network."""

    def __init__(self) -> None:
        self._clock = _Selector()
        super().__init__(self._clock)

    def time(self) -> float:
        """Seconds that have passed in here."""
        return self._clock.now


def in_no_time(scenario: Coroutine[Any, Any, T]) -> T:
    """Run this to its end, however long it waits.

    Raises:
        StandsStill: It waits for something that will never happen.
    """
    with asyncio.Runner(loop_factory=Timeless) as runner:
        return runner.run(scenario)
