"""The key file is turned: all that is sealed opens with the new one, and nothing with the old."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from store import access_log, holds, members, migrations, people, settings
from store import key_file as files
from store.crypto import Keys
from store.database import Database, open_database
from store.errors import InUse, WrongKey
from store.in_use import hold, let_go
from store.postgres import PostgresOptions
from store.rotation import Resealed, reseal
from store.sealed import MASTER, NOT_SEALED, WITH_DATA_KEYS
from store.sqlite import SqliteOptions
from store.tx import Tx
from tests.store.sealed_values import all_open, opens_with
from tests.store.tools import AT, a_house, opened

ALONE = {"sqlite": SqliteOptions(alone=True), "postgres": PostgresOptions(alone=True, wait_seconds=1.0)}
SORTS = 12
"""Columns that the sample house has something in."""
COLUMN = re.compile(r"(?:[(,]|ADD COLUMN)\s*(\w+) \{blob\}")


def columns() -> set[str]:
    """Every column of bytes that the migrations make, as table and column."""
    found: set[str] = set()
    for statement in (one for each in migrations.MIGRATIONS for one in each):
        table = re.match(r"(?:CREATE TABLE|ALTER TABLE) (\w+)", statement)
        found |= {f"{table[1]}.{column}" for column in COLUMN.findall(statement)} if table else set()
    return found


def test_every_column_of_bytes_is_known() -> None:
    """A column that a migration adds is in one of the three lists, once; none is listed that is not there."""
    master = {one.name for one in MASTER}
    assert columns() == master | WITH_DATA_KEYS | NOT_SEALED
    assert not master & WITH_DATA_KEYS
    assert not NOT_SEALED & (master | WITH_DATA_KEYS)


def test_every_sealing_with_the_master_key_is_known() -> None:
    """No module of the store seals with the master key unless a table of its own is listed."""
    store = Path(files.__file__).parent
    sealing = {one.name for one in store.glob("*.py") if re.search(r"keys\.seal(_key)?\(", one.read_text("utf-8"))}
    assert sealing == {
        "action_beside.py", "alerts.py", "assessments.py", "changes.py", "experts.py", "holds.py", "inbox.py",
        "members.py", "outbox.py", "own_pictures.py", "passkeys.py", "people.py", "record_sealing.py",
        "record_whose.py", "sent_pictures.py", "staff_chats.py", "voices.py", "worries.py", "worry_said.py",
    }  # fmt: skip


def fill(tx: Tx) -> tuple[int, int]:
    """A person and a member, with a note of each kind of sealing."""
    house = a_house(tx)
    member = members.add(tx, name="Mo Example", role="manager", services=None, at=AT, email="mo@example.org")
    holds.put(tx, person_id=house.person, why="A hearing", who="Mo Example", at=AT)
    access_log.add(tx, at=AT, who="Mo Example", did="opened the page of a person", person_id=house.person)
    return house.person, member


async def turn(where: str, file: Path, *, links_too: bool = False) -> Resealed:
    """All of it, as the command does it."""
    keys = Keys(file)
    database = await open_database(where, keys, sqlite=ALONE["sqlite"], postgres=ALONE["postgres"])  # type: ignore[arg-type]
    try:
        fresh = keys.turned(links_too=links_too)
        found = await database.write(lambda tx: reseal(tx, fresh))
    finally:
        await database.close()
    files.put_in_place(file)
    return found


async def check(database: Database, person: int, member: int) -> None:
    """All that was filled in opens, and the log holds."""
    assert await database.read(lambda tx: people.name_of(tx, person)) == "Ada Example"
    found = await database.read(lambda tx: members.get(tx, member))
    assert found is not None
    assert (found.name, found.email) == ("Mo Example", "mo@example.org")
    assert await database.read(access_log.verify) == ()


async def test_all_opens_with_the_new_key_and_links_stay(where: str, key_file: Path) -> None:
    """After turning everything opens, signatures are the same, and the old key opens the database no more."""
    async with opened(where, key_file) as database:
        person, member = await database.write(fill)
        signed = await database.read(lambda tx: (tx.keys.sign("a", "b"), tx.keys.sign_link("a", "b")))
    old = await asyncio.to_thread(key_file.read_bytes)
    assert (await turn(where, key_file)).unopened == ()
    async with opened(where, key_file) as database:
        await check(database, person, member)
        assert await database.read(lambda tx: (tx.keys.sign("a", "b"), tx.keys.sign_link("a", "b"))) == signed
    (kept,) = await asyncio.to_thread(lambda: [one.read_bytes() for one in key_file.parent.glob("*.until-*")])
    assert kept == old
    with pytest.raises(WrongKey, match="another database"):
        await open_database(where, Keys(files.retired(key_file)[0]))


async def test_links_end_where_that_is_asked(where: str, key_file: Path) -> None:
    """With `links_too` what people hold in their hands has other signatures; what the database compares has not."""
    async with opened(where, key_file) as database:
        person, member = await database.write(fill)
        signed, link = await database.read(lambda tx: (tx.keys.sign("a", "b"), tx.keys.sign_link("a", "b")))
    await turn(where, key_file, links_too=True)
    await turn(where, key_file)
    async with opened(where, key_file) as database:
        await check(database, person, member)
        assert await database.read(lambda tx: tx.keys.sign("a", "b")) == signed
        assert await database.read(lambda tx: tx.keys.sign_link("a", "b")) != link


@pytest.mark.parametrize("stopped", ["before", "after", "between", "unsaved"])
async def test_whenever_it_is_cut_off_the_program_starts_again(where: str, key_file: Path, stopped: str) -> None:
    """Cut off before or after the saving, or between the two files: one of both keys fits, and everything opens."""
    async with opened(where, key_file) as database:
        person, member = await database.write(fill)
    async with opened(where, key_file) as database:
        keys = (await database.read(lambda tx: tx)).keys
        fresh = keys.turned()
        if stopped == "unsaved":
            with pytest.raises(ZeroDivisionError):
                await database.write(lambda tx: (reseal(tx, fresh), 1 // 0))
        elif stopped != "before":
            await database.write(lambda tx: reseal(tx, fresh))
    if stopped == "between":
        await asyncio.to_thread(key_file.unlink)
    for _ in range(2):
        async with opened(where, key_file) as database:
            await check(database, person, member)
    waits = await asyncio.to_thread(files.next_file(key_file).exists)
    assert waits == (stopped in ("before", "unsaved"))
    await turn(where, key_file)
    async with opened(where, key_file) as database:
        await check(database, person, member)


async def test_all_of_a_whole_house_opens_with_the_new_key_only(
    copy_sample: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Nothing that the sample house keeps is passed over: it opens with the new key, and not with the old."""
    data = copy_sample(tmp_path / "data")
    where, file = str(data / "plainsay.db"), data / "plainsay.key"
    async with opened(where, file) as database:
        before = await database.read(all_open)
    await turn(where, file)
    async with opened(where, file) as database:
        assert await database.read(all_open) == before
        old = Keys(files.retired(file)[-1])
        await asyncio.to_thread(old.unlock, new=False)
        assert await database.read(lambda tx: opens_with(tx, old)) == []
    assert len(before) >= SORTS


