"""Tallies equal a rebuild after any mix of changes, on both databases."""

from __future__ import annotations

import asyncio
import random
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import people, published, rounds, services, tallies, tally_check
from store.database import Database
from store.migrations import m0019_areas
from store.tallies import Count, Standing
from store.tx import Tx
from tests.store.tools import AT
from tests.support.counts import count as times

EXAMPLES = times(25, promised=300)
PEOPLE, SERVICES = 4, 2
versions = count(1)

Change = tuple[int, int, dict[tuple[str, str, str], tuple[str, int, str]]]

# One change: whose standings, in which round, and what they are from now on (none: taken back or forgotten).
slots = st.tuples(st.sampled_from(["s1", "s2", "s3"]), st.sampled_from(["alone", "proxy"]), st.just("fact"))
stands = st.tuples(
    st.sampled_from(["person", "staff"]), st.integers(0, SERVICES - 1), st.sampled_from(["good", "mixed", "not_good"])
)
changes = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, 1), st.dictionaries(slots, stands, max_size=4)), max_size=12
)


class Cast:
    """The ids of a few people, services and rounds."""

    def __init__(self, tx: Tx) -> None:
        self.services = [services.add(tx, name=f"S{number}") for number in range(SERVICES)]
        self.people = [
            people.add(tx, service_id=self.services[0], audience="person", name="N", at=AT) for _ in range(PEOPLE)
        ]
        self.rounds = [rounds.add(tx, name="R", opens_on="2026-01-01", closes_on="2026-02-01") for _ in range(2)]

    def place(self, person: int, round_index: int, version: str) -> dict[str, Any]:
        """Names one person's standings in a round."""
        return {
            "person_id": self.people[person],
            "round_id": self.rounds[round_index],
            "code": "duq",
            "code_version": version,
        }

    def standings(self, wanted: dict[tuple[str, str, str], tuple[str, int, str]]) -> tuple[Standing, ...]:
        """Standings of the shape that the database keeps."""
        return tuple(
            Standing(*slot, source, self.services[service], stand) for slot, (source, service, stand) in wanted.items()
        )


async def a_cast(database: Database) -> Cast:
    """Adds the people."""
    return await database.write(Cast)


@pytest.mark.soak
async def test_tallies_equal_a_rebuild(database: Database) -> None:
    """After any changes tallies equal a rebuild, hold no empty row, and standings are what was put last."""
    cast = await a_cast(database)
    loop = asyncio.get_running_loop()

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
    @given(changes=changes)
    def check(changes: list[Change]) -> None:
        asyncio.run_coroutine_threadsafe(holds(database, cast, changes), loop).result(60)

    await asyncio.to_thread(check)


async def holds(database: Database, cast: Cast, changes: list[Change]) -> None:
    """Makes the changes, each in a turn of its own, and checks the promise after them."""
    version = str(next(versions))  # each example counts under a code version of its own
    last: dict[tuple[int, int], tuple[Standing, ...]] = {}
    for person, round_index, wanted in changes:
        new = last[person, round_index] = cast.standings(wanted)
        place = cast.place(person, round_index, version)
        await database.write(lambda tx, new=new, place=place: tallies.put_standings(tx, new=new, **place))
    kept, rebuilt = await database.read(lambda tx: both(tx, version))
    assert kept == rebuilt
    assert all(one.good + one.mixed + one.not_good > 0 for one in kept)
    assert min((min(one.good, one.mixed, one.not_good) for one in kept), default=0) >= 0
    for (person, round_index), new in last.items():
        place = cast.place(person, round_index, version)
        found = await database.read(lambda tx, place=place: tallies.standings(tx, **place))
        assert set(found) == set(new)


def both(tx: Tx, version: str) -> tuple[tuple[Count, ...], tuple[Count, ...]]:
    """The tallies as kept, and as rebuilt."""
    which = {"code": "duq", "code_version": version}
    return tally_check.all_counts(tx, **which), tally_check.rebuild_counts(tx, **which)


async def test_many_at_once_lose_nothing(database: Database) -> None:
    """Turns of several people at once, the same person's among them, never deadlock or count wrongly."""
    cast = await a_cast(database)
    chance = random.Random(7)  # noqa: S311 - a fixed seed, not a secret

    def turn(number: int) -> object:
        wanted = {
            (f"s{standard}", "alone", "fact"): ("person", 0, chance.choice(["good", "mixed", "not_good"]))
            for standard in chance.sample(range(6), 4)
        }
        place = cast.place(number % PEOPLE, 0, "1")
        return database.write(lambda tx: tallies.put_standings(tx, new=cast.standings(wanted), **place))

    await asyncio.gather(*(turn(number) for number in range(60)))  # type: ignore[arg-type]
    kept, rebuilt = await database.read(lambda tx: both(tx, "1"))
    assert kept == rebuilt
    assert sum(one.good + one.mixed + one.not_good for one in kept) == PEOPLE * 4


