"""A transaction on PostgreSQL, our SQL in its words, and what its errors mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

import psycopg
from psycopg import errors

from store.crypto import Keys
from store.errors import BrokenStatement, NotRead, NotSaved, Refused, StoreError
from store.tx import POSTGRES, Row

T = TypeVar("T")

# What is not a parameter comes first: a quoted text or name, a comment, a cast.
_PARTS = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|::)|:([A-Za-z_]\w*)|(%)""")


@lru_cache(maxsize=512)
def translate(sql: str) -> str:
    """The same SQL with `%(name)s` for `:name`, and every other percent sign doubled."""

    def part(found: re.Match[str]) -> str:
        kept, name, _ = found.groups()
        if kept:
            return str(kept).replace("%", "%%")
        return f"%({name})s" if name else "%%"

    return _PARTS.sub(part, sql)


def translated(error: Exception, where: str, *, reading: bool = False) -> StoreError:
    """Our own error for one of the driver's: its state and constraint, for its text can hold values."""
    state = getattr(error, "sqlstate", None) or type(error).__name__
    if isinstance(error, errors.IntegrityError | errors.DataError | UnicodeError | OverflowError):
        constraint = getattr(getattr(error, "diag", None), "constraint_name", None) or "its type"
        return Refused(where, f"A row breaks a rule: {state}, {constraint}.", "Check what was written.")
    wrote_in_a_read = reading and isinstance(error, errors.ReadOnlySqlTransaction)
    if isinstance(error, errors.OperationalError | errors.InternalError) and not wrote_in_a_read:
        kind = NotRead if reading else NotSaved
        return kind(where, f"The server cannot do it now: {state}.", "Check the server. Then try again.")
    return BrokenStatement(where, f"A statement is wrong: {state}.", "Report this bug.")


class Again(Exception):
    """Two turns stood in each other's way; this one is run again from the start."""


class PostgresTx:
    """One turn on a connection that is in a transaction already."""

    __slots__ = ("_connection", "_reading", "_where", "at_end", "dialect", "failed", "keys", "lock")

    def __init__(self, connection: psycopg.Connection[Row], keys: Keys, where: str, *, reading: bool = False) -> None:
        self._connection, self._where, self._reading = connection, where, reading
        self.keys = keys
        self.dialect = POSTGRES
        self.lock = "" if reading else POSTGRES.lock  # a read-only transaction may not lock
        self.failed: StoreError | None = None
        self.at_end: list[Callable[[], None]] = []

    def run(self, sql: str, /, **values: Any) -> int:
        """Runs a statement and returns how many rows it changed."""
        return self._execute(sql, values, lambda cursor: cursor.rowcount)

    def insert(self, sql: str, /, **values: Any) -> int:
        """Runs an INSERT and returns the new id."""
        return self._execute(sql + " RETURNING id", values, psycopg.Cursor.fetchall)[0][0]  # type: ignore[no-any-return]

    def one(self, sql: str, /, **values: Any) -> Row | None:
        """The first row, if there is any."""
        return self._execute(sql, values, psycopg.Cursor.fetchone)

    def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Every row."""
        return self._execute(sql, values, psycopg.Cursor.fetchall)

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Runs a statement once for each row of values."""
        listed = list(rows)
        if listed:
            with self._errors():
                self._connection.cursor().executemany(translate(sql).encode(), listed)

    def _execute(self, sql: str, values: Mapping[str, Any], take: Callable[[psycopg.Cursor[Row]], T]) -> T:
        with self._errors():
            # As bytes, since psycopg takes only literal str: all our SQL is written in store/.
            return take(self._connection.execute(translate(sql).encode(), values))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (errors.DeadlockDetected, errors.SerializationFailure) as error:
            self.failed = translated(error, self._where, reading=self._reading)
            raise Again from error
        except (psycopg.Error, OverflowError, UnicodeError) as error:
            self.failed = translated(error, self._where, reading=self._reading)
            raise self.failed from None  # the driver's text can hold values, which have no place in a log
