"""Whoever puts all published tables together cannot tell what a hidden cell is; and each rule for it is needed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.model import Audience
from evidence import disclosure
from evidence.cells import ALL, PROVIDER, Cell, Slot
from evidence.publishing import next_published
from evidence.result import Counts, Result
from evidence.suppression import Shown
from evidence.table import Table
from tests.evidence.worlds import (
    AREA,
    BY_WAY,
    CORE,
    FIRST,
    ORDER,
    PERSON,
    SECOND,
    TOGETHER,
    Kind,
    Known,
    World,
    a_usual_world,
    a_world,
)


def some_houses(kinds: tuple[Kind, ...]) -> st.SearchStrategy[list[list[Kind]]]:
    """Two or three houses, in each of which people are of one to three kinds."""
    alike = st.lists(st.sampled_from(kinds), min_size=1, max_size=3)
    lived = alike.flatmap(lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=13))
    return st.lists(lived, min_size=2, max_size=3)


@settings(max_examples=25)
@given(some_houses(TOGETHER))
def test_standards_and_the_core_together_keep_what_is_hidden(houses: list[list[Kind]]) -> None:
    """Of every house and standard, for a reader of all tables by service, their totals, and who was heard where."""
    assert not list(World(houses).leaks())


@settings(max_examples=25)
@given(some_houses(BY_WAY))
def test_ways_of_answering_beside_the_services_keep_it(houses: list[list[Kind]]) -> None:
    """Some told themselves, some had help, and some did both: the ways add up to more than the total."""
    assert not list(World(houses, BY_WAY).leaks())


def test_it_holds_in_worlds_built_to_be_hard_and_in_usual_ones() -> None:
    """Where people of a house are alike, and where each has a mind of their own."""
    assert not [seed for seed in range(20) if list(a_world(seed).leaks())]
    assert not [seed for seed in range(8) if list(a_usual_world(seed).leaks())]


class ByHouseToo(Table):
    """The whole area, and all questions beside the core, told by service."""

    def result(self, standard: str, source: Audience, service: int, support: str = ALL) -> Result:
        """Each name by itself."""
        return self._shown(Cell(Slot(standard, support), source, service))


class WholeArea(Table):
    """The whole area told beside its standards, of all services together."""

    def result(self, standard: str, source: Audience, service: int, support: str = ALL) -> Result:
        """Its total by itself."""
        if standard == AREA and service == PROVIDER:
            return self._shown(Cell(Slot(standard, support), source, service))
        return super().result(standard, source, service, support)


class AllAlways(Table):
    """All questions told of the whole provider, though the core's total is not told in figures."""

    def result(self, standard: str, source: Audience, service: int, support: str = ALL) -> Result:
        """The total by itself."""
        if standard == FIRST and service == PROVIDER:
            return self._shown(Cell(Slot(standard, support), source, service))
        return super().result(standard, source, service, support)


EVERYWHERE = frozenset({AREA, CORE, FIRST, SECOND})


@pytest.mark.parametrize(
    ("shows", "first", "how"),
    [
        (ByHouseToo, 0, {"by_house": EVERYWHERE}),
        (ByHouseToo, 0, {"by_house": frozenset({CORE, AREA})}),
        (WholeArea, 0, {}),
        (AllAlways, 143, {}),
    ],
    ids=["all questions beside the core", "the area by service", "the whole area", "all questions always"],
)
def test_without_each_rule_something_is_found_out(shows: type[Table], first: int, how: dict[str, Any]) -> None:
    """The control: in worlds built to be hard a hidden cell would be known."""
    assert any(list(a_world(seed, shows=shows, **how).leaks()) for seed in range(first, first + 40))


Said = list[tuple[int, int]]
"""House and answer of each person, in the order in which they were heard."""


def moments(said: Said) -> tuple[Table, dict[int, int]]:
    """What is shown once the last of them was heard, and after how many each result was published last."""
    now: dict[int, Counts] = {}
    shown: dict[int, Counts] = {}
    after: dict[int, int] = {}
    for number, (house, value) in enumerate(said, 1):
        for place in (PROVIDER, house):
            now[place] = now.get(place, Counts()) + Counts(*(int(value == one) for one in ORDER))
            then = next_published(now[place], shown.get(place))
            if then is not None and then != shown.get(place):
                shown[place], after[place] = then, number
    cells = [{Cell(Slot(SECOND, ALL), PERSON, place): one for place, one in kept.items()} for kept in (now, shown)]
    return Table(*cells), after


def found_out(said: Said) -> list[int]:
    """The hidden houses of which somebody knows too much who saw each person go in, and when each result moved."""
    table, after = moments(said)
    known, places = Known(), sorted({house for house, _ in said})

    def row(house: int, last: int) -> Callable[[int], Any]:
        """Three columns a person; nobody in particular is known, so this is the same as numbers of people."""
        inside = [house in {PROVIDER, one} and at < last for at, (one, _) in enumerate(said)]
        return lambda value: np.array([float(here and value == one) for here in inside for one in ORDER])

    for at in range(len(said)):
        known.add(np.array([float(3 * at <= column < 3 * at + 3) for column in range(3 * len(said))]), 1, 1)
    for place, last in after.items():
        people = sum(place in {PROVIDER, one} for one, _ in said[:last])
        known.told(table.result(SECOND, PERSON, place), people, row(place, last))
    return [
        house
        for house in places
        if table.result(SECOND, PERSON, house).shown is Shown.HIDDEN
        and not known.kept(sum(one == house for one, _ in said), row(house, len(said)))
    ]


def a_month(seed: int) -> Said:
    """People of a few houses, one after the other; in some houses all say the same."""
    random = Random(seed)  # noqa: S311 - a month that can be made again
    weights = random.choices([1, 1, 2, 5, 8], k=random.choice([2, 3, 4]))
    manners = [random.choice([[1, 0, 0], [0, 0, 1], [5, 1, 1], [1, 1, 1]]) for _ in weights]
    talks = random.choices(range(len(weights)), weights, k=random.randint(8, 45))
    if random.random() < 0.5:
        talks.sort(key=lambda house: house * 7919 % 5)
    return [(house + 1, random.choices(ORDER, manners[house])[0]) for house in talks]


@pytest.mark.parametrize("seeds", [range(40), range(40, 80)], ids=str)
def test_results_that_moved_at_different_moments_keep_it(seeds: range) -> None:
    """For somebody who saw each person go in, and knows after whom each result moved."""
    assert not [seed for seed in seeds if found_out(a_month(seed))]


def test_without_looking_at_moments_something_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where nothing is looked at but numbers of people, some hidden house is known."""
    monkeypatch.setattr(disclosure, "_is_safe", lambda *_: True)
    assert any(found_out(a_month(seed)) for seed in range(100))
