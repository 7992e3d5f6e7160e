from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dialogs.model import Reading
from evidence.check import compare, recount_all
from evidence.publishing import STEP
from evidence.result import Counts
from evidence.suppression import FEWEST_IN_WORDS
from store import published
from store.database import Database
from store.tx import Tx
from tests.evidence.village import AREA, AREA_OF, CODE, MENDED, READINGS, Village, a_village

PLACES = (AREA, *AREA_OF)
SUPPORTS = ("all", "alone", "supported", "interpreted", "proxy", "observed")
PEOPLE = 13

who = st.integers(0, PEOPLE - 1)
prompts = st.sampled_from(sorted(READINGS))
supports = st.sampled_from(SUPPORTS[1:])
choices = st.lists(st.sampled_from(["yes", "bit", "no"]), max_size=2, unique=True).map(tuple)
changes = st.one_of(
    st.tuples(st.just("answer"), who, prompts, choices, supports),
    st.tuples(st.just("answer"), who, prompts, choices, st.just("alone")),
    st.tuples(st.just("part"), who, prompts, choices, supports),
    st.tuples(st.just("skip"), who, prompts),
    st.tuples(st.just("pass_by"), who, prompts),
    st.tuples(st.just("take_back"), who),
    st.tuples(st.just("forget"), who),
    st.tuples(st.just("move"), who, st.integers(0, 2)),
    st.tuples(st.just("mend"), st.booleans()),
)
everyone = st.lists(st.tuples(choices, supports), max_size=PEOPLE)


def a_start(tx: Tx, first: list[Any]) -> Village:
    """A round in which many answer once."""
    village = a_village(tx, (2, 4, 7))
    for person, (chosen, support) in zip(village.people, first, strict=False):
        village.answer(tx, person, "listen", chosen, support)
    return village


def do(tx: Tx, village: Village, change: Any) -> bool:
    """One thing happens; whether a sitting ended with it."""
    name, *details = change
    if name == "mend":
        mend(tx, village, MENDED if details[0] else READINGS)
        return True
    person, *rest = village.people[details[0]], *details[1:]
    match name:
        case "part":
            village.answer(tx, person, *rest, settle=False)
        case "pass_by":
            village.skip(tx, person, *rest, settle=False)
        case "move":
            village.move(tx, person, village.houses[rest[0]])
        case _:
            getattr(village, name)(tx, person, *rest)
    return name not in {"part", "pass_by"}


def mend(tx: Tx, village: Village, readings: dict[str, Reading]) -> None:
    """What answers say is read anew."""
    village.readings = dict(readings)
    recount_all(
        tx,
        code=CODE,
        code_version=village.version,
        readings=village.readings,
        area_of=AREA_OF,
        mapping_changed=True,
    )


def play(tx: Tx, first: list[Any], script: list[Any]) -> Village:
    """A round in which many answer once, and then all sorts of things happen."""
    village = a_start(tx, first)
    for change in script:
        do(tx, village, change)
    return village


def shown(tx: Tx, village: Village) -> dict[tuple[str, str, int], Counts]:
    """Everything that is published, by standard, support and house."""
    rows = published.of_standards(tx, code=CODE, code_version=village.version, round_id=village.round, standards=PLACES)
    return {(row.standard, row.support, row.service_id): Counts(row.good, row.mixed, row.not_good) for row in rows}


class Undone(Exception):
    """Ends a turn without keeping it, so that thousands of examples do not slow each other down."""


async def tried(database: Database, check: Callable[[Tx], None]) -> None:
    """Run a check in a turn that is undone at its end; what it finds wrong comes through."""

    def turn(tx: Tx) -> None:
        check(tx)
        raise Undone

    with pytest.raises(Undone):
        await database.write(turn)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(first=[(("yes",), "alone")], script=[("move", 0, 1), ("mend", False)])
