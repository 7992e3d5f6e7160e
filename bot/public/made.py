"""Reports for everyone, kept for a minute: whoever asks for the same one again and again gets what was made already.

To make one takes up to a second of this computer, and anyone may ask. So each is made once a minute at most, one after
the other, and what is taken back is gone from here too: the page looks first whether it is published.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
KEPT_FOR = timedelta(minutes=1)
MOST = 12
"""Reports that are kept, some of them of a few megabytes."""


class Made(Generic[T]):
    """What was made lately.

    Args:
        clock: Tells the present moment.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock, self._one_at_a_time = clock, asyncio.Lock()
        self._kept: dict[tuple[object, ...], tuple[datetime, T]] = {}

    async def get(self, key: tuple[object, ...], make: Callable[[], Awaitable[T]]) -> T:
        """What was made for this key in the last minute, else what is made now."""
        async with self._one_at_a_time:
            now = self._clock()
            self._kept = {one: found for one, found in self._kept.items() if now - found[0] < KEPT_FOR}
            if key not in self._kept:
                self._kept[key] = now, await make()
                while len(self._kept) > MOST:
                    del self._kept[next(iter(self._kept))]
            return self._kept[key][1]
