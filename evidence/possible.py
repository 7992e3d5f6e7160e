"""How many values a result that is not told in figures can still have, for a reader who puts its whole table together.

A result is three numbers: good, mixed, not good. What a reader knows of one is a *box*: the least and the most of each,
and of the people. What can be known of a sum of boxes are the least and the most of each group of the three; a sum
that also lies in another box exists where no group has to hold more than it can, or less (A. Frank, 'Generalized
polymatroids', 1984: two of them meet in whole numbers where their bounds allow it). So this is exact and needs no
search. Tests compare it with linear programming.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice

from evidence.result import Counts, Says, most_say

ENOUGH = 5
"""So many possible values a result keeps that is not told in figures, where it can have so many (`needed`)."""

Three = tuple[int, int, int]
GROUPS = tuple(chain.from_iterable(combinations(range(3), size) for size in (1, 2, 3)))


@dataclass(frozen=True, slots=True)
class Box:
    """What is known of good, mixed and not good, and of the people altogether."""

    low: Three
    high: Three
    fewest: int
    most: int

    def most_in(self, group: tuple[int, ...]) -> int:
        """The most people that a group of standings can hold."""
        others = (self.low[one] for one in range(3) if one not in group)
        return min(sum(self.high[one] for one in group), self.most - sum(others))

    def least_in(self, group: tuple[int, ...]) -> int:
        """The fewest."""
        others = (self.high[one] for one in range(3) if one not in group)
        return max(sum(self.low[one] for one in group), self.fewest - sum(others))

    def less(self, counts: Three) -> Box:
        """What is left when so many are taken out."""
        low, high = (tuple(a - b for a, b in zip(side, counts, strict=True)) for side in (self.low, self.high))
        taken = sum(counts)
        return Box(_three(low), _three(high), self.fewest - taken, self.most - taken)

    def values(self) -> Iterator[Three]:
        """Everything that it can be."""
        for good in range(max(0, self.low[0]), min(self.high[0], self.most) + 1):
            for mixed in range(max(0, self.low[1]), min(self.high[1], self.most - good) + 1):
                first = max(self.low[2], self.fewest - good - mixed, 0)
                for not_good in range(first, min(self.high[2], self.most - good - mixed) + 1):
                    yield good, mixed, not_good

    def plus(self, counts: Three) -> Iterator[Three]:
        """Everything that it can be, and so many more."""
        for one in self.values():
            good, mixed, not_good = (a + b for a, b in zip(one, counts, strict=True))
            yield good, mixed, not_good


def hidden(fewest: int, most: int) -> Box:
    """Nothing is known but the people."""
    return Box((0, 0, 0), (most, most, most), fewest, most)


def in_words(counts: Counts) -> Box:
    """What most people say, and how many there are."""
    people, half = counts.people, counts.people // 2
    low, high = {
        Says.GOOD: ((half + 1, 0, 0), (people, people, people)),
        Says.NOT_GOOD: ((0, 0, half + 1), (people, people, people)),
        Says.DIFFERENT: ((0, 0, 0), (half, people, half)),
    }[most_say(counts)]
    return Box(low, high, people, people)


def in_figures(counts: Counts) -> Box:
    """Everything is known."""
    known = counts.good, counts.mixed, counts.not_good
    return Box(known, known, counts.people, counts.people)


def needed(cell: Box) -> int:
    """Five values, or as many as one number of it can have by itself: of three people 0 to 3 can say good."""
    return min(ENOUGH, cell.most_in((0,)) - cell.least_in((0,)) + 1)


def possible(cells: Sequence[Box], at: int, total: Box, *, later: int = 0) -> int:
    """How many values one of the cells can have, beside the others and within the total; five stand for more.

    Args:
        cells: What is known of each.
        at: Which of them.
        total: What is known of their sum.
        later: So many people are in the cell now and were not in it when the total was summed: they can say anything.
    """
    others = [*cells[:at], *cells[at + 1 :]]
    most = {group: sum(one.most_in(group) for one in others) for group in GROUPS}
    least = {group: sum(one.least_in(group) for one in others) for group in GROUPS}
    found: set[Three] = set()
    for one in cells[at].values():
        if _meets(total.less(one), least, most):
            found.update(islice(hidden(later, later).plus(one), ENOUGH))
        if len(found) >= ENOUGH:
            return ENOUGH
    return len(found)


def _meets(wanted: Box, least: dict[tuple[int, ...], int], most: dict[tuple[int, ...], int]) -> bool:
    """Whether a sum with these bounds can lie in a box."""
    return all(wanted.least_in(group) <= most[group] and wanted.most_in(group) >= least[group] for group in GROUPS)


def _three(values: tuple[int, ...]) -> Three:
    good, mixed, not_good = values
    return good, mixed, not_good