@given(first=everyone, script=st.lists(changes, max_size=25))
async def test_tallies_are_right_after_any_mix_of_changes(
    database: Database, first: list[Any], script: list[Any]
) -> None:
    """Answers, changed minds, take-backs, forgetting, moves and a mended mapping leave the counts of a rebuild."""

    def check(tx: Tx) -> None:
        village = play(tx, first, script)
        assert compare(tx) == []
        for place in PLACES:
            for support in SUPPORTS:
                assert village.counted(tx, place, support=support) == village.people_who(place, support=support)
            for house in village.houses:
                assert village.counted(tx, place, house) == village.people_who(place, house)

    await tried(database, check)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=everyone, script=st.lists(changes, max_size=25))
async def test_what_is_shown_follows_the_rules_after_any_mix_of_changes(
    sqlite: Database, first: list[Any], script: list[Any]
) -> None:
    """After ends: nothing under five people is published, no result lags by five people, and nobody counts twice."""

    def check(tx: Tx) -> None:
        village = play(tx, first, script)
        for person in (village.people[0], village.people[2], village.people[6]):  # a sitting ends in each house
            village.recount(tx, person)
        found = shown(tx, village)
        for place in AREA_OF:  # of an area nothing is published
            for support in SUPPORTS:
                for house in (0, *village.houses):
                    if house and support in SUPPORTS[1:4]:
                        continue  # how people were supported is told of the whole provider only
                    now = sum(village.people_who(place, house, support).values())
                    was = found.pop((place, support, house), None)
                    assert now <= PEOPLE
                    assert (was is None) == (now < FEWEST_IN_WORDS)
                    assert was is None or (was.people >= FEWEST_IN_WORDS and abs(was.people - now) < FEWEST_IN_WORDS)
        assert not found

    await tried(sqlite, check)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=everyone, script=st.lists(changes, max_size=25))
async def test_results_move_at_ends_and_by_five_people_only(
    sqlite: Database, first: list[Any], script: list[Any]
) -> None:
    """No result moves in the middle of a talk; at an end each one stays, comes, goes or moves by five or more."""

    def check(tx: Tx) -> None:
        village = a_start(tx, first)
        before = shown(tx, village)
        for change in script:
            ended, now = do(tx, village, change), shown(tx, village)
            assert ended or now == before
            for cell in {} if change[0] == "mend" else now.keys() & before.keys():
                assert now[cell] == before[cell] or abs(now[cell].people - before[cell].people) >= STEP
            before = now

    await tried(sqlite, check)


async def test_a_wrong_count_is_found(sqlite: Database) -> None:
    """The check can fail: a tally that someone changed by hand is named in a plain sentence."""

    def check(tx: Tx) -> list[str]:
        village = a_village(tx, (1,))
        village.answer(tx, village.people[0], "choose", ("yes",))
        tx.run("UPDATE tally SET good = 2 WHERE standard = 'duq.1.good.1' AND support = 'all'")
        return compare(tx)

    (found,) = await sqlite.write(check)
    assert found.startswith("The count of duq.1.good.1 (person, all, all) in round ")
    assert found.endswith("is 2 good, 0 mixed and 0 not good but should be 1 good, 0 mixed and 0 not good.")


async def test_a_result_that_can_never_have_been_right_is_found(sqlite: Database) -> None:
    """A published result of under five people, or of more than ever answered, is named too."""

    def check(tx: Tx) -> list[str]:
        village = a_village(tx, (7,))
        for person in village.people[:6]:
            village.answer(tx, person, "choose", ("yes",))
        assert compare(tx) == []
        tx.run("UPDATE published SET good = 4 WHERE standard = 'duq.1.good.1' AND support = 'all' AND service_id = 0")
        tx.run("UPDATE published SET good = 11 WHERE standard = 'duq.1.good.1' AND support = 'all' AND service_id > 0")
        return compare(tx)

    few, many = sorted(await sqlite.write(check), key=lambda sentence: "11" in sentence)
    assert few.startswith("The result shown of duq.1.good.1 (person, all, all) in round ")
    assert few.endswith("is about 4 people, and under 5 nothing may be shown.")
    assert many.endswith("is about 11 people, but only 6 ever answered.")
