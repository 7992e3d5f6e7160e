"""What every database promises, whichever it is."""

from __future__ import annotations

import asyncio
import contextlib
import stat
import threading
from pathlib import Path

import pytest

from store import invitations, services, sessions, settings
from store.crypto import Keys
from store.database import Database, open_database
from store.errors import BrokenStatement, NotSaved, Refused, StoreError, UnsafeSqlite
from store.sqlite import check_library
from store.tx import Tx
from tests.store.tools import AT, a_house, a_session, opened


async def test_what_is_written_is_there_after_reopening(where: str, key_file: Path) -> None:
    """What a turn wrote is found by the next start of the program."""
    async with opened(where, key_file) as first:
        await first.write(lambda tx: settings.put(tx, "provider", "Example Care"))
    async with opened(where, key_file) as second:
        assert await second.read(lambda tx: settings.get(tx, "provider")) == "Example Care"


async def test_a_failing_turn_leaves_nothing(database: Database) -> None:
    """A turn that raises gets its own exception back, and nothing of it is saved."""

    def fails(tx: Tx) -> None:
        settings.put(tx, "half", "there")
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        await database.write(fails)
    assert await database.read(lambda tx: settings.get(tx, "half")) is None


async def test_a_caught_error_still_fails_the_turn(database: Database) -> None:
    """A turn whose statement failed is never saved, even if it caught the error: both databases agree."""

    def stubborn(tx: Tx) -> None:
        settings.put(tx, "half", "there")
        with contextlib.suppress(Refused):
            tx.insert("INSERT INTO round (name) VALUES (:name)", name="no days")

    with pytest.raises(Refused):
        await database.write(stubborn)
    assert await database.read(lambda tx: settings.get(tx, "half")) is None


async def test_a_stop_iteration_reaches_the_caller(database: Database) -> None:
    """A turn that lets a StopIteration out does not hang its caller."""
    with pytest.raises(RuntimeError, match="StopIteration"):
        await database.write(lambda _: next(iter(())))


async def test_reading_cannot_write(database: Database) -> None:
    """A query that tries to write is refused as a bug in the program."""
    with pytest.raises(BrokenStatement):
        await database.read(lambda tx: settings.put(tx, "a", "b"))
    assert await database.read(lambda tx: settings.get(tx, "a")) is None


async def test_reading_sees_one_moment(database: Database) -> None:
    """What is saved while a query runs does not show in it."""
    await database.write(lambda tx: settings.put(tx, "a", "1"))
    loop = asyncio.get_running_loop()

    def looks_twice(tx: Tx) -> tuple[str | None, str | None]:
        before = settings.get(tx, "a")
        asyncio.run_coroutine_threadsafe(database.write(lambda tx: settings.put(tx, "a", "2")), loop).result(10)
        return before, settings.get(tx, "a")

    assert await database.read(looks_twice) == ("1", "1")
    assert await database.read(lambda tx: settings.get(tx, "a")) == "2"


async def test_a_broken_statement_is_our_bug(database: Database) -> None:
    """Wrong SQL has a type of its own, and the next turn works."""
    with pytest.raises(BrokenStatement):
        await database.write(lambda tx: tx.run("UPDATE nowhere SET a = 1"))
    await database.write(lambda tx: settings.put(tx, "a", "b"))


@pytest.mark.parametrize("value", ["\ud800", 2**70])
async def test_a_value_that_fits_nowhere_is_refused(database: Database, value: object) -> None:
    """Half a character or a giant number is refused with our own error, not the driver's."""
    with pytest.raises(StoreError):
        await database.write(lambda tx: tx.run("UPDATE service SET name = :value, id = :value", value=value))


async def test_foreign_keys_hold(database: Database) -> None:
    """A row that points at nothing is refused."""
    with pytest.raises(Refused):
        await database.write(lambda tx: a_session(tx, 99, 99))


async def test_text_is_never_taken_for_a_parameter(database: Database) -> None:
    """Colons, percent signs and quotes in SQL and in values stay as they are."""
    sql = "SELECT ':name', '50%', 'it''s :x', :value, 7 % 4"
    row = await database.read(lambda tx: tx.one(sql, value="a%s:b'%(c)s"))
    assert row == (":name", "50%", "it's :x", "a%s:b'%(c)s", 3)


