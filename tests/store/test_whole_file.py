"""The whole SQLite file sealed: nothing of it can be read without the key file, and all works as before."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from store import access_log, people, settings
from store.crypto import Keys
from store.database import Database, open_database
from store.errors import NotSaved
from store.sqlite import SqliteOptions, connect
from store.tx import Tx
from store.whole_file import convert, is_sealed
from tests.store.tools import a_house, an_answer, opened

KEYED = SqliteOptions(keyed=True)
WORD = "MILLPOND"
"""Stands in the clear in a file that is not sealed."""


def fill(tx: Tx) -> None:
    """A house, and a word in the clear."""
    an_answer(tx, a_house(tx))
    settings.put(tx, "word", WORD * 9)


def holds_clear(folder: Path) -> bool:
    """Whether any file of the database tells what it is or what is in it."""
    content = b"".join(file.read_bytes() for file in folder.glob("a.db*"))
    return b"SQLite format 3" in content or WORD.encode() in content or b"CREATE TABLE" in content


async def check(database: Database) -> None:
    """What was filled in is there."""
    assert await database.read(lambda tx: people.name_of(tx, 1)) == "Ada Example"
    assert await database.read(lambda tx: settings.get(tx, "word")) == WORD * 9
    assert await database.read(access_log.verify) == ()


@pytest.mark.parametrize("keyed", [True, False])
async def test_a_sealed_file_tells_nothing(tmp_path: Path, key_file: Path, *, keyed: bool) -> None:
    """Neither header, schema nor words stand in the file or its log, open or closed; without the seal they do."""
    async with opened(tmp_path / "a.db", key_file, sqlite=SqliteOptions(keyed=keyed)) as database:
        await database.write(fill)
        await asyncio.gather(*(database.write(lambda tx, n=n: settings.put(tx, f"k{n}", WORD)) for n in range(50)))
        assert await asyncio.to_thread(holds_clear, tmp_path) is not keyed
        await check(database)
    assert await asyncio.to_thread(holds_clear, tmp_path) is not keyed
    async with opened(tmp_path / "a.db", key_file) as database:  # it opens whatever is set
        await check(database)


async def test_a_file_that_should_be_sealed_and_is_not_is_refused(tmp_path: Path, key_file: Path) -> None:
    """Who set that the file is sealed is told when it is not, and how to mend it."""
    async with opened(tmp_path / "a.db", key_file) as database:
        await database.write(fill)
    with pytest.raises(NotSaved, match="encrypt-database"):
        await open_database(tmp_path / "a.db", Keys(key_file), sqlite=KEYED)
    async with opened(tmp_path / "a.db", key_file) as database:
        await check(database)


async def test_another_key_file_does_not_open_it(tmp_path: Path, key_file: Path) -> None:
    """With another key file, or none, the file is no database that can be read; and no key file is made."""
    async with opened(tmp_path / "a.db", key_file, sqlite=KEYED) as database:
        await database.write(fill)
    other = tmp_path / "other.key"
    with pytest.raises(NotSaved, match="sealed with a key"):
        await open_database(tmp_path / "a.db", Keys(other))
    assert not await asyncio.to_thread(other.exists)
    Keys(other).unlock(new=True)
    with pytest.raises(NotSaved, match="sealed with a key"):
        await open_database(tmp_path / "a.db", Keys(other))


async def test_it_stays_open_when_the_key_is_turned(tmp_path: Path, key_file: Path) -> None:
    """A turned key file carries the key of the whole file on."""
    async with opened(tmp_path / "a.db", key_file, sqlite=KEYED) as database:
        await database.write(fill)
        keys = (await database.read(lambda tx: tx)).keys
    fresh = keys.turned()
    assert fresh.database_key(new=False) == keys.database_key(new=False)


async def test_sealing_and_unsealing_a_file_that_is_there(tmp_path: Path, key_file: Path) -> None:
    """All that is in it is in the new file, and comes back when the seal is taken off again."""
    path = tmp_path / "a.db"
    async with opened(path, key_file) as database:
        await database.write(fill)
    key = Keys(key_file).database_key(new=False)
    convert(path, old=b"", new=key)
    assert is_sealed(path)
    assert not holds_clear(tmp_path)
    async with opened(path, key_file, sqlite=KEYED) as database:
        await check(database)
    convert(path, old=key, new=b"")
    assert not is_sealed(path)
    async with opened(path, key_file) as database:
        await check(database)
    assert await asyncio.to_thread(lambda: [one.name for one in tmp_path.iterdir() if one.is_file()]) == ["a.db"]


@pytest.mark.parametrize("stage", ["Writing", "Comparing"])
async def test_what_fails_on_the_way_leaves_the_old_file(tmp_path: Path, key_file: Path, stage: str) -> None:
    """Whatever happens before the new file is whole: the old one is there, and what is left is in nobody's way."""
    path = tmp_path / "a.db"
    async with opened(path, key_file) as database:
        await database.write(fill)
    key = Keys(key_file).database_key(new=False)

    def failing(what: str) -> None:
        if what.startswith(stage):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        convert(path, old=b"", new=key, told=failing)
    async with opened(path, key_file) as database:
        await check(database)
    convert(path, old=b"", new=key)
    async with opened(path, key_file, sqlite=KEYED) as database:
        await check(database)


async def test_a_copy_that_is_not_the_same_is_not_taken(tmp_path: Path, key_file: Path) -> None:
    """A new file in which a row differs never takes the place of the old one."""
    path = tmp_path / "a.db"
    async with opened(path, key_file) as database:
        await database.write(fill)
    key = Keys(key_file).database_key(new=False)

    def meddling(what: str) -> None:
        if what.startswith("Comparing"):
            _change(tmp_path / "a.db.part", key)

    with pytest.raises(NotSaved, match="not as the old one"):
        convert(path, old=b"", new=key, told=meddling)
    assert not is_sealed(path)


def _change(path: Path, key: bytes) -> None:
    connection = connect(path, SqliteOptions(key=key), mode="beside")
    connection.execute("UPDATE setting SET value = 'x' WHERE name = 'word'")
    connection.close()
