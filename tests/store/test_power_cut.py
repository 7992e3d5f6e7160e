"""What is left when the power goes: every acknowledged turn, whole and once."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from sqlcipher3 import dbapi2

from store import inputs, tallies, tally_check
from store.database import Database
from store.errors import NotSaved
from store.sqlite import SqliteOptions
from store.tx import Tx
from tests.store.disk import Entry, a_disk, after_power_cut, write_files
from tests.store.tools import AT, CODE, House, a_house, an_answer, opened
from tests.support.counts import count

CUTS = count(10, promised=100)
TURNS = 240
TALKERS = 12


@dataclass(frozen=True, slots=True)
class Evening:
    """What happened on a disk: its log, where the talks began, and where each turn was acknowledged."""

    log: list[Entry]
    began: int
    acknowledged: dict[int, int]


def one_turn(tx: Tx, house: House, number: int) -> None:
    """A whole turn: the input, the answer and the standing that it leads to."""
    inputs.arrived(tx, channel="web", bot="", update_id=str(number), session_id=house.session, at=AT)
    an_answer(tx, house, f"duq.1.person.q{number}", words=f"words {number}")
    standing = tallies.Standing(f"duq.1.good.{number}", "alone", "fact", "person", house.service, "good")
    before = tallies.standings(tx, person_id=house.person, round_id=house.round, **CODE)
    tallies.put_standings(tx, person_id=house.person, round_id=house.round, new=(*before[-3:], standing), **CODE)


async def an_evening(folder: Path, key_file: Path, synchronous: Literal["FULL", "NORMAL"]) -> Evening:
    """Runs many turns of several people at once on a disk that remembers everything."""
    acknowledged: dict[int, int] = {}
    with a_disk() as disk:
        options = SqliteOptions(vfs=disk.name, synchronous=synchronous, wal_autocheckpoint_pages=40, readers=1)
        async with opened(folder / "a.db", key_file, sqlite=options) as database:
            houses = [await database.write(a_house) for _ in range(TALKERS)]
            began = len(disk.log)

            async def talk(talker: int) -> None:
                for number in range(talker, TURNS, TALKERS):
                    await database.write(lambda tx, number=number: one_turn(tx, houses[talker], number))
                    acknowledged[number] = len(disk.log)

            await asyncio.gather(*(talk(talker) for talker in range(TALKERS)))
    return Evening(disk.log, began, acknowledged)


def found(tx: Tx) -> tuple[list[int], list[int], bool]:
    """The turns whose input is there, those whose answer is there, and whether the tallies are right."""
    arrived = [int(row[0]) for row in tx.all("SELECT update_id FROM input ORDER BY id")]
    answered = [int(row[0].rsplit("q", 1)[1]) for row in tx.all("SELECT prompt FROM answer ORDER BY id")]
    return arrived, answered, tally_check.all_counts(tx, **CODE) == tally_check.rebuild_counts(tx, **CODE)


async def lost_in(evening: Evening, cut: int, chance: random.Random, folder: Path, key_file: Path) -> set[int]:
    """The acknowledged turns that are gone after a cut. Fails when what is there is damaged, halved or doubled."""
    write_files(after_power_cut(evening.log, cut, chance), folder)
    async with opened(folder / "a.db", key_file) as database:
        arrived, answered, tallies_right = await database.read(found)
    connection = dbapi2.connect(str(folder / "a.db"))
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert sorted(arrived) == sorted(answered)
    assert len(set(arrived)) == len(arrived)
    assert tallies_right
    return {number for number, place in evening.acknowledged.items() if place <= cut} - set(arrived)


async def lost_in_cuts(tmp_path: Path, key_file: Path, synchronous: Literal["FULL", "NORMAL"]) -> int:
    """How many of the cuts lost an acknowledged turn."""
    evening = await an_evening(tmp_path / "before", key_file, synchronous)
    assert len(evening.acknowledged) == TURNS
    chance = random.Random(20261122)  # noqa: S311 - a fixed seed, not a secret
    lost = 0
    for number in range(CUTS):
        # Every fifth cut is before anyone talked: while the tables were made, or the houses.
        cut = chance.randrange(evening.began) if number % 5 == 4 else chance.randint(evening.began, len(evening.log))
        lost += bool(await lost_in(evening, cut, chance, tmp_path / f"cut{number}", key_file))
    return lost


@pytest.mark.soak
async def test_no_power_cut_loses_an_acknowledged_turn(tmp_path: Path, key_file: Path) -> None:
    """After a power cut at any moment every acknowledged turn is there, whole and once, and the file is sound."""
    assert await lost_in_cuts(tmp_path, key_file, "FULL") == 0


@pytest.mark.soak
async def test_the_weaker_setting_loses_turns(tmp_path: Path, key_file: Path) -> None:
    """The simulation can fail: with synchronous=NORMAL power cuts do lose acknowledged turns."""
    assert await lost_in_cuts(tmp_path, key_file, "NORMAL") > 0


async def a_turn_each(database: Database, houses: list[House], numbers: range) -> set[int]:
    """Runs a turn for each number at once, and returns those that were acknowledged."""
    calls = [database.write(lambda tx, n=number: one_turn(tx, houses[n % len(houses)], n)) for number in numbers]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, NotSaved) for outcome in outcomes)
    return {number for number, outcome in zip(numbers, outcomes, strict=True) if outcome is None}


@pytest.mark.parametrize("room", [0, 1, 7, 30, 61])
async def test_a_full_disk_in_a_group_loses_nothing_acknowledged(tmp_path: Path, key_file: Path, room: int) -> None:
    """When the disk runs full in the middle of a group, all of it is told so, and what was acknowledged is there."""
    with a_disk(recording=False) as disk:
        options = SqliteOptions(vfs=disk.name, group_limit=8, wal_autocheckpoint_pages=40)
        async with opened(tmp_path / "a.db", key_file, sqlite=options) as database:
            houses = [await database.write(a_house) for _ in range(4)]
            saved = await a_turn_each(database, houses, range(20))
            disk.full_at = disk.writes + room
            during = await a_turn_each(database, houses, range(20, 60))
            disk.full_at = None
            after = await a_turn_each(database, houses, range(60, 80))
    async with opened(tmp_path / "a.db", key_file) as again:
        arrived, answered, tallies_right = await again.read(found)
    assert len(saved) == 20
    assert len(during) < 40
    assert len(during) % 8 == 0
    assert len(after) == 20
    assert set(arrived) == set(answered) == saved | during | after
    assert tallies_right
