"""No number of a row comes back, so that nothing which points to what is gone speaks of somebody else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store import services
from store.database import Database
from store.tx import Tx
from tests.store.tools import opened
from tests.store.upgrades import STORED, lay_down


def added_again(tx: Tx) -> tuple[int, int]:
    """The number of a row that is the newest and is deleted, and that of the next."""
    first = services.add(tx, name="Mill Lane")
    tx.run("DELETE FROM service WHERE id = :id", id=first)
    return first, services.add(tx, name="The Elms")


async def test_a_deleted_number_never_comes_back(database: Database) -> None:
    """The newest row is deleted: the next one has a number of its own."""
    first, then = await database.write(added_again)
    assert then > first


@pytest.mark.parametrize("version", sorted(STORED))
async def test_nor_in_a_database_of_before(version: int, tmp_path: Path) -> None:
    """An upgrade makes it so for every table that numbers its rows, and leaves the file whole."""
    path, key = lay_down(version, tmp_path)
    async with opened(path, key) as database:
        first, then = await database.write(added_again)
    assert then > first
    with closing(sqlite3.connect(path)) as seen:
        made = seen.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        kept = {row[0] for row in seen.execute("SELECT name FROM sqlite_sequence")}
        assert seen.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert seen.execute("PRAGMA foreign_key_check").fetchall() == []
    without = [name for name, sql in made if "id INTEGER PRIMARY KEY" in sql and "AUTOINCREMENT" not in sql]
    assert without == []
    assert "service" in kept
