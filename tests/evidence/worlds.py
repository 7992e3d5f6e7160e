"""Worlds of a few houses, and what a reader can work out in them who puts every published table together.

One person is one kind: what their answers say on two standards of an area, on the core of the first, and on the second
by two ways of answering. A world is how many of each kind live in each house. All that `Table` shows, and how many
people were heard on what in which house, is written as linear constraints over those numbers; an independent solver
(HiGHS, by SciPy) says which worlds are left. Readers are told less than this: by house they learn how many were heard
on the whole area only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from dialogs.model import Audience, Support
from evidence.cells import ALL, PROVIDER, Cell, Slot, core_of, with_totals
from evidence.result import Counts, Result, Says
from evidence.suppression import Shown
from evidence.table import Standards, Table

PERSON = Audience.PERSON
AREA, FIRST, SECOND = "duq.1", "duq.1.good.1", "duq.1.good.2"
CORE = core_of(FIRST)
CODE = Standards(frozenset({AREA}), {PERSON: frozenset({FIRST})})
NONE, GOOD, NOT_GOOD, MIXED = range(4)
"""What is said on one place: two of these together are their `|`."""
ORDER = (GOOD, MIXED, NOT_GOOD)

Kind = tuple[int, int, int, int]
"""The core of the first standard, the first standard, the second alone, the second with help."""
KINDS: tuple[Kind, ...] = tuple(
    one for one in product(range(4), repeat=4) if one[0] | one[1] == one[1] and one[1] | one[2] | one[3]
)
TOGETHER = tuple(one for one in KINDS if not one[3])
"""Of the core and both standards."""
BY_WAY = tuple(one for one in KINDS if not one[1])
"""Of one standard and both ways of answering."""
Place = tuple[str, str]
"""A standard or area, and a way of answering."""
PLACES: dict[Place, Callable[[Kind], int]] = {
    (AREA, ALL): lambda one: one[1] | one[2] | one[3],
    (CORE, ALL): lambda one: one[0],
    (FIRST, ALL): lambda one: one[1],
    (SECOND, ALL): lambda one: one[2] | one[3],
    (SECOND, Support.ALONE): lambda one: one[2],
    (SECOND, Support.SUPPORTED): lambda one: one[3],
}


def counts_of(values: Sequence[int]) -> Counts:
    """People by what they say; who says nothing is not in it."""
    return Counts(*(values.count(one) for one in ORDER))


def solves(rows: list[Any], low: list[float], high: list[float]) -> bool:
    """Whether whole numbers from nought up can keep to all of it, says the solver."""
    width = len(rows[0])
    found: Any = milp(
        np.zeros(width),
        constraints=LinearConstraint(csr_array(np.array(rows)), np.array(low), np.array(high)),
        integrality=np.ones(width),
        bounds=Bounds(0, np.inf),
    )
    assert found.status in {0, 2}
    return bool(found.status == 0)


@dataclass
class Known:
    """What a reader knows, row by row."""

    rows: list[Any] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, row: Any, low: float, high: float) -> None:
        """One thing more."""
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def told(self, result: Result, people: int, row: Callable[[int], Any]) -> None:
        """What a shown result says; `row` gives the people who say good, mixed or not good there."""
        if result.shown is Shown.FIGURES:
            assert result.counts
            counts = result.counts
            for value, number in zip(ORDER, (counts.good, counts.mixed, counts.not_good), strict=True):
                self.add(row(value), number, number)
        elif result.shown is Shown.WORDS:
            half = people // 2
            most = {Says.GOOD: GOOD, Says.NOT_GOOD: NOT_GOOD}.get(result.says or Says.DIFFERENT)
            if most:
                self.add(row(most), half + 1, people)
            else:
                self.add(row(GOOD), 0, half)
                self.add(row(NOT_GOOD), 0, half)

    def kept(self, people: int, row: Callable[[int], Any]) -> bool:
        """Whether so many people can say as many things as they have to: five, or one more than they are."""
        values = [one for one in product(range(people + 1), repeat=3) if sum(one) == people]
        Random(people).shuffle(values)  # noqa: S311 - so that the first ones differ from each other
        enough = min(5, people + 1)
        return len(list(islice((one for one in values if self._can_be(one, row)), enough))) == enough

    def _can_be(self, value: tuple[int, ...], row: Callable[[int], Any]) -> bool:
        rows = [*self.rows, *(row(one) for one in ORDER)]
        return solves(rows, [*self.low, *value], [*self.high, *value])


@dataclass
class World:
    """Houses, each with the kinds of its people; and the table that readers see."""

    houses: list[list[Kind]]
    kinds: tuple[Kind, ...] = TOGETHER
    shows: Callable[..., Table] = Table
    by_house: frozenset[str] = frozenset({CORE, SECOND})
    """What is told by service."""

    @cached_property
    def table(self) -> Table:
        """Everything at rest: all that five people or more said is published."""
        cells: dict[Cell, Counts] = {}
        for number, kinds in enumerate(self.houses, 1):
            for (standard, way), says in PLACES.items():
                cells[Cell(Slot(standard, way), PERSON, number)] = counts_of([says(one) for one in kinds])
        counted = with_totals({cell: one for cell, one in cells.items() if one.people})
        return self.shows(counted, {cell: one for cell, one in counted.items() if one.people >= 5}, CODE)

    def leaks(self) -> Iterator[tuple[str, int]]:
        """The hidden cells of the tables by service that a reader knows too much of: standard and house."""
        known = self._known()
        for standard, house in product((CORE, FIRST, SECOND, AREA), range(1, len(self.houses) + 1)):
            place, people = (standard, ALL), self._people((standard, ALL), house)
            is_hidden = people and standard in self.by_house and self._result(place, house).shown is Shown.HIDDEN
            if is_hidden and not known.kept(people, self._row(place, [house - 1])):
                yield standard, house

    def _known(self) -> Known:
        known, all_houses = Known(), list(range(len(self.houses)))
        for place in PLACES:
            for house in range(len(self.houses) + 1):
                row = self._row(place, [house - 1] if house else all_houses)
                if place[1] == ALL:  # nobody is told how many had help
                    known.add(row(GOOD) + row(MIXED) + row(NOT_GOOD), *[self._people(place, house)] * 2)
                if not (house and place[1] != ALL):
                    known.told(self._result(place, house), self._people(place, house), row)
        return known

    def _result(self, place: Place, house: int) -> Result:
        standard, way = place
        if way != ALL:
            return self.table.by_support(standard, PERSON)[Support(way)]
        if house and standard not in self.by_house:  # what stands there is another result, or none
            return Result(Shown.HIDDEN)
        return self.table.result(standard, PERSON, house)

    def _people(self, place: Place, house: int) -> int:
        return self.table.counted.get(Cell(Slot(*place), PERSON, house or PROVIDER), Counts()).people

    def _row(self, place: Place, houses: list[int]) -> Callable[[int], Any]:
        says = [PLACES[place](one) for one in self.kinds]

        def row(value: int) -> Any:
            found = np.zeros((len(self.houses), len(self.kinds)))
            found[houses] = [one == value for one in says]
            return found.ravel()

        return row


def a_world(seed: int, **how: Any) -> World:
    """Houses in which people are alike, as is hardest: each of one to eight kinds."""
    random = Random(seed)  # noqa: S311 - a world that can be made again
    houses = []
    for _ in range(random.choice([2, 3, 3, 4])):
        kinds = random.choices(TOGETHER, k=random.choice([1, 2, 2, 3, 5, 8]))
        kinds = [one for one in kinds if one[0] == one[1]] or kinds if random.random() < 0.4 else kinds
        houses.append(random.choices(kinds, k=random.choice([1, 2, 3, 4, 5, 7, 10, 12, 13, 16])))
    return World(houses, **how)


def a_usual_world(seed: int) -> World:
    """Houses in which each person has their own mind, some houses being better than others; most are asked the core."""
    random = Random(seed)  # noqa: S311 - a world that can be made again
    houses: list[list[Kind]] = []
    for _ in range(random.choice([3, 4, 5])):
        good = random.uniform(0.3, 0.9)
        says = [good, (1 - good) / 2, (1 - good) / 2]
        lived: list[Kind] = []
        for _ in range(random.choice([2, 3, 6, 9, 12, 16, 20])):
            core, more, second = random.choices([GOOD, NOT_GOOD, MIXED], says, k=3)
            first = core | (more if random.random() < 0.5 else NONE)
            lived.append((core, first, second if random.random() < 0.5 else NONE, NONE))
        houses.append(lived)
    return World(houses)
