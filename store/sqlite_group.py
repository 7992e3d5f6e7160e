"""Group commit: turns that wait are run together, each under a savepoint, and one COMMIT saves them all.

aiosqlite has one thread for each connection and a public `commit()`. Here `commit()` is what drains the turns:
while it waits for the disk, the next turns gather.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import aiosqlite
from sqlcipher3 import dbapi2

from store.crypto import Keys
from store.errors import StoreError
from store.sqlite_tx import SqliteTx, group_lost, translated
from store.tx import Tx, play

T = TypeVar("T")

TIDY_WAIT_MS = 100
"""For readers that are in the way of an empty log. A standby's always is: everyone would wait as long for nothing."""


@dataclass(slots=True)
class Turn:
    """One caller's turn and, once it was run, what became of it."""

    call: Callable[[Tx], Any]
    caller: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def answer(self) -> None:
        """Tells the caller, who may have been cancelled meanwhile."""
        if self.caller.done():
            return
        if self.error is None:
            self.caller.set_result(self.result)
        else:
            self.caller.set_exception(self.error)


class _DrainingConnection(dbapi2.Connection):  # type: ignore[misc]  # sqlcipher3 has no types
    """A connection that takes its work from a queue that the event loop fills."""

    waiting: deque[Turn]
    handled: list[Turn]
    keys: Keys
    where: str
    limit: int

    def take(self) -> Turn | None:
        """The next turn of this group that someone still waits for."""
        while self.waiting and len(self.handled) < self.limit:
            turn = self.waiting.popleft()
            if not turn.caller.cancelled():
                self.handled.append(turn)
                return turn
        return None

    def leave(self) -> None:
        """Ends a transaction without saving it."""
        try:
            if self.in_transaction:
                self.execute("ROLLBACK")
        except dbapi2.Error:
            return  # it has rolled back by itself


class WritingConnection(_DrainingConnection):
    """Its `commit()` runs the turns that wait as one transaction.

    Attributes:
        truncate: Copy the log into the database after the next group, and make it empty; back to False once it is so.
    """

    truncate = False

    def commit(self) -> None:
        """Runs and saves one group. Never raises: every turn in `handled` has its own outcome then."""
        error: BaseException | None = None
        try:
            self.execute("BEGIN IMMEDIATE")
            while turn := self.take():
                self._run(turn)
            self.execute("COMMIT")
        except BaseException as lost:  # noqa: BLE001 - the callers get it; this thread must go on
            error = lost
        if error is not None:
            self._lose(error)
        elif self.truncate:
            self._truncate()

    def _truncate(self) -> None:
        """A reader that is in the way makes it fail; then the log stays as it is, and `truncate` says so."""
        with suppress(dbapi2.Error):
            (usual,) = self.execute("PRAGMA busy_timeout").fetchone()
            self.execute(f"PRAGMA busy_timeout={TIDY_WAIT_MS}")
            try:
                busy, *_ = self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self.truncate = bool(busy)
            finally:
                self.execute(f"PRAGMA busy_timeout={usual}")

    def _run(self, turn: Turn) -> None:
        tx = SqliteTx(self, self.keys, self.where)
        self.execute("SAVEPOINT turn")
        try:
            turn.result = play(turn.call, tx)
        except BaseException as error:
            if not self.in_transaction:  # a full disk: SQLite has rolled the whole group back
                raise
            turn.error = error
            self.execute("ROLLBACK TO turn")
        self.execute("RELEASE turn")

    def _lose(self, error: BaseException) -> None:
        if not self.handled:  # not even begun: those who wait now are told
            while self.take():
                pass
        cause = error.__cause__ or error
        for turn in self.handled:
            turn.error = group_lost(cause, self.where)
        self.leave()


class ReadingConnection(_DrainingConnection):
    """Its `commit()` runs the queries that wait, each on a snapshot of its own. It saves nothing."""

    def commit(self) -> None:
        """Runs what waits. Never raises."""
        while turn := self.take():
            try:
                self.execute("BEGIN")
                turn.result = play(turn.call, SqliteTx(self, self.keys, self.where, reading=True))
            except dbapi2.Error as error:
                turn.error = translated(error, self.where, reading=True)
            except BaseException as error:  # noqa: BLE001 - the caller gets it
                turn.error = error
            finally:
                self.leave()


class Lane:
    """One connection, its waiting turns, and the one task that has them run."""

    def __init__(
        self, connector: Callable[[], Any], keys: Keys, where: str, limit: int, refuse: type[StoreError]
    ) -> None:
        self._waiting: deque[Turn] = deque()
        self._handled: list[Turn] = []
        self._flusher: asyncio.Task[None] | None = None
        self._closed = False
        self._broken: dbapi2.Error | None = None
        self._refuse = refuse
        self._keys, self._where, self._limit = keys, where, limit
        self._connector = connector
        self._connection = aiosqlite.Connection(self._connect, 64)

    def _connect(self) -> Any:
        try:
            connection = self._connector()
        except dbapi2.Error as error:
            # What cannot be opened is closed like any other, by `open`: aiosqlite would leave its thread behind,
            # which fails when the event loop ends before it does.
            self._broken = error
            return dbapi2.connect(":memory:")
        connection.waiting, connection.handled = self._waiting, self._handled
        connection.keys, connection.where, connection.limit = self._keys, self._where, self._limit
        return connection

    @property
    def load(self) -> int:
        """How many turns wait or run."""
        return len(self._waiting) + len(self._handled)

    async def open(self) -> None:
        """Starts the thread and opens the connection on it."""
        await self._connection
        if self._broken is not None:
            await self._connection.close()
            raise translated(self._broken, self._where) from self._broken

    async def run(self, call: Callable[[Tx], T]) -> T:
        """Has a turn run with the next group, and waits for what becomes of it."""
        if self._closed:
            raise self._refuse(self._where, "The database is closed.", "Start the program again.")
        turn = Turn(call, asyncio.get_running_loop().create_future())
        self._waiting.append(turn)
        if self._flusher is None:
            self._flusher = asyncio.create_task(self._flush())
        result: T = await turn.caller
        return result

    async def truncate(self) -> bool:
        """Copies the log into the database and makes it empty; False where a reader was in the way."""
        connection: Any = self._connection._conn  # noqa: SLF001 - aiosqlite has no public name for it
        connection.truncate = True
        await self.run(_nothing)
        return not connection.truncate

    async def _flush(self) -> None:
        try:
            while self._waiting:
                await self._connection.commit()
                for turn in self._handled:
                    turn.answer()
                self._handled.clear()
        finally:
            self._flusher = None

    async def close(self) -> None:
        """Finishes what waits, then closes the connection."""
        self._closed = True
        if self._flusher is not None:
            await asyncio.wait([self._flusher])
        await self._connection.close()


def _nothing(_: Tx) -> None:
    """A turn that only has a group begin."""
