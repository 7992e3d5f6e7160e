"""The stores that are compared: ours with groups, ours one turn at a time, and what most projects would write."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from sqlcipher3 import dbapi2

from asking.conversation import Conversations
from bench.crowd import Begin
from bench.person import WAITING_NO_MORE, Person
from bench.statements import Recording, Script, replay
from bot.clock import utc_now
from store.crypto import Keys
from store.database import Database, open_database
from store.media_files import MediaFiles
from store.sqlite import SqliteOptions

GROUPED, SINGLE, PLAIN = "in groups", "one a commit", "plain aiosqlite"
GROUP = SqliteOptions().group_limit
PRAGMAS = (  # the same as ours
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "wal_autocheckpoint=1000",
    "journal_size_limit=67108864",
    "busy_timeout=5000",
)

Opened = AbstractAsyncContextManager[Begin]
Store = Callable[[Recording, Path, str], Opened]
"""Opens a copy of the recording's database, on the disk (VFS) of that name; '' is the usual one."""


@asynccontextmanager
async def replayed(recording: Recording, path: Path, vfs: str, *, limit: int) -> AsyncIterator[Begin]:
    """Recorded turns on our own store, at most `limit` of them a commit."""
    async with _our_store(recording, path, vfs, limit) as database:

        async def talk(token: str) -> AsyncIterator[None]:
            for script in recording.talks[token]:
                await database.write(partial(replay, script=script))
                yield

        yield talk


@asynccontextmanager
async def whole(recording: Recording, path: Path, vfs: str, *, limit: int) -> AsyncIterator[Begin]:
    """Whole turns on our own store: the engine works out each statement, as it does for real people."""
    async with _our_store(recording, path, vfs, limit) as database:
        conversations = Conversations(database, recording.pack, MediaFiles(path.parent / "recordings"), utc_now)

        async def talk(token: str) -> AsyncIterator[None]:
            person, now = Person(token), recording.first[token]
            while now.session.state not in WAITING_NO_MORE and (press := person.press(now.flow, now.asked)):
                now = await conversations.take(token, *press)
                yield

        yield talk


@asynccontextmanager
async def one_transaction_a_turn(recording: Recording, path: Path, vfs: str) -> AsyncIterator[Begin]:
    """Recorded turns on plain aiosqlite: a lock for the one writer, BEGIN, each statement awaited, COMMIT.

    Each statement is one hop to aiosqlite's thread, the fewest that can be.
    """
    connection = aiosqlite.Connection(partial(_connect, path, vfs), 64)
    await connection
    one_writer = asyncio.Lock()
    for pragma in PRAGMAS:
        await connection.execute(f"PRAGMA {pragma}")

    async def talk(token: str) -> AsyncIterator[None]:
        for script in recording.talks[token]:
            async with one_writer:
                await _transaction(connection, script)
            yield

    try:
        yield talk
    finally:
        await connection.close()


STORES: dict[str, Store] = {
    GROUPED: partial(replayed, limit=GROUP),
    SINGLE: partial(replayed, limit=1),
    PLAIN: one_transaction_a_turn,
}
WHOLE_TURNS: dict[str, Store] = {
    f"{GROUPED}, whole": partial(whole, limit=GROUP),
    f"{SINGLE}, whole": partial(whole, limit=1),
}


@asynccontextmanager
async def _our_store(recording: Recording, path: Path, vfs: str, limit: int) -> AsyncIterator[Database]:
    options = SqliteOptions(group_limit=limit, vfs=vfs)
    database = await open_database(path, Keys(recording.key_file), sqlite=options)
    try:
        yield database
    finally:
        await database.close()


async def _transaction(connection: aiosqlite.Connection, script: Script) -> None:
    await connection.execute("BEGIN IMMEDIATE")
    for statement in script:
        if statement.how == "run":
            await connection.execute(statement.sql, statement.values)
        else:
            returning = " RETURNING id" if statement.how == "insert" else ""
            await connection.execute_fetchall(statement.sql + returning, statement.values)
    await connection.execute("COMMIT")


def _connect(path: Path, vfs: str) -> Any:
    """Python's own SQLite; only the counting disk belongs to the other library."""
    if vfs:
        return dbapi2.connect(f"file:{path}?vfs={vfs}", uri=True, isolation_level=None)
    return sqlite3.connect(path, isolation_level=None)