async def test_a_value_that_was_damaged_before_is_named_and_stays(where: str, key_file: Path) -> None:
    """Turning goes on past a value that does not open, tells where it is, and leaves it as it was."""
    async with opened(where, key_file) as database:
        person, member = await database.write(fill)
        await database.write(lambda tx: tx.run("UPDATE legal_hold SET why = :b", b=b"damaged"))
    assert (await turn(where, key_file)).unopened == ("legal_hold.why",)
    async with opened(where, key_file) as database:
        await check(database, person, member)
        assert await database.read(lambda tx: tx.one("SELECT why FROM legal_hold")) == (b"damaged",)


async def test_nobody_else_uses_it_meanwhile(where: str, key_file: Path) -> None:
    """Who needs the database alone is refused while another has it open, and keeps others out while it has it."""
    options = {"sqlite": ALONE["sqlite"], "postgres": ALONE["postgres"]}
    async with opened(where, key_file), opened(where, key_file):
        with pytest.raises(InUse, match="Stop it first"):
            await open_database(where, Keys(key_file), **options)  # type: ignore[arg-type]
    async with opened(where, key_file, **options) as database:
        with pytest.raises(InUse, match="Wait until it has ended"):
            await open_database(where, Keys(key_file), postgres=PostgresOptions(wait_seconds=1.0))
        await database.write(lambda tx: settings.put(tx, "a", "b"))
    async with opened(where, key_file) as database:
        assert await database.read(lambda tx: settings.get(tx, "a")) == "b"


def test_a_folder_is_let_go(tmp_path: Path) -> None:
    """Two may hold a folder together; one alone when both have let go."""
    first, second = hold(tmp_path, alone=False), hold(tmp_path, alone=False)
    for one in (first, second):
        with pytest.raises(InUse):
            hold(tmp_path, alone=True)
        let_go(one)
    let_go(hold(tmp_path, alone=True))
