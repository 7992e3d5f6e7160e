"""Whoever puts everything together that a page shows still cannot tell what a hidden result is.

All that a reader of one table knows is written as linear constraints over whole numbers: how many people were heard in
each house, the figures that are shown, what words say, the total. An independent solver (HiGHS, by SciPy) then says
which values a hidden result can still have. Nothing of ours is used but what `Table` shows.
"""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from dialogs.model import Audience, Support
from evidence.cells import ALL, PROVIDER, Cell, Slot, with_totals
from evidence.possible import ENOUGH, hidden, in_figures, in_words, needed, possible
from evidence.result import Counts, Result, Says
from evidence.suppression import Shown
from evidence.table import Table

STANDARD = "duq.1.good.1"
PERSON = Audience.PERSON
PARTS = ("good", "mixed", "not_good")
Rows = list[tuple[list[float], float, float]]

some_counts = st.one_of(
    st.builds(Counts, *[st.integers(0, 3)] * 3),
    st.builds(Counts, *[st.integers(0, 12)] * 3),
    st.builds(Counts, st.integers(0, 25)),  # everyone says the same
    st.builds(Counts, st.integers(0, 20), st.integers(0, 1), st.integers(0, 2)),
)
villages = st.lists(some_counts, min_size=1, max_size=6)


def a_table(houses: list[Counts], supports: dict[str, Counts] | None = None) -> Table:
    """A table at rest: everything that five people or more said is published."""
    cells = {Cell(Slot(STANDARD, ALL), PERSON, number): one for number, one in enumerate(houses, 1) if one.people}
    counted = with_totals(cells)
    for support, counts in (supports or {}).items():
        counted[Cell(Slot(STANDARD, support), PERSON, PROVIDER)] = counts
    return Table(counted, {cell: one for cell, one in counted.items() if one.people >= 5})


