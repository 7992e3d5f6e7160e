"""The database on a PostgreSQL server: each turn its own transaction, on a pooled connection, in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import psycopg
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from store.crypto import Keys
from store.errors import NotRead, NotSaved, StoreError
from store.in_use import in_use
from store.postgres_tx import Again, PostgresTx, translated
from store.tx import Row, Tx, play

T = TypeVar("T")


_TOGETHER = "SELECT pg_try_advisory_lock_shared(7529418, hashtext(current_schema()))"
_ALONE = "SELECT pg_try_advisory_lock(7529418, hashtext(current_schema()))"


@dataclass(frozen=True, slots=True)
class PostgresOptions:
    """How PostgreSQL is used.

    Attributes:
        connections: Most connections at once.
        wait_seconds: How long to wait for a connection, at start and later.
        tries: How often a turn is run when another stands in its way.
        alone: Nobody else may use the database meanwhile.
    """

    connections: int = 8
    wait_seconds: float = 10.0
    tries: int = 5
    alone: bool = False


class PostgresDatabase:
    """A `Database` on a server."""

    def __init__(self, url: str, keys: Keys, options: PostgresOptions) -> None:
        self._keys, self._options = keys, options
        self._where = "database on PostgreSQL"  # never the address: it can hold a password
        self._pool: ConnectionPool[psycopg.Connection[Row]] = ConnectionPool(
            url,
            kwargs={"autocommit": True},  # BEGIN and COMMIT are ours
            configure=self._hold,
            min_size=1,
            max_size=1 if options.alone else options.connections,
            timeout=options.wait_seconds,
            open=False,
        )
        self._threads = ThreadPoolExecutor(options.connections, thread_name_prefix="store")
        self._closed = self._taken = False
        self.took: Callable[[float], None] = lambda _: None

    @classmethod
    async def open(cls, url: str, keys: Keys, options: PostgresOptions) -> PostgresDatabase:
        """Connects to the server.

        Raises:
            NotSaved: The server cannot be reached.
            InUse: Another program uses the database, and one of the two needs it alone.
        """
        database = cls(url, keys, options)
        try:
            await database._in_thread(lambda: database._pool.open(wait=True, timeout=options.wait_seconds))
        except PoolTimeout:
            await database.close()
            if database._taken:
                raise in_use(database._where, alone=options.alone) from None
            raise NotSaved(database._where, "It cannot be reached.", "Start the server. Check its address.") from None
        return database

    def _hold(self, connection: psycopg.Connection[Row]) -> None:
        """Each connection holds the schema as long as it lives: together with others, or alone."""
        row = connection.execute(_ALONE if self._options.alone else _TOGETHER).fetchone()
        self._taken = not (row and row[0])
        if self._taken:
            raise in_use(self._where, alone=self._options.alone)

    async def write(self, turn: Callable[[Tx], T]) -> T:
        """Runs one turn in its own transaction; it is on disk before this returns."""
        self._check_open(NotSaved)
        began = time.perf_counter()
        try:
            return await self._in_thread(lambda: self._transact(turn, reading=False))
        finally:
            self.took(time.perf_counter() - began)

    async def read(self, query: Callable[[Tx], T]) -> T:
        """Runs one query on a snapshot that does not move."""
        self._check_open(NotRead)
        return await self._in_thread(lambda: self._transact(query, reading=True))

    async def tidy(self) -> bool:
        """Does nothing: PostgreSQL clears away by itself, with VACUUM and as its log goes round (docs/rights.md)."""
        return False

    async def close(self) -> None:
        """Finishes what runs, then closes every connection."""
        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._pool.close)

    async def _in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    def _check_open(self, refuse: type[StoreError]) -> None:
        if self._closed:
            raise refuse(self._where, "The database is closed.", "Start the program again.")

    def _transact(self, turn: Callable[[Tx], T], *, reading: bool) -> T:
        kind = NotRead if reading else NotSaved
        try:
            for _ in range(self._options.tries):
                try:
                    return self._once(turn, reading=reading)
                except Again:
                    continue
        except (PoolTimeout, PoolClosed):
            raise kind(self._where, "No connection is free.", "Check the server. Then try again.") from None
        except psycopg.Error as error:
            raise translated(error, self._where, reading=reading) from None
        raise kind(self._where, "Other turns stood in the way.", "Try again.")

    def _once(self, turn: Callable[[Tx], T], *, reading: bool) -> T:
        with self._pool.connection() as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if reading else "BEGIN")
            try:
                result = play(turn, PostgresTx(connection, self._keys, self._where, reading=reading))
                connection.execute("ROLLBACK" if reading else "COMMIT")
            except BaseException:
                self._leave(connection)
                raise
            return result

    def _leave(self, connection: psycopg.Connection[Row]) -> None:
        with contextlib.suppress(psycopg.Error):
            connection.execute("ROLLBACK")
        if connection.closed:
            self._pool.check()  # the server went away: so may have the other connections
