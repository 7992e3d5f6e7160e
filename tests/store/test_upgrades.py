"""A database of any earlier schema opens with today's program, whole, whatever stops the upgrade in the middle."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from evidence.check import compare
from store import keeping, migrations, people, snapshot, words
from store.crypto import Keys
from store.database import open_database
from store.tx import Tx
from tests.store.tools import opened
from tests.store.upgrades import STORED, lay_down
from tests.support.counts import count
from tests.support.server import ROOT

VERSIONS = range(1, max(STORED) + 1)
KILLS = count(6, promised=60)
KEPT = ("person", "identity", "answer", "session", "worry", "media")
"""Tables that every version has, and whose rows no upgrade takes away."""
GOES = {"published": r"(core:)?duq\.\d", "tally": r"core:duq\.\d", "standing": r"core:duq\.\d"}
"""Rows of whole areas that an upgrade takes away, by table (m0019)."""
DIES = """
import asyncio, os, sys
from pathlib import Path
from store import sqlite_tx
from store.crypto import Keys
from store.database import open_database
left = int(sys.argv[3])
real = sqlite_tx.SqliteTx._execute
def counted(self, *given):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return real(self, *given)
sqlite_tx.SqliteTx._execute = counted
async def main():
    await (await open_database(Path(sys.argv[1]), Keys(Path(sys.argv[2])))).close()
    print("done", left)
asyncio.run(main())
"""


def look(tx: Tx) -> tuple[list[str], int, int]:
    """How the counts differ from the answers, how many names open, and how many written words do."""
    names = people.names(tx, keeping.some_people(tx, 10_000))
    written = [words.opened(tx, one) for one in (*words.not_heard(tx), *words.heard_lately(tx, 10_000))]
    assert all(names.values())
    assert all(written)
    return compare(tx), len(names), len(written)


def counted(database: Path, *, without: bool = False) -> dict[str, Counter[str]]:
    """How many rows each standard has in what is counted and published, without those that go where told."""
    with closing(sqlite3.connect(database)) as opened:
        rows = {table: opened.execute(f"SELECT standard FROM {table}") for table in GOES}  # noqa: S608 - constants
        return {
            table: Counter(name for (name,) in found if not (without and re.fullmatch(GOES[table], name)))
            for table, found in rows.items()
        }


@pytest.mark.parametrize("version", VERSIONS)
async def test_every_earlier_schema_opens(version: int, tmp_path: Path) -> None:
    """It is brought up to the newest version with every row; counts agree, and names and words open."""
    database, key = lay_down(version, tmp_path)
    before, stays = snapshot.holds(database), counted(database, without=True)
    assert (before.schema, before.problems) == (version, ())
    async with opened(database, key) as upgraded:
        differences, names, written = await upgraded.read(look)
    after = snapshot.holds(database)
    assert (after.schema, after.problems, differences) == (len(migrations.MIGRATIONS), (), [])
    assert {table: after.counts[table] for table in KEPT} == {table: before.counts[table] for table in KEPT}
    assert counted(database) == stays
    assert names == before.counts["identity"] > 200
    assert written > 10


def die_after(statements: int, database: Path, key: Path) -> subprocess.CompletedProcess[str]:
    """Opens the database in a process that dies (as by kill -9) after so many statements."""
    command = [sys.executable, "-c", DIES, str(database), str(key), str(statements)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.soak
async def test_an_upgrade_that_is_killed_is_old_or_new(tmp_path: Path) -> None:
    """Killed at any statement, the database is wholly at one version, keeps its rows, and opens next time."""
    chance = random.Random(20261129)  # noqa: S311 - a test's chance
    seen: set[int] = set()
    for number in range(KILLS):
        version = chance.choice((1, 3, 6, 7))
        folder = tmp_path / str(number)
        database, key = lay_down(version, folder)
        before = snapshot.holds(database)
        steps = sum(len(one) + 3 for one in migrations.MIGRATIONS[version:])
        ended = await asyncio.to_thread(die_after, chance.randrange(1, steps), database, key)
        assert ended.returncode == 9, ended.stderr
        seen.add(snapshot.schema(database))
        again = await open_database(database, Keys(key))
        differences, names, _ = await again.read(look)
        await again.close()
        after = snapshot.holds(database)
        assert (after.schema, after.problems, differences) == (len(migrations.MIGRATIONS), (), [])
        assert names == before.counts["identity"]
        shutil.rmtree(folder)
    print(f"{KILLS} upgrades killed; they were then at versions {sorted(seen)}, and all opened")  # noqa: T201 - the figure
    assert len(seen) > 1


async def test_a_killed_upgrade_is_told_apart_from_one_that_ends(tmp_path: Path) -> None:
    """The death in the test above is real: with statements to spare the same process comes to its end."""
    database, key = lay_down(7, tmp_path)
    ended = await asyncio.to_thread(die_after, 100_000, database, key)
    assert (ended.returncode, ended.stdout[:4]) == (0, "done")
