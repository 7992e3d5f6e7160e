"""What the program counts while it runs: plain numbers of its own, one set for each installation that is open.

Nothing personal is ever in here. Labels are words of the program's: the template of an address, a channel, an outcome.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import Final

SLOWER_THAN: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds: the edges of the histograms."""


class Times:
    """How long something took, in steps."""

    def __init__(self) -> None:
        self.steps = [0] * (len(SLOWER_THAN) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """Count one that took so long."""
        self.steps[bisect_left(SLOWER_THAN, seconds)] += 1
        self.seconds += seconds

    def buckets(self) -> list[tuple[str, int]]:
        """Edge → how many took no longer, as OpenMetrics wants it: each step holds those before."""
        found, so_far = [], 0
        for edge, number in zip((*map(str, SLOWER_THAN), "+Inf"), self.steps, strict=True):
            so_far += number
            found.append((edge, so_far))
        return found


class Counts:
    """The numbers.

    Attributes:
        requests: (template of the address, class of the status such as `2xx`) → how many.
        pages: Face of the program → how long its answers took.
        turns: How long turns that write took, from being asked for to being on disk.
        answers: Answers kept.
        messages: (channel, outcome) → how many attempts to send.
        passed: Where → faults of the machine that passed, so that the same was done again.
    """

    def __init__(self) -> None:
        self.requests = Counter[tuple[str, str]]()
        self.pages = defaultdict[str, Times](Times)
        self.turns = Times()
        self.answers = 0
        self.messages = Counter[tuple[str, str]]()
        self.passed = Counter[str]()

    def answered(self, many: int) -> None:
        """Note answers that are on disk."""
        self.answers += many

    def sent(self, channel: str, outcome: str) -> None:
        """Note an attempt to send a message."""
        self.messages[channel, outcome] += 1

    def waited(self, where: str) -> None:
        """Note a fault of the machine that passes."""
        self.passed[where] += 1
