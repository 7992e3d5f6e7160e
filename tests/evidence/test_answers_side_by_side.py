"""Files of answers for analysis, put side by side by readers of different services, tell no more than one of them.

Every person's answer is marked here as theirs, so a test knows whom each row of a file is about. Whoever holds several
files can add and subtract their rows: what comes out that way is what numpy finds in the span of all of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain, combinations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.analysis import TOGETHER, safe
from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS
from store.analysis import Given

SERVICES = (1, 2, 3, 4)
BLANK = Given(1, 0, 0, "1", "a", "person", "chose", (), 3, "alone", "", "en")
Group = frozenset[tuple[str, ...]]
"""Whose answers stand together under the same words."""


def sets_of(services: tuple[int, ...]) -> list[frozenset[int]]:
    """Every way of seeing some of the services."""
    return [frozenset(one) for one in chain(*(combinations(services, size) for size in range(1, len(services) + 1)))]


def everybodys_files(rows: list[Given]) -> list[tuple[Given, ...]]:
    """What each reader can take out: of all their services, and of each one that they choose."""
    readers: list[frozenset[int] | None] = [None, *sets_of(SERVICES)]
    return [safe(rows, only=only, service_id=chosen).rows for only in readers for chosen in (0, *SERVICES)]


def groups_of(files: list[tuple[Given, ...]], *traits: str) -> set[Group]:
    """Whose answers can be counted apart: by file, question and service, and by these traits."""
    found: set[Group] = set()
    for rows in files:
        parts: defaultdict[tuple[object, ...], set[tuple[str, ...]]] = defaultdict(set)
        for one in rows:
            told = (one.round_id, one.source, one.prompt, one.service_id, *(getattr(one, name) for name in traits))
            parts[told].add(one.choices)
        found |= {frozenset(one) for one in parts.values()}
    return found


def fewest_told(groups: set[Group]) -> int:
    """The fewest people whose answers come out of adding and subtracting; people who always stand together are one."""
    if not groups:
        return FEWEST_IN_FIGURES
    ordered = sorted(groups, key=sorted)
    atoms: defaultdict[tuple[bool, ...], int] = defaultdict(int)
    for person in set().union(*ordered):
        atoms[tuple(person in group for group in ordered)] += 1
    matrix = np.array(list(atoms), dtype=float).T
    rank, sizes = np.linalg.matrix_rank(matrix), np.array(list(atoms.values()))
    every = [np.array([n in some for n in range(len(sizes))], dtype=float) for some in map(set, _some(len(sizes)))]
    told = [one for one in every if np.linalg.matrix_rank(np.vstack([matrix, one])) == rank]
    return min(int(one @ sizes) for one in told)


def _some(number: int) -> list[tuple[int, ...]]:
    return list(chain(*(combinations(range(number), size) for size in range(1, min(number, 4) + 1))))


def a_provider(*houses: int) -> list[Given]:
    """One question that so many people of each service answered."""
    return [
        replace(BLANK, service_id=service, person_id=100 * service + one, choices=(f"{service}-{one}",))
        for service, people in enumerate(houses, start=1)
        for one in range(people)
    ]


some_people = st.one_of(st.integers(0, 4), st.integers(5, 9), st.integers(10, 14))
providers = st.tuples(*[some_people] * len(SERVICES)).map(lambda sizes: a_provider(*sizes))
ways = st.sampled_from([("alone", "en", 3), ("alone", "en", 3), ("supported", "en", 3), ("alone", "ur", 2)])
mixed = providers.flatmap(
    lambda rows: st.lists(ways, min_size=len(rows), max_size=len(rows)).map(
        lambda how: [
            replace(one, support=way[0], language=way[1], size=way[2]) for one, way in zip(rows, how, strict=True)
        ]
    )
)


@given(providers)
@example(a_provider(12, 1))
@example(a_provider(12, 1, 20))
@example(a_provider(10, 4, 4, 30))
def test_all_files_together_tell_of_no_fewer_than_ten(rows: list[Given]) -> None:
    """Whoever sees all services, some or one, and whichever they choose: nothing under ten people can be subtracted."""
    assert fewest_told(groups_of(everybodys_files(rows))) >= FEWEST_IN_FIGURES


@given(mixed)
def test_nor_how_fewer_than_five_answered(rows: list[Given]) -> None:
    """How people answered is told alike in every file: side by side they give no way that fewer than five share."""
    files = everybodys_files(rows)
    assert fewest_told(groups_of(files, "support", "helper", "language", "size")) >= FEWEST_IN_WORDS


@given(providers)
def test_each_file_holds_only_whom_its_reader_sees(rows: list[Given]) -> None:
    """Nobody reads an answer of a service that they do not see, nor of another than they chose."""
    where = {one.choices: one.service_id for one in rows}
    for only in sets_of(SERVICES):
        for chosen in (0, *SERVICES):
            wanted = only if not chosen else only & {chosen}
            found = safe(rows, only=only, service_id=chosen)
            assert {where[one.choices] for one in found.rows} <= wanted
            assert len(found.rows) + found.left_out + found.elsewhere == sum(one.service_id in wanted for one in rows)


def test_a_small_house_takes_the_large_one_with_it_for_every_reader() -> None:
    """Twelve people beside one: they stand together, so neither is had alone, by whoever sees one or chooses one."""
    rows = a_provider(12, 1)
    assert {one.service_id for one in safe(rows).rows} == {TOGETHER}
    for found in (safe(rows, service_id=1), safe(rows, only=frozenset({1}))):
        assert (found.rows, found.left_out, found.elsewhere) == ((), 0, 12)
