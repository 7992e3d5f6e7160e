"""Turns that wait together are saved together, and none of them can harm another."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from store import settings
from store.database import Database
from store.errors import NotRead, NotSaved
from store.sqlite import SqliteOptions
from store.tx import Tx
from tests.store.disk import a_disk
from tests.store.tools import opened


def put(name: str) -> Callable[[Tx], None]:
    """A turn that keeps one setting."""
    return lambda tx: settings.put(tx, name, "kept")


def names(tx: Tx) -> list[str]:
    """The settings that the tests kept, in the order in which they were saved."""
    return [row[0] for row in tx.all("SELECT name FROM setting WHERE value = 'kept' ORDER BY rowid")]


class Slow:
    """A turn that holds the writer until the test lets it go, so that others gather behind it."""

    def __init__(self) -> None:
        self.started, self.go = threading.Event(), threading.Event()

    def __call__(self, _: Tx) -> None:
        """Waits, as the turn."""
        self.started.set()
        assert self.go.wait(10)


async def gathered(database: Database, *turns: Callable[[Tx], object]) -> list[object]:
    """Has all these turns wait behind a slow one of the same group, and returns what became of all, that one first."""
    slow = Slow()
    first = asyncio.ensure_future(database.write(slow))
    await asyncio.to_thread(slow.started.wait, 10)
    tasks = [asyncio.ensure_future(database.write(turn)) for turn in turns]
    await asyncio.sleep(0)
    slow.go.set()
    return await asyncio.gather(first, *tasks, return_exceptions=True)


async def test_many_turns_share_one_commit(tmp_path: Path, key_file: Path) -> None:
    """Fifty turns that wait together cost one write to the log that is synced once."""
    with a_disk(recording=False) as disk:
        async with opened(tmp_path / "a.db", key_file, sqlite=SqliteOptions(vfs=disk.name)) as database:
            await database.write(put("first"))
            before = disk.syncs
            await gathered(database, *(put(f"n{number}") for number in range(50)))
            assert disk.syncs - before == 1
            assert len(await database.read(names)) == 51


async def test_batch_size_one_commits_each_turn(tmp_path: Path, key_file: Path) -> None:
    """With a group limit of 1 each turn is its own transaction: what the group is measured against."""
    with a_disk(recording=False) as disk:
        options = SqliteOptions(vfs=disk.name, group_limit=1)
        async with opened(tmp_path / "a.db", key_file, sqlite=options) as database:
            await database.write(put("first"))
            before = disk.syncs
            await gathered(database, *(put(f"n{number}") for number in range(20)))
            assert disk.syncs - before == 20


async def test_order_is_kept(sqlite: Database) -> None:
    """Turns are run in the order in which they were given."""
    await gathered(sqlite, *(put(f"n{number}") for number in range(30)))
    assert await sqlite.read(names) == [f"n{number}" for number in range(30)]


async def test_a_failing_turn_harms_no_other(sqlite: Database) -> None:
    """A turn that raises gets its own exception and leaves nothing; the others of its group are saved."""

    def fails(tx: Tx) -> None:
        settings.put(tx, "half", "kept")
        raise LookupError("mine")

    outcomes = await gathered(sqlite, put("a"), fails, put("b"))
    assert [type(outcome) for outcome in outcomes] == [type(None), type(None), LookupError, type(None)]
    assert await sqlite.read(names) == ["a", "b"]


async def test_each_caller_gets_its_own_result(sqlite: Database) -> None:
    """What a turn returns goes to the caller who gave it."""
    assert await gathered(sqlite, *(lambda _, n=n: n * n for n in range(5))) == [None, 0, 1, 4, 9, 16]


async def test_a_cancelled_caller_harms_no_other(sqlite: Database) -> None:
    """A caller that is cancelled while it waits is left out; the others of its group are saved."""
    slow = Slow()
    first = asyncio.ensure_future(sqlite.write(slow))
    await asyncio.to_thread(slow.started.wait, 10)
    tasks = [asyncio.ensure_future(sqlite.write(put(name))) for name in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.sleep(0)
    slow.go.set()
    outcomes = await asyncio.gather(first, *tasks, return_exceptions=True)
    assert isinstance(outcomes[2], asyncio.CancelledError)
    assert await sqlite.read(names) == ["a", "c"]


async def test_a_caller_cancelled_while_its_turn_runs_harms_no_other(sqlite: Database) -> None:
    """A caller that is cancelled too late is saved without knowing it; the next turns work."""
    slow = Slow()
    task = asyncio.ensure_future(sqlite.write(slow))
    await asyncio.to_thread(slow.started.wait, 10)
    waiting = asyncio.ensure_future(sqlite.write(put("a")))
    task.cancel()
    slow.go.set()
    await waiting
    await sqlite.write(put("b"))
    assert task.cancelled()
    assert await sqlite.read(names) == ["a", "b"]


async def test_a_full_disk_in_a_turn_tells_the_whole_group(tmp_path: Path, key_file: Path) -> None:
    """When the disk is full in one turn nobody of its group is saved; nothing is half there; later turns work."""

    def fills(tx: Tx) -> None:
        for number in range(500):
            settings.put(tx, f"big{number}", "x" * 4000)

    async with opened(tmp_path / "a.db", key_file) as database:
        await database.write(put("before"))
        await database.write(lambda tx: tx.all("PRAGMA max_page_count=60"))
        outcomes = await gathered(database, put("a"), fills, put("next group"))
        assert [type(outcome) for outcome in outcomes] == [NotSaved, NotSaved, NotSaved, type(None)]
        await database.write(lambda tx: tx.all("PRAGMA max_page_count=100000"))
        await database.write(put("after"))
    async with opened(tmp_path / "a.db", key_file) as again:
        assert await again.read(names) == ["before", "next group", "after"]
        assert await again.read(lambda tx: tx.one("SELECT COUNT(*) FROM setting WHERE name LIKE 'big%'")) == (0,)


async def test_a_turn_goes_no_further_once_the_disk_was_full(sqlite: Database) -> None:
    """A turn that catches the full disk and writes on is not saved, and neither is what it wrote after."""

    def stubborn(tx: Tx) -> None:
        tx.all("PRAGMA max_page_count=60")
        try:
            for number in range(500):
                settings.put(tx, f"big{number}", "x" * 4000)
        except NotSaved:
            pass
        settings.put(tx, "alone", "kept")

    with pytest.raises(NotSaved):
        await sqlite.write(stubborn)
    assert await sqlite.read(names) == []


async def test_a_failing_commit_tells_the_whole_group(tmp_path: Path, key_file: Path) -> None:
    """When the disk breaks at COMMIT nobody of the group is saved; once it works again, so does the store."""
    with a_disk(recording=False) as disk:
        async with opened(tmp_path / "a.db", key_file, sqlite=SqliteOptions(vfs=disk.name)) as database:
            slow = Slow()
            first = asyncio.ensure_future(database.write(slow))
            await asyncio.to_thread(slow.started.wait, 10)
            others = [asyncio.ensure_future(database.write(put(name))) for name in "ab"]
            await asyncio.sleep(0)
            disk.broken = True
            slow.go.set()
            outcomes = await asyncio.gather(first, *others, return_exceptions=True)
            disk.broken = False
            assert [type(outcome) for outcome in outcomes] == [NotSaved] * 3
            await database.write(put("c"))
            assert await database.read(names) == ["c"]


async def test_a_locked_database_is_not_saved(tmp_path: Path, key_file: Path) -> None:
    """While another process holds the lock each waiting turn is told so; afterwards turns are saved again."""
    async with opened(tmp_path / "a.db", key_file, sqlite=SqliteOptions(busy_timeout_ms=20)) as database:
        other = dbapi2.connect(str(tmp_path / "a.db"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(*(database.write(put(name)) for name in "ab"), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [NotSaved, NotSaved]
        assert await database.read(names) == []
        other.execute("ROLLBACK")
        other.close()
        await database.write(put("c"))
        assert await database.read(names) == ["c"]


async def test_readers_do_not_wait_for_the_writer(sqlite: Database) -> None:
    """While a turn is running readers see what was saved before it."""
    await sqlite.write(put("a"))
    slow = Slow()
    task = asyncio.ensure_future(sqlite.write(lambda tx: (settings.put(tx, "b", "kept"), slow(tx))))
    await asyncio.to_thread(slow.started.wait, 10)
    assert await sqlite.read(names) == ["a"]
    slow.go.set()
    await task
    assert await sqlite.read(names) == ["a", "b"]


async def test_closing_finishes_what_waits(tmp_path: Path, key_file: Path) -> None:
    """Turns that were given before the close are saved; later ones are refused."""
    async with opened(tmp_path / "a.db", key_file) as database:
        tasks = [asyncio.ensure_future(database.write(put(f"n{number}"))) for number in range(10)]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    with pytest.raises(NotSaved):
        await database.write(put("late"))
    with pytest.raises(NotRead):
        await database.read(names)
    async with opened(tmp_path / "a.db", key_file) as again:
        assert len(await again.read(names)) == 10


async def test_a_reader_in_the_way_holds_nobody_up(tmp_path: Path, key_file: Path) -> None:
    """While another process reads for long, as a standby's stream does, the log stays, and writes go on soon."""
    async with opened(tmp_path / "a.db", key_file) as database:
        await database.write(lambda tx: settings.put(tx, "a", "1"))
        reader = dbapi2.connect(str(tmp_path / "a.db"), isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM setting").fetchall()
        await database.write(lambda tx: settings.put(tx, "a", "2"))
        began = time.monotonic()
        assert await database.tidy() is False
        assert time.monotonic() - began < 2.5  # the usual patience is five seconds
        reader.close()
        assert await database.tidy() is True
