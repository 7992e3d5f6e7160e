"""Medians, and ratios of pairs that were measured side by side."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """What several rounds gave."""

    median: float
    low: float
    high: float
    rounds: int


def spread(values: Sequence[float]) -> Spread:
    """The median of some rounds, and how far they lie apart."""
    return Spread(statistics.median(values), min(values), max(values), len(values))


def ratios(ours: Sequence[float], peers: Sequence[float]) -> Spread:
    """How many times the peer's figure ours is, round by round: what slows a round down slows both."""
    return spread([our / peer for our, peer in zip(ours, peers, strict=True)])


def turned(names: Sequence[str], number: int) -> tuple[str, ...]:
    """The contenders in the order of a round: each comes first in its turn, so that none has the best place."""
    first = number % len(names)
    return (*names[first:], *names[:first])
