"""A year's worries in numbers for the board: how they came and how fast somebody had them. Small numbers are hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from evidence.suppression import FEWEST_IN_WORDS as FEWEST
from store.worries import Worry


@dataclass(frozen=True, slots=True)
class WorryNumbers:
    """A year in numbers. None stands for a number that is hidden: fewer than five, or one that would give one away.

    Attributes:
        told: All of them.
        origins, kinds, outcomes: How many came like this, were taken for this, ended like this.
        median, longest: How long it took until somebody had them.
        waiting: How many nobody has.
    """

    told: int | None
    origins: dict[str, int | None]
    kinds: dict[str, int | None]
    outcomes: dict[str, int | None]
    median: timedelta | None
    longest: timedelta | None
    waiting: int | None


def worry_numbers(found: Iterable[Worry], year: int) -> WorryNumbers:
    """The numbers of the worries that were told in a year; those put together count once."""
    ours = [one for one in found if one.told_at.startswith(f"{year}-") and one.part_of is None]
    enough = len(ours) >= FEWEST
    waits = sorted(
        datetime.fromisoformat(one.acknowledged_at) - datetime.fromisoformat(one.told_at)
        for one in ours
        if one.acknowledged_at
    )
    measured = enough and len(waits) >= FEWEST
    return WorryNumbers(
        told=len(ours) if enough or not ours else None,
        origins=_hidden(Counter(one.origin for one in ours), len(ours)),
        kinds=_each(Counter(kind for one in ours for kind in one.kinds)),
        outcomes=_hidden(
            Counter(one.outcome for one in ours if one.closed_at), sum(bool(one.closed_at) for one in ours)
        ),
        median=timedelta(seconds=median(one.total_seconds() for one in waits)) if measured else None,
        longest=waits[-1] if measured else None,
        waiting=_one(sum(one.acknowledged_at is None for one in ours)),
    )


def _one(number: int) -> int | None:
    return number if number == 0 or number >= FEWEST else None


def _each(counts: Counter[str]) -> dict[str, int | None]:
    """Numbers that do not add up to one that is shown: each by itself."""
    return {name: _one(number) for name, number in sorted(counts.items())}


def _hidden(counts: Counter[str], total: int) -> dict[str, int | None]:
    """Parts of a total that is shown: where just one is hidden, the smallest other is hidden with it."""
    shown = _each(counts)
    hidden = [name for name, number in shown.items() if number is None]
    if len(hidden) == 1 and total >= FEWEST:
        others = sorted((number, name) for name, number in shown.items() if number)
        if others:
            shown[others[0][1]] = None
    return shown
