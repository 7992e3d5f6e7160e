"""The time that pretend Telegram goes by. A test can push it forward instead of waiting."""

from __future__ import annotations

import time


class Clock:
    """Seconds since 1970.

    Args:
        stands_at: Where a standing clock stands; without it the machine's clock is followed.
    """

    def __init__(self, stands_at: float | None = None) -> None:
        self._stands_at = stands_at
        self._pushed = 0.0

    def __call__(self) -> float:
        """The present moment, in seconds."""
        start = time.time() if self._stands_at is None else self._stands_at  # noqa: TID251 - time enters here
        return start + self._pushed

    def forward(self, seconds: float) -> None:
        """Let time pass at once."""
        self._pushed += seconds
