"""How far a share could be from what these people said: the Wilson score interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """Two shares, from 0 to 1."""

    low: float
    high: float


def wilson(successes: int, people: int) -> Interval:
    """The 95% interval of a share.

    Unlike the textbook interval it stays between 0 and 1, and holds for few people. Source: E. B. Wilson,
    'Probable inference, the law of succession, and statistical inference', JASA 22 (1927) 209-212; recommended by
    R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872 (his method 3).

    Args:
        successes: How many said it.
        people: Out of how many; at least one.

    Raises:
        ValueError: There is nobody, or more said it than there are.
    """
    if not 0 <= successes <= people or people < 1:
        raise ValueError(f"{successes} of {people} is not a share")
    share = successes / people
    grown = 1 + Z * Z / people
    middle = (share + Z * Z / (2 * people)) / grown
    half = Z / grown * sqrt(share * (1 - share) / people + Z * Z / (4 * people * people))
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == people else min(1.0, middle + half)
    return Interval(low, high)