async def test_only_what_changed_is_written(database: Database) -> None:
    """Putting the same standings again writes nothing; changing one leaves the others' rows alone."""
    cast = await a_cast(database)
    place = cast.place(0, 0, "1")
    first = cast.standings({(f"s{n}", "alone", "fact"): ("person", 0, "good") for n in range(5)})
    await database.write(lambda tx: tallies.put_standings(tx, new=first, **place))
    ran: list[str] = []

    def counting(tx: Tx) -> None:
        noting = Noting(tx, ran)
        tallies.put_standings(noting, new=first, **place)  # type: ignore[arg-type]
        assert ran == []
        changed = (*first[:4], Standing("s4", "alone", "fact", "person", cast.services[0], "mixed"))
        tallies.put_standings(noting, new=changed, **place)  # type: ignore[arg-type]

    await database.write(counting)
    assert [sql.split(" (")[0].split(" WHERE")[0] for sql in ran] == [
        "INSERT INTO standing",
        "INSERT INTO tally",
        "DELETE FROM tally",
    ]


class Noting:
    """A transaction that notes every statement that changes something."""

    def __init__(self, tx: Tx, ran: list[str]) -> None:
        self._tx, self._ran = tx, ran
        self.lock, self.one, self.all = tx.lock, tx.one, tx.all

    def run(self, sql: str, **values: object) -> int:
        """Notes the statement, then runs it."""
        self._ran.append(sql)
        return self._tx.run(sql, **values)


async def test_two_standings_in_one_place_are_our_bug(database: Database) -> None:
    """A person cannot stand in two places on one standard; nothing is written then."""
    cast = await a_cast(database)
    one = Standing("s1", "alone", "fact", "person", cast.services[0], "good")
    two = Standing("s1", "alone", "fact", "person", cast.services[0], "mixed")
    with pytest.raises(ValueError, match="one standing"):
        await database.write(lambda tx: tallies.put_standings(tx, new=(one, two), **cast.place(0, 0, "1")))
    assert await database.read(lambda tx: both(tx, "1")) == ((), ())


async def test_sums_are_of_one_service_or_of_all(database: Database) -> None:
    """Tallies for all kinds together are given for one service, and added up over every service as service 0."""
    cast = await a_cast(database)
    for person, round_index, service in ((0, 0, 0), (1, 0, 1), (2, 1, 0), (3, 0, 0)):
        new = cast.standings({("s1", "alone", "all"): ("person", service, "good")})
        place = cast.place(person, round_index, "1")
        await database.write(lambda tx, new=new, place=place: tallies.put_standings(tx, new=new, **place))

    async def good(round_id: int, service: int | None, *supports: str) -> list[tuple[int, int]]:
        which = {"code": "duq", "code_version": "1", "round_id": round_id, "service_id": service, "source": "person"}
        found = await database.read(
            lambda tx: tallies.sums(tx, **which, standards=("s1", "s2"), supports=supports or ("alone",))
        )
        return [(one.service_id, one.good) for one in found]

    first, second = cast.rounds
    assert await good(first, None) == [(0, 3)]
    assert await good(first, cast.services[0]) == [(cast.services[0], 2)]
    assert await good(second, None) == [(0, 1)]
    assert await good(first, None, "proxy") == []


async def test_what_was_shown_is_kept(database: Database) -> None:
    """What readers were last shown is kept for each round and service until it is put anew or removed."""
    which = {"code": "duq", "code_version": "1"}
    cast = await a_cast(database)
    shown = [Count(1, service, "s1", "person", "alone", "fact", 7, 2, 1) for service in (0, cast.services[0])]
    await database.write(lambda tx: published.put(tx, shown, **which))
    newer = Count(1, 0, "s1", "person", "alone", "fact", 9, 3, 3)
    await database.write(lambda tx: published.put(tx, [newer], **which))

    async def found() -> tuple[Count, ...]:
        return await database.read(lambda tx: published.of_standards(tx, round_id=1, standards=("s1",), **which))

    assert await found() == (newer, shown[1])
    await database.write(lambda tx: published.remove(tx, [newer], **which))
    assert await found() == (shown[1],)
    await database.write(lambda tx: published.clear(tx, **which, round_id=1))
    assert await found() == ()


async def test_whole_areas_lose_their_results_and_keep_who_was_heard(database: Database) -> None:
    """An older database: what was published of an area goes, and its core; of standards everything stays."""
    which = {"code": "duq", "code_version": "1"}
    cast = await a_cast(database)
    kept = (("a1", "all"), ("a1.s", "all"), ("a1.s", "fact"), ("core:a1.s", "all"))
    said = tuple(
        Standing(name, "all", about, "person", cast.services[0], "good") for name, about in (*kept, ("core:a1", "all"))
    )
    names = ("a1", "a1.s", "core:a1", "core:a1.s")
    shown = [Count(cast.rounds[0], 0, name, "person", "all", "all", 7, 2, 1) for name in names]

    def migrate(tx: Tx) -> None:
        tallies.put_standings(tx, **cast.place(0, 0, "1"), new=said)
        published.put(tx, shown, **which)
        for statement in m0019_areas.STATEMENTS:
            tx.run(statement)

    await database.write(migrate)
    place = cast.place(0, 0, "1")
    found = await database.read(lambda tx: tallies.standings(tx, **place))
    assert sorted((one.standard, one.about) for one in found) == sorted(kept)
    assert await database.read(
        lambda tx: tally_check.all_counts(tx, **which) == tally_check.rebuild_counts(tx, **which)
    )
    left = await database.read(lambda tx: published.all_of(tx, **which))
    assert [one.standard for one in left] == ["a1.s", "core:a1.s"]