def says_rows(result: Result, people: int, columns: list[int], width: int) -> Rows:
    """What a shown result says of the sum of some columns; three columns (good, mixed, not good) for each part."""
    sums = [[float(at in columns[number::3]) for at in range(width)] for number in range(3)]
    if result.shown is Shown.FIGURES:
        assert result.counts
        return [
            (row, getattr(result.counts, name), getattr(result.counts, name))
            for row, name in zip(sums, PARTS, strict=True)
        ]
    if result.shown is not Shown.WORDS:
        return []
    most = people // 2 + 1
    if result.says is Says.GOOD:
        return [(sums[0], most, people)]
    if result.says is Says.NOT_GOOD:
        return [(sums[2], most, people)]
    return [(sums[0], 0, people // 2), (sums[2], 0, people // 2)]


def known(table: Table, houses: list[Counts]) -> Rows:
    """All that readers of one standard know of every house: heard, figures, words and the provider's total."""
    width, rows = 3 * len(houses), []
    for number, house in enumerate(houses):
        columns = [3 * number, 3 * number + 1, 3 * number + 2]
        rows.append(([float(at in columns) for at in range(width)], house.people, house.people))
        rows += says_rows(table.result(STANDARD, PERSON, number + 1), house.people, columns, width)
    total = table.result(STANDARD, PERSON, PROVIDER)
    return rows + says_rows(total, sum(one.people for one in houses), list(range(width)), width)


def can_be(rows: Rows, at: int, value: tuple[int, ...]) -> bool:
    """Whether a house can have this value, says the solver."""
    width = len(rows[0][0])
    fixed = [([float(n == 3 * at + part) for n in range(width)], value[part], value[part]) for part in range(3)]
    matrix, low, high = zip(*(*rows, *fixed), strict=True)
    found: Any = milp(
        np.zeros(width),
        constraints=LinearConstraint(np.array(matrix), np.array(low), np.array(high)),
        integrality=np.ones(width),
        bounds=Bounds(0, np.inf),
    )
    assert found.status in {0, 2}
    return bool(found.status == 0)


def values_of(people: int) -> list[tuple[int, ...]]:
    """Everything that so many people can say."""
    return [one for one in product(range(people + 1), repeat=3) if sum(one) == people]


def kept(rows: Rows, at: int, people: int, enough: int) -> int:
    """How many values a house can have, by the solver, up to enough of them."""
    found = 0
    order = values_of(people)
    Random(at).shuffle(order)  # noqa: S311 - so that the first ones differ from each other
    for value in order:
        found += can_be(rows, at, value)
        if found == enough:
            break
    return found


@given(villages)
def test_a_hidden_house_keeps_five_possible_values(houses: list[Counts]) -> None:
    """Five values, and as many as there can be numbers of people who say good where fewer than four were heard."""
    table = a_table(houses)
    rows = known(table, houses)
    for at, house in enumerate(houses):
        if table.result(STANDARD, PERSON, at + 1).shown is Shown.HIDDEN:
            enough = min(5, house.people + 1)
            assert kept(rows, at, house.people, enough) == enough


@given(villages)
def test_a_house_in_words_keeps_as_many_as_its_word_leaves(houses: list[Counts]) -> None:
    """Of five to nine people in words, all that is shown together leaves what the word alone leaves, or five."""
    table = a_table(houses)
    rows = known(table, houses)
    for at, house in enumerate(houses):
        found = table.result(STANDARD, PERSON, at + 1)
        if found.shown is Shown.WORDS and house.people < 10:
            most = house.people // 2
            enough = min(5, most + 1 if found.says is Says.DIFFERENT else house.people - most)
            assert kept(rows, at, house.people, enough) == enough


@given(villages, st.integers(0, 5), st.data())
def test_our_count_is_the_solvers(houses: list[Counts], at: int, data: st.DataObject) -> None:
    """What `possible` says without a search is what the solver finds, whatever is hidden, in words, or in figures."""
    houses, at = [one for one in houses if one.people] or [Counts(3, 2, 1)], at % max(1, len(houses))
    at %= len(houses)
    ways = [data.draw(st.sampled_from([Shown.HIDDEN, Shown.WORDS, Shown.FIGURES])) for _ in houses]
    ways[at] = data.draw(st.sampled_from([Shown.HIDDEN, Shown.WORDS]))
    of_total = data.draw(st.sampled_from([Shown.WORDS, Shown.FIGURES]))
    boxes = {Shown.HIDDEN: lambda one: hidden(one.people, one.people), Shown.WORDS: in_words, Shown.FIGURES: in_figures}
    total = sum(houses, Counts())
    cells = [boxes[way](one) for way, one in zip(ways, houses, strict=True)]
    width, rows = 3 * len(houses), []
    for number, cell in enumerate(cells):
        rows += [
            ([float(n == 3 * number + part) for n in range(width)], cell.low[part], cell.high[part])
            for part in range(3)
        ]
        rows.append(([float(n // 3 == number) for n in range(width)], cell.fewest, cell.most))
    whole = boxes[of_total](total)
    rows += [([float(n % 3 == part) for n in range(width)], whole.low[part], whole.high[part]) for part in range(3)]
    assert possible(cells, at, whole) == kept(rows, at, houses[at].people, ENOUGH)


@pytest.mark.parametrize(
    ("houses", "shown"),
    [
        # 23 of 23 say good things, so do the three of the hidden house: the total is told in words.
        ([Counts(3), Counts(20)], "words"),
        # What is left of the total would be three values: the next smallest house is covered too, and that is enough.
        ([Counts(2, 1), Counts(11), Counts(9, 4, 3)], "figures"),
        # Nobody has to be protected.
        ([Counts(12), Counts(20)], "figures"),
    ],
)
def test_a_total_that_everyone_agrees_on(houses: list[Counts], shown: str) -> None:
    """Where all say the same, the total would tell what a hidden house says."""
    assert a_table(houses).result(STANDARD, PERSON, PROVIDER).shown == shown


@given(st.lists(some_counts, min_size=3, max_size=3), st.booleans())
def test_ways_of_answering_do_not_add_up_to_a_total_in_words(ways: list[Counts], same: bool) -> None:
    """Where the total is not told in figures, no way of answering is; where it is, a hidden way keeps five values."""
    supports = dict(zip((Support.ALONE, Support.SUPPORTED, Support.INTERPRETED), ways, strict=True))
    total = sum(ways, Counts())
    small = Counts(*(min(2, getattr(total, name)) for name in PARTS)) if same else Counts()
    rest = Counts(*(getattr(total, name) - getattr(small, name) for name in PARTS))
    table = a_table([small, rest], {str(way): one for way, one in supports.items() if one.people})
    found = table.by_support(STANDARD, PERSON)
    whole = table.result(STANDARD, PERSON, PROVIDER)
    if whole.shown is not Shown.FIGURES:
        assert all(one.counts is None for one in found.values())
        return
    left = [way for way, one in found.items() if one.shown in {Shown.HIDDEN, Shown.WORDS}]
    people = total.people - sum(one.counts.people for one in found.values() if one.counts)
    assert not left or (len(left) > 1 and people >= 10)


def test_a_house_of_one_has_three_values_and_keeps_them() -> None:
    """It can be good, mixed or not good, however little is shown: needed are then as many as one number can have."""
    assert needed(hidden(1, 1)) == 2
    assert needed(hidden(3, 3)) == 4
    assert needed(hidden(40, 40)) == ENOUGH == 5
