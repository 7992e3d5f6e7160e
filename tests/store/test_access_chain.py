"""The access log is a chain: whatever someone does to it with the database alone shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store import access_log, settings
from store.access_log import Kind
from store.database import Database
from store.errors import Tampered
from store.tx import Tx
from tests.store.tools import AT, opened

NOTES = 12


def notes(tx: Tx, number: int = NOTES, at: str = AT) -> None:
    """Some notes in one turn."""
    for one in range(number):
        access_log.add(tx, at=at, who="Lee Example", did=f"opened words {one}", person_id=one % 3 or None)


def kinds(tx: Tx) -> list[Kind]:
    """What is wrong, in order."""
    return [one.kind for one in access_log.verify(tx)]


def rows(tx: Tx) -> list[Any]:
    """The notes as they are kept."""
    return tx.all("SELECT id, at, who, did, person_id, n, link FROM access_log ORDER BY id")


async def test_an_untouched_log_holds(database: Database) -> None:
    """Notes of one turn and of many follow from each other, and the figures count them."""
    await database.write(notes)
    for _ in range(3):
        await database.write(lambda tx: notes(tx, 1))
    assert await database.read(access_log.verify) == ()
    found = await database.read(access_log.state)
    assert (found.kept, found.before, found.pruned) == (NOTES + 3, 0, 0)
    assert found.head.startswith(f"{NOTES + 3}-")


async def test_a_turn_that_fails_leaves_the_chain_whole(database: Database) -> None:
    """The note of a turn that is not saved goes with it, and the next follows from the one before."""

    def failing(tx: Tx) -> None:
        notes(tx, 2)
        raise ZeroDivisionError

    await database.write(lambda tx: notes(tx, 1))
    with pytest.raises(ZeroDivisionError):
        await database.write(failing)
    await database.write(lambda tx: notes(tx, 1))
    assert await database.read(kinds) == []
    assert len(await database.read(rows)) == 2


async def test_notes_of_turns_side_by_side_are_one_chain(database: Database) -> None:
    """Many turns at once, in threads on PostgreSQL and in groups on SQLite, make one chain without a gap."""
    await database.write(lambda tx: settings.put(tx, "a", "0"))

    def turn(tx: Tx) -> None:
        notes(tx, 2)
        tx.one(f"SELECT value FROM setting WHERE name = 'a'{tx.lock}")  # a lock taken after the note, as turns may  # noqa: S608 - a word of ours

    def other(tx: Tx) -> None:
        tx.one(f"SELECT value FROM setting WHERE name = 'a'{tx.lock}")  # noqa: S608 - a word of ours
        notes(tx, 2)

    await asyncio.gather(*(database.write(one) for one in (turn, other) * 30))
    assert await database.read(kinds) == []
    assert [row[5] for row in await database.read(rows)] == list(range(1, 121))


Tamper = Callable[[Tx], Any]

DONE: dict[str, tuple[Tamper, set[Kind]]] = {
    "a name changed": (lambda tx: tx.run("UPDATE access_log SET who = 'Mo' WHERE n = 5"), {Kind.CHANGED}),
    "whom it was about": (lambda tx: tx.run("UPDATE access_log SET person_id = NULL WHERE n = 5"), {Kind.CHANGED}),
    "a time changed": (lambda tx: tx.run("UPDATE access_log SET at = :at WHERE n = 12", at="2020"), {Kind.CHANGED}),
    "one taken out": (lambda tx: tx.run("DELETE FROM access_log WHERE n = 5"), {Kind.MISSING}),
    "the first taken out": (lambda tx: tx.run("DELETE FROM access_log WHERE n = 1"), {Kind.MISSING}),
    "the last taken out": (lambda tx: tx.run("DELETE FROM access_log WHERE n = 12"), {Kind.CUT}),
    "all taken out": (lambda tx: tx.run("DELETE FROM access_log"), {Kind.CUT}),
    "one put in": (
        lambda tx: tx.run("INSERT INTO access_log (at, who, did) VALUES ('2026', 'Mo', 'x')"),
        {Kind.PUT_IN},
    ),
    "one doubled": (
        lambda tx: tx.run(
            """INSERT INTO access_log (at, who, did, person_id, n, link)
            SELECT at, who, did, person_id, n, link FROM access_log WHERE n = 5"""
        ),
        {Kind.PUT_IN},
    ),
    "one moved to the end": (
        lambda tx: tx.run("UPDATE access_log SET id = id + 1000 WHERE n = 5"),
        {Kind.MISSING, Kind.PUT_IN},
    ),
    "the end's mark taken": (lambda tx: tx.run("DELETE FROM access_chain WHERE name = 'head'"), {Kind.MARK}),
    "every mark taken": (lambda tx: tx.run("DELETE FROM access_chain"), {Kind.MARK}),
    "cut, and the mark set back": (
        lambda tx: (
            tx.run("UPDATE access_chain SET n = 11, link = (SELECT link FROM access_log WHERE n = 11)"),
            tx.run("DELETE FROM access_log WHERE n = 12"),
        ),
        {Kind.MARK},
    ),
    "the start's mark set forward": (
        lambda tx: (
            tx.run("UPDATE access_chain SET n = 4, link = (SELECT link FROM access_log WHERE n = 4)"),
            tx.run("DELETE FROM access_log WHERE n <= 4"),
        ),
        {Kind.MARK, Kind.MISSING},
    ),
    "one mark in place of the other": (
        lambda tx: (
            tx.run("DELETE FROM access_chain WHERE name = 'head'"),
            tx.run("UPDATE access_chain SET name = 'head'"),
            tx.run("DELETE FROM access_log"),
        ),
        {Kind.MARK},
    ),
}


@pytest.mark.parametrize("what", DONE)
async def test_what_someone_did_shows(database: Database, what: str) -> None:
    """Each way to falsify the log shows as what it is, and goes on to show when more is noted."""
    tamper, expected = DONE[what]
    await database.write(notes)
    await database.write(tamper)
    assert set(await database.read(kinds)) >= expected
    await database.write(notes)
    assert set(await database.read(kinds)) >= expected - {Kind.CUT, Kind.MARK}
    assert await database.read(kinds) != []


async def test_a_mark_that_was_written_down_shows_a_log_put_back(tmp_path: Path, key_file: Path) -> None:
    """A log that was put back whole to an earlier day fits itself; a mark that was written down does not fit it."""
    async with opened(tmp_path / "a.db", key_file) as database:
        await database.write(notes)
        kept, marks = await database.read(lambda tx: (rows(tx), tx.all("SELECT * FROM access_chain")))
        await database.write(notes)
        head = (await database.read(access_log.state)).head
        assert await database.read(lambda tx: access_log.stands_at(tx, head))
        await database.write(lambda tx: _put_back(tx, kept, marks))
        assert await database.read(kinds) == []
        assert not await database.read(lambda tx: access_log.stands_at(tx, head))
        for nonsense in ("", "x", "-1", "5", "5-", "99999999999999-ab", f"{head}0", "²-a"):
            assert not await database.read(lambda tx, one=nonsense: access_log.stands_at(tx, one))


def _put_back(tx: Tx, kept: list[Any], marks: list[Any]) -> None:
    tx.run("DELETE FROM access_log WHERE n > :n", n=kept[-1][5])
    for name, n, link, signature in marks:
        sql = "UPDATE access_chain SET n = :n, link = :link, signature = :signature WHERE name = :name"
        tx.run(sql, n=n, link=link, signature=signature, name=name)


async def test_old_notes_go_and_the_chain_holds(database: Database) -> None:
    """Notes from before a day go; the rest holds, also when all went and new ones came; marks from before still do."""
    await database.write(lambda tx: notes(tx, 4, "2020-01-01T00:00:00Z"))
    old = (await database.read(access_log.state)).head
    await database.write(lambda tx: notes(tx, 3, "2026-01-01T00:00:00Z"))
    assert await database.write(lambda tx: access_log.prune(tx, "2019")) == 0
    assert await database.write(lambda tx: access_log.prune(tx, "2025")) == 4
    assert await database.write(lambda tx: access_log.prune(tx, "2025")) == 0
    assert await database.read(kinds) == []
    assert await database.read(lambda tx: access_log.stands_at(tx, old))
    assert (await database.read(access_log.state)).pruned == 4
    assert await database.write(lambda tx: access_log.prune(tx, "2030")) == 3
    assert await database.read(kinds) == []
    await database.write(notes)
    assert await database.read(kinds) == []
    await database.write(lambda tx: tx.run("DELETE FROM access_log WHERE n = 8"))
    assert await database.read(kinds) == [Kind.MISSING]


async def test_what_was_falsified_is_not_taken_away(database: Database) -> None:
    """Old notes that were changed stay when it is their time, so that someone can look at them."""
    await database.write(lambda tx: notes(tx, 4, "2020-01-01T00:00:00Z"))
    await database.write(lambda tx: tx.run("UPDATE access_log SET who = 'Mo' WHERE n = 2"))
    with pytest.raises(Tampered, match="not as they were written"):
        await database.write(lambda tx: access_log.prune(tx, "2025"))
    assert len(await database.read(rows)) == 4


async def test_notes_from_before_the_chain_are_marked(where: str, key_file: Path) -> None:
    """A database of an older release has its notes chained as they are found, and they are counted apart."""
    async with opened(where, key_file) as database:
        await database.write(lambda tx: notes(tx, 3))
        await database.write(_as_an_older_release_left_it)
    async with opened(where, key_file) as database:
        assert await database.read(kinds) == []
        assert (await database.read(access_log.state)).before == 3
        await database.write(lambda tx: notes(tx, 1))
        await database.write(lambda tx: tx.run("UPDATE access_log SET who = 'Mo' WHERE n = 2"))
        assert await database.read(kinds) == [Kind.CHANGED]


def _as_an_older_release_left_it(tx: Tx) -> None:
    tx.run("UPDATE access_log SET n = NULL, link = NULL")
    tx.run("DELETE FROM access_chain")
    settings.put(tx, "key_check", tx.keys.seal("setting/key_check", b"").hex())


@pytest.mark.parametrize("check", ["kept", "taken"])
async def test_a_chain_is_never_begun_a_second_time(where: str, key_file: Path, check: str) -> None:
    """Who takes every mark away, even with the check of the key, does not get the log chained anew at a start."""
    async with opened(where, key_file) as database:
        await database.write(notes)
        await database.write(lambda tx: tx.run("DELETE FROM access_chain"))
        await database.write(lambda tx: tx.run("UPDATE access_log SET n = NULL"))
        if check == "taken":
            await database.write(lambda tx: tx.run("DELETE FROM setting WHERE name = 'key_check'"))
    async with opened(where, key_file) as database:
        await database.write(notes)
        assert Kind.MARK in await database.read(kinds)
