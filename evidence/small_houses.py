"""Houses where fewer than five people could answer: their own round would always be hidden (docs/asking.md D15).

They are shown over twelve months, each person once, or, where even that is too few, with the provider's results.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dialogs.model import Value
from evidence.cells import Cell, Slot
from evidence.result import Counts
from store.rounds import Round
from store.tallies import PersonStanding

FEWEST_POSSIBLE = 5
YEAR = timedelta(days=365)


def is_small(possible: int) -> bool:
    """Whether too few people could answer for a round's result ever to be shown."""
    return possible < FEWEST_POSSIBLE


def year_to(rounds: Iterable[Round], last: Round) -> tuple[int, ...]:
    """The rounds that began in the twelve months before this one closed, this one included."""
    closes = date.fromisoformat(last.closes_on)
    return tuple(
        sorted(
            one.id
            for one in rounds
            if one.id == last.id or (closes - YEAR < date.fromisoformat(one.opens_on) and one.opens_on < last.opens_on)
        )
    )


def years_with(rounds: tuple[Round, ...], round_id: int) -> tuple[Round, ...]:
    """The rounds whose twelve months hold the given one."""
    return tuple(last for last in rounds if round_id in year_to(rounds, last))


def year_of_house(standings: Iterable[PersonStanding], service_id: int) -> dict[Cell, Counts]:
    """People by what they said over several rounds; who said different things is mixed."""
    said: dict[tuple[Cell, int], set[str]] = {}
    for one in standings:
        cell = Cell(Slot(one.standard, one.support), one.source, service_id)
        said.setdefault((cell, one.person_id), set()).add(one.standing)
    counts: dict[Cell, Counts] = {}
    for (cell, _), values in said.items():
        counts[cell] = counts.get(cell, Counts()) + _one(values)
    return counts


def _one(values: set[str]) -> Counts:
    if values == {Value.GOOD}:
        return Counts(good=1)
    return Counts(not_good=1) if values == {Value.NOT_GOOD} else Counts(mixed=1)
