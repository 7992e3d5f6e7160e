"""The stores that are compared: ours with groups, ours one turn at a time, and what most projects would write."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from sqlcipher3 import dbapi2

from bench.statements import Script, replay
from store.crypto import Keys
from store.database import Database, open_database
from store.sqlite import SqliteOptions

Write = Callable[[Script], Awaitable[None]]
"""Does one turn; it is on disk when this returns."""

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


@asynccontextmanager
async def our_store(path: Path, key_file: Path, *, limit: int, vfs: str = "") -> AsyncIterator[Database]:
    """Our store over a file.

    Args:
        path: The database.
        key_file: Its key.
        limit: Most turns that one commit saves.
        vfs: A disk that counts, see `tests.store.disk`.
    """
    database = await open_database(path, Keys(key_file), sqlite=SqliteOptions(group_limit=limit, vfs=vfs))
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def ours(path: Path, key_file: Path, *, limit: int, vfs: str = "") -> AsyncIterator[Write]:
    """Recorded turns on our store."""
    async with our_store(path, key_file, limit=limit, vfs=vfs) as database:

        async def write(script: Script) -> None:
            await database.write(partial(replay, script=script))

        yield write


@asynccontextmanager
async def one_transaction_a_turn(path: Path, *, vfs: str = "") -> AsyncIterator[Write]:
    """Recorded turns on plain aiosqlite: a lock for the one writer, BEGIN, each statement awaited, COMMIT.

    Each statement is one hop to aiosqlite's thread, the fewest that can be.
    """
    connection = aiosqlite.Connection(partial(_connect, path, vfs), 64)
    await connection
    one_writer = asyncio.Lock()
    for pragma in PRAGMAS:
        await connection.execute(f"PRAGMA {pragma}")

    async def write(script: Script) -> None:
        async with one_writer:
            await connection.execute("BEGIN IMMEDIATE")
            for statement in script:
                if statement.how == "run":
                    await connection.execute(statement.sql, statement.values)
                else:
                    returning = " RETURNING id" if statement.how == "insert" else ""
                    await connection.execute_fetchall(statement.sql + returning, statement.values)
            await connection.execute("COMMIT")

    try:
        yield write
    finally:
        await connection.close()


def _connect(path: Path, vfs: str) -> Any:
    """Python's own SQLite; only to count on the counting disk, which belongs to ours, ours."""
    if vfs:
        return dbapi2.connect(f"file:{path}?vfs={vfs}", uri=True, isolation_level=None)
    return sqlite3.connect(path, isolation_level=None)
