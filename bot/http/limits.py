"""How often something may be asked for, by anyone. Kept in memory: a start forgets it, and that harms nobody."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

MOST_KEYS = 10_000
"""With so many at hand, those that have rested are forgotten; where none has, the oldest."""


class Limit:
    """So many in a stretch of time, for each key.

    Args:
        most: How many.
        within: The stretch.
    """

    def __init__(self, most: int, within: timedelta) -> None:
        self._most, self._within = most, within
        self._asked: dict[str, deque[datetime]] = {}

    def wait(self, key: str, now: datetime) -> timedelta:
        """Count one more; or, where there were too many, how long to wait. What is refused does not count."""
        times = self._asked.setdefault(key, deque())
        while times and times[0] <= now - self._within:
            times.popleft()
        if len(times) >= self._most:
            return times[0] + self._within - now
        times.append(now)
        if len(self._asked) > MOST_KEYS:
            self._forget(now)
        return timedelta()

    def _forget(self, now: datetime) -> None:
        self._asked = {key: times for key, times in self._asked.items() if times and times[-1] > now - self._within}
        while len(self._asked) > MOST_KEYS:
            del self._asked[next(iter(self._asked))]


class Pace:
    """So many in a stretch of time for each key, as `Limit`, in one number a key: for what is asked for all the time.

    It lets in `most` at once, and after that as many as the stretch holds, evenly.

    Args:
        most: How many.
        seconds: The stretch.
        keys: How many keys are remembered at most.
    """

    def __init__(self, most: int, seconds: float, keys: int = MOST_KEYS) -> None:
        self._each, self._room, self._keys = seconds / most, seconds, keys
        self._empty_at: dict[str, float] = {}

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._empty_at)

    def wait(self, key: str, now: float) -> float:
        """Count one more; or, where there were too many, how many seconds to wait. What is refused does not count."""
        full = max(self._empty_at.pop(key, now), now) + self._each
        if full - now > self._room:
            self._empty_at[key] = full - self._each
            return full - now - self._room
        self._empty_at[key] = full
        if len(self._empty_at) > self._keys:
            self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Those who have rested; where too few have, the half that was seen longest ago."""
        left = [(key, at) for key, at in self._empty_at.items() if at > now]
        self._empty_at = dict(left[-(self._keys // 2) :])
