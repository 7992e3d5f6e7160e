"""The schema changes step by step, each wholly or not at all."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from store import migrations, settings
from store.crypto import Keys
from store.database import Database, open_database
from store.errors import BrokenStatement, NewerDatabase
from store.tx import Tx
from tests.store.tools import opened


def version(tx: Tx) -> int:
    """The schema version that is noted."""
    row = tx.one("SELECT MAX(version) FROM schema_version")
    assert row
    return int(row[0])


async def test_every_migration_is_applied(database: Database) -> None:
    """A new database is at the newest version, and no migration is due."""
    assert await database.read(version) == len(migrations.MIGRATIONS)
    assert await database.write(migrations.step) is False


async def test_a_newer_database_is_refused(where: str, key_file: Path) -> None:
    """A database of a newer release is not touched by an older one."""
    async with opened(where, key_file) as first:
        await first.write(lambda tx: tx.run("INSERT INTO schema_version (version) VALUES (999)"))
    with pytest.raises(NewerDatabase) as caught:
        await open_database(where, Keys(key_file))
    assert caught.value.code == "store-newer-database"


async def test_a_failed_migration_leaves_nothing(database: Database) -> None:
    """When a statement of a migration fails, those before it are undone and the version stays."""
    broken = (*migrations.MIGRATIONS, ("CREATE TABLE extra (id {id}, body {blob})", "CREATE NONSENSE"))
    with pytest.raises(BrokenStatement):
        await database.write(partial(migrations.step, migrations=broken))
    assert await database.read(version) == len(migrations.MIGRATIONS)
    with pytest.raises(BrokenStatement):
        await database.read(lambda tx: tx.all("SELECT * FROM extra"))


async def test_the_next_migration_keeps_what_is_there(database: Database) -> None:
    """A later migration is applied once, with keys and bytes in the database's own words."""
    await database.write(lambda tx: settings.put(tx, "a", "b"))
    longer = (*migrations.MIGRATIONS, ("CREATE TABLE extra (id {id}, body {blob})",))
    step = partial(migrations.step, migrations=longer)
    assert [await database.write(step), await database.write(step)] == [True, False]
    assert await database.write(lambda tx: tx.insert("INSERT INTO extra (body) VALUES (:b)", b=b"\x00\xff")) == 1
    assert await database.read(lambda tx: tx.one("SELECT body FROM extra")) == (b"\x00\xff",)
    assert await database.read(lambda tx: settings.get(tx, "a")) == "b"


async def test_two_that_start_at_once_migrate_once(where: str, key_file: Path) -> None:
    """Several starts at the same moment on an empty database all succeed, with one schema and one key."""
    databases = await asyncio.gather(*(open_database(where, Keys(key_file)) for _ in range(4)))
    noted = await databases[0].read(lambda tx: tx.all("SELECT version FROM schema_version"))
    await databases[0].write(lambda tx: settings.put(tx, "a", "b"))
    found = [await database.read(lambda tx: settings.get(tx, "a")) for database in databases]
    for database in databases:
        await database.close()
    assert len(noted) == len(migrations.MIGRATIONS)
    assert found == ["b"] * 4