async def test_many_rows_at_once(database: Database) -> None:
    """One statement is run for each row of values, and for none."""
    rows = [{"name": f"n{number}", "value": "v"} for number in range(5)]
    sql = "INSERT INTO setting (name, value) VALUES (:name, :value)"
    await database.write(lambda tx: tx.many(sql, rows))
    await database.write(lambda tx: tx.many(sql, []))
    assert await database.read(lambda tx: tx.one("SELECT COUNT(*) FROM setting WHERE value = 'v'")) == (5,)


async def test_two_devices_that_start_at_once_share_a_session(database: Database) -> None:
    """Of many turns that all start the same invitation's session, one starts it and the others find it."""
    house = await database.write(a_house)

    def invite(tx: Tx) -> int:
        invitation, session = a_session(tx, house.person, house.round)
        tx.run("DELETE FROM session WHERE id = :id", id=session)
        return invitation

    invitation = await database.write(invite)

    def begin(tx: Tx) -> int:
        invitations.get(tx, invitation)
        found = sessions.by_invitation(tx, invitation)
        if found:
            return found.id
        return sessions.start(
            tx, invitation_id=invitation, person_id=house.person, flow_id="flow-1", state="s", body="{}", at=AT
        )

    started = await asyncio.gather(*(database.write(begin) for _ in range(8)))
    assert len(set(started)) == 1


async def test_a_counter_loses_no_turn(database: Database) -> None:
    """Turns that read a session and write it again, all at once, never overwrite each other."""
    house = await database.write(a_house)

    def more(tx: Tx) -> None:
        session = sessions.by_invitation(tx, house.invitation)
        assert session
        sessions.save(tx, session.id, state="asking", body=str(int(session.body.strip("{}") or 0) + 1), at=AT)

    await asyncio.gather(*(database.write(more) for _ in range(20)))
    (saved,) = await database.read(lambda tx: sessions.of_person(tx, house.person))
    assert saved.body == "20"


async def test_file_and_folder_are_their_owners_own(tmp_path: Path) -> None:
    """Database, log, key file and new folders can be read by their owner only; `sqlite:///` works as an address."""
    path, key = tmp_path / "new" / "data" / "a.db", tmp_path / "keys" / "a.key"
    async with opened(f"sqlite:///{path}", key) as database:
        await database.write(lambda tx: services.add(tx, name="Mill Lane"))
        modes = await asyncio.to_thread(modes_below, tmp_path)
    assert {modes.pop(name) for name in ("new", "data", "keys")} == {0o700}
    assert {"a.db", "a.db-wal", "a.key"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def modes_below(folder: Path) -> dict[str, int]:
    """Who may do what with each file and folder."""
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.rglob("*")}


async def test_a_place_that_cannot_be_made_is_said_clearly(tmp_path: Path, key_file: Path) -> None:
    """A database below something that is no folder is an error of our own, with a way to mend it."""
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(NotSaved, match="Make its folder writable"):
        await open_database(tmp_path / "file" / "a.db", Keys(key_file))


async def test_a_file_that_is_no_database_is_said_clearly(tmp_path: Path, key_file: Path) -> None:
    """A file with something else in it is refused and left as it was."""
    (tmp_path / "a.db").write_bytes(b"shopping list\n" * 500)
    with pytest.raises(NotSaved, match="not a database"):
        await open_database(tmp_path / "a.db", Keys(key_file))
    assert (tmp_path / "a.db").read_bytes() == b"shopping list\n" * 500


def test_what_cannot_be_opened_leaves_no_thread_behind(tmp_path: Path, key_file: Path) -> None:
    """A program that cannot open its database ends with one clear sentence: no thread of it fails afterwards."""
    (tmp_path / "a.db").write_bytes(b"no database " * 99)
    failed: list[object] = []
    before, threading.excepthook = threading.excepthook, failed.append
    try:
        for _ in range(30):
            with pytest.raises(NotSaved):
                asyncio.run(open_database(tmp_path / "a.db", Keys(key_file)))
    finally:
        threading.excepthook = before
    assert failed == []


def test_an_unsafe_library_is_refused() -> None:
    """A SQLite library older than 3.51.3 is refused, that one and newer ones are not."""
    with pytest.raises(UnsafeSqlite) as caught:
        check_library((3, 51, 2))
    assert caught.value.code == "store-unsafe-sqlite"
    check_library((3, 51, 3))
    check_library((3, 52, 0))
