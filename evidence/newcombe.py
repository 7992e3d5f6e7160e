"""How far two shares could be apart: the difference of two independent proportions with its likely range."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from evidence.interval import wilson


@dataclass(frozen=True, slots=True)
class Apart:
    """The second share minus the first, from -1 to 1, and where it could lie."""

    difference: float
    low: float
    high: float


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Apart:
    """The 95% interval of a difference: Newcombe's method 10, made of the two Wilson intervals.

    Source: R. G. Newcombe, 'Interval estimation for the difference between independent proportions: comparison of
    eleven methods', Statistics in Medicine 17 (1998) 873-890. It holds for few people and never leaves -1 to 1. It
    takes the two groups for different people. Where many are in both, as in two rounds of one provider, and say much
    the same each time, the true range is narrower: so this one says 'changed' too seldom rather than too often.

    Args:
        first: How many said it, of how many.
        second: The same later.

    Raises:
        ValueError: One of them is no share.
    """
    one, two = wilson(*first), wilson(*second)
    share, later = first[0] / first[1], second[0] / second[1]
    difference = later - share
    low = difference - hypot(later - two.low, one.high - share)
    high = difference + hypot(two.high - later, share - one.low)
    return Apart(difference, max(-1.0, low), min(1.0, high))
