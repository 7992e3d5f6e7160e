"""A transaction on SQLite, and what SQLite's errors mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sqlcipher3 import dbapi2

from store.crypto import Keys
from store.errors import BrokenStatement, NotRead, NotSaved, Refused, StoreError
from store.tx import SQLITE, Row

T = TypeVar("T")

# SQLite's primary result codes (sqlite.org/rescode.html) for what goes wrong outside of the program.
_OUTSIDE = {
    5: ("Another process holds the lock.", "Stop the other process, or wait."),
    6: ("Another process holds the lock.", "Stop the other process, or wait."),
    7: ("There is not enough memory.", "Free some memory."),
    8: ("The file cannot be written.", "Make the file and its folder writable."),
    10: ("The disk does not work.", "Check the disk. Restore a backup if need be."),
    11: ("The file is damaged.", "Restore a backup."),
    13: ("The disk is full.", "Free some space."),
    14: ("The file cannot be opened.", "Make the file and its folder writable."),
    15: ("Another process holds the lock.", "Stop the other process, or wait."),
    26: ("The file is not a database, or is sealed with a key.", "Look at PLAINSAY_DATABASE_KEY, or restore a backup."),
}
_REFUSED = {18, 19, 20}  # too big, a constraint, a wrong type
_READ_ONLY = 8


def _code(error: BaseException) -> int:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def translated(error: BaseException, where: str, *, reading: bool = False) -> StoreError:
    """Our own error for one of the driver's. Its text names tables and columns, never values."""
    code = _code(error)
    if code in _REFUSED or isinstance(error, OverflowError | UnicodeError):
        return Refused(where, f"A row breaks a rule: {type(error).__name__}, {error}.", "Check what was written.")
    if code in _OUTSIDE and not (reading and code == _READ_ONLY):
        return (NotRead if reading else NotSaved)(where, *_OUTSIDE[code])
    return BrokenStatement(where, f"A statement is wrong: {error}.", "Report this bug.")


def group_lost(error: BaseException | None, where: str) -> NotSaved:
    """What each caller of a group gets when the group could not be committed."""
    what, mend = _OUTSIDE.get(_code(error) if error else 0, ("The group was not committed.", "Try again."))
    return NotSaved(where, what, mend)


class SqliteTx:
    """One turn on a connection that is in a transaction already."""

    __slots__ = ("_connection", "_reading", "_where", "at_end", "dialect", "failed", "keys", "lock")

    def __init__(self, connection: Any, keys: Keys, where: str, *, reading: bool = False) -> None:
        self._connection, self._where, self._reading = connection, where, reading
        self.keys = keys
        self.dialect = SQLITE
        self.lock = ""
        self.failed: StoreError | None = None
        self.at_end: list[Callable[[], None]] = []

    def run(self, sql: str, /, **values: Any) -> int:
        """Runs a statement and returns how many rows it changed."""
        return self._execute(sql, values, _row_count)

    def insert(self, sql: str, /, **values: Any) -> int:
        """Runs an INSERT and returns the new id."""
        return self._execute(sql + " RETURNING id", values, _fetch_all)[0][0]  # type: ignore[no-any-return]  # an id

    def one(self, sql: str, /, **values: Any) -> Row | None:
        """The first row, if there is any."""
        return self._execute(sql, values, _fetch_one)

    def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Every row."""
        return self._execute(sql, values, _fetch_all)

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Runs a statement once for each row of values."""
        for row in rows:
            self._execute(sql, row, _row_count)

    def _execute(self, sql: str, values: Mapping[str, Any], take: Callable[[Any], T]) -> T:
        # After a full disk SQLite has rolled back by itself: a statement now would be saved all alone.
        if not self._connection.in_transaction:
            self.failed = self.failed or group_lost(None, self._where)
            raise self.failed
        try:
            return take(self._connection.execute(sql, values))
        except (dbapi2.Error, OverflowError, UnicodeError) as error:
            self.failed = translated(error, self._where, reading=self._reading)
            raise self.failed from error


def _row_count(cursor: Any) -> int:
    return int(cursor.rowcount)


def _fetch_one(cursor: Any) -> Row | None:
    row: Row | None = cursor.fetchone()
    return row


def _fetch_all(cursor: Any) -> list[Row]:
    rows: list[Row] = cursor.fetchall()
    return rows
