from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.check import compare, recount_all
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
    st.tuples(st.just("skip"), who, prompts),
    st.tuples(st.just("take_back"), who),
    st.tuples(st.just("forget"), who),
    st.tuples(st.just("move"), who, st.integers(0, 2)),
    st.tuples(st.just("mend"), st.booleans()),
)
everyone = st.lists(st.tuples(choices, supports), max_size=PEOPLE)


def play(tx: Tx, first: list[Any], script: list[Any]) -> Village:
    """A round in which many answer once, and then all sorts of things happen."""
    village = a_village(tx, (2, 4, 7))
    for person, (chosen, support) in zip(village.people, first, strict=False):
        village.answer(tx, person, "listen", chosen, support)
    for name, *details in script:
        if name == "mend":
            village.readings = dict(MENDED if details[0] else READINGS)
            recount_all(
                tx,
                code=CODE,
                code_version=village.version,
                readings=village.readings,
                area_of=AREA_OF,
                mapping_changed=True,
            )
            continue
        person = village.people[details[0]]
        rest = [village.houses[details[1]]] if name == "move" else details[1:]
        getattr(village, name)(tx, person, *rest)
    return village


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
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

    await database.write(check)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=everyone, script=st.lists(changes, max_size=25))
async def test_what_is_shown_follows_the_rules_after_any_mix_of_changes(
    sqlite: Database, first: list[Any], script: list[Any]
) -> None:
    """Nothing under five people is published, no result lags by five people, and nobody counts twice."""

    def check(tx: Tx) -> None:
        village = play(tx, first, script)
        shown = {
            (row.standard, row.support, row.service_id): Counts(row.good, row.mixed, row.not_good)
            for row in published.of_standards(
                tx, code=CODE, code_version=village.version, round_id=village.round, standards=PLACES
            )
        }
        for place in PLACES:
            for support in SUPPORTS:
                for house in (0, *village.houses):
                    if house and support in SUPPORTS[1:4]:
                        continue  # how people were supported is told of the whole provider only
                    now = sum(village.people_who(place, house, support).values())
                    was = shown.pop((place, support, house), None)
                    assert now <= PEOPLE
                    assert (was is None) == (now < FEWEST_IN_WORDS)
                    assert was is None or (was.people >= FEWEST_IN_WORDS and abs(was.people - now) < FEWEST_IN_WORDS)
        assert not shown

    await sqlite.write(check)


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
