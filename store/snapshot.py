"""A copy of the live SQLite file, taken while others write, and what such a copy holds.

For a process that does nothing else with the file: `plainsay backup`, also where the program runs beside it. `key` is
that of a file that is sealed as a whole; its copy is sealed with it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from store.errors import NotSaved
from store.files import make_empty_private
from store.sqlite import SqliteOptions, check_library, connect
from store.sqlite_tx import translated

PAGES_A_STEP = 512
"""Copied at a time: 2 MB, after which the progress is told."""
INSTALLATION = "installation"
"""The setting that tells one installation's backups from another's in the same folder."""
NEWEST = (
    ("session", "updated_at"),
    ("answer", "at"),
    ("inbox", "arrived_at"),
    ("outbox", "made_at"),
    ("worry", "told_at"),
    ("access_log", "at"),
)
"""Tables that the newest writes are found in, with the column of their moment."""

Told = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What a copy holds.

    Attributes:
        schema: Its schema version.
        counts: Table → rows.
        key_check: What shows which key file is its own; '' where it has none yet.
        log_head: Number and hash of the newest note in the access log.
        newest: When something was written last, as far as rows tell; '' in an empty one.
        problems: What SQLite's own check finds; empty where the file is sound.
    """

    schema: int
    counts: Mapping[str, int]
    key_check: str
    log_head: str
    newest: str
    problems: tuple[str, ...] = ()


def copy(source: Path, to: Path, told: Told = lambda _done, _of: None, *, key: bytes = b"") -> None:
    """Copies the database as it is at one moment, while others go on writing.

    A read transaction keeps the moment still: without it each write by another process would start the copy anew.

    Raises:
        StoreError: The file cannot be read, or the copy not written.
    """
    check_library(dbapi2.sqlite_version_info)
    make_empty_private(to)
    with _read(source, key) as live, closing(_writable(to, key)) as target:
        try:
            live.execute("BEGIN")
            live.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # from here on the moment stands still

            def step(_status: int, remaining: int, total: int) -> None:
                told(total - remaining, total)

            live.backup(target, pages=PAGES_A_STEP, progress=step)
        except dbapi2.Error as error:
            if getattr(error, "sqlite_errorcode", None):
                raise translated(error, f"copy {to}") from error
            # The backup API tells no code: it is the copy that cannot be written, or the disk.
            what, mend = f"The copy was not made: {error}.", "Free some space there: as much as the database takes."
            raise NotSaved(f"copy {to}", what, mend) from error


def installation(source: Path, fresh: str, *, key: bytes = b"") -> str:
    """The name of this installation in its backups; the one given becomes it where it has none yet."""
    with closing(_connected(source, key)) as live:
        try:
            live.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING", (INSTALLATION, fresh)
            )
            (found,) = live.execute("SELECT value FROM setting WHERE name = ?", (INSTALLATION,)).fetchone()
        except dbapi2.Error as error:
            raise translated(error, f"database {source}") from error
    return str(found)


def schema(source: Path, *, key: bytes = b"") -> int:
    """The schema version of a live database; 0 of an empty one."""
    with closing(_connected(source, key)) as live:
        try:
            (found,) = live.execute("SELECT MAX(version) FROM schema_version").fetchone()
        except dbapi2.Error as error:
            raise translated(error, f"database {source}", reading=True) from error
    return int(found or 0)


def holds(path: Path, *, key: bytes = b"") -> Holds:
    """What a copy holds. Nothing else may write it meanwhile.

    Raises:
        StoreError: It is no database of Plainsay's, or damaged.
    """
    with _still(path, key) as found:
        tables = _tables(found)
        counts = {table: int(found.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]) for table in tables}
        checks = [str(row[0]) for row in found.execute("PRAGMA integrity_check")]
        checks += [f"a row of {row[0]} points at nothing" for row in found.execute("PRAGMA foreign_key_check")]
        (schema,) = found.execute("SELECT MAX(version) FROM schema_version").fetchone()
        key = found.execute("SELECT value FROM setting WHERE name = 'key_check'").fetchone()
        return Holds(
            schema=int(schema or 0),
            counts=counts,
            key_check=str(key[0]) if key else "",
            log_head=_log_head(found),
            newest=_newest(found, tables),
            problems=tuple(check for check in checks if check != "ok"),
        )


def digests(path: Path, *, key: bytes = b"") -> dict[str, str]:
    """Table → SHA-256 over all its rows, in their order: whatever changed in any row shows."""
    with _still(path, key) as found:
        return {table: _digest(found, table) for table in _tables(found)}


def sealed_files(path: Path, *, key: bytes = b"") -> frozenset[str]:
    """Names of the sealed files that rows of a copy point at, whatever its schema version."""
    with _still(path, key) as found:
        tables = [table for table in ("media", "worry", "own_picture", "record") if table in _tables(found)]
        have = [table for table in tables if "file" in _columns(found, table)]
        names = [found.execute(f"SELECT file FROM {table} WHERE file IS NOT NULL").fetchall() for table in have]
    return frozenset(str(row[0]) for rows in names for row in rows)


def is_keyed(path: Path) -> bool:
    """Whether a file is sealed as a whole: it does not begin as SQLite's do. Not for the process that uses it."""
    with path.open("rb") as file:
        return file.read(16) != b"SQLite format 3\0"


def _digest(found: Any, table: str) -> str:
    total = hashlib.sha256()
    for row in found.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):
        total.update(repr(row).encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _log_head(found: Any) -> str:
    row = found.execute("SELECT * FROM access_log ORDER BY id DESC LIMIT 1").fetchone()
    return f"{row[0]} {hashlib.sha256(repr(row).encode()).hexdigest()}" if row else ""


def _newest(found: Any, tables: list[str]) -> str:
    moments = [
        found.execute(f"SELECT MAX({column}) FROM {table}").fetchone()[0] for table, column in NEWEST if table in tables
    ]
    return max((str(moment) for moment in moments if moment), default="")


def _tables(found: Any) -> list[str]:
    rows = found.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [str(row[0]) for row in rows]


def _columns(found: Any, table: str) -> list[str]:
    return [str(row[1]) for row in found.execute(f"PRAGMA table_info({table})")]


@contextmanager
def _read(path: Path, key: bytes) -> Iterator[Any]:
    with closing(_connected(path, key)) as live:
        live.execute("PRAGMA query_only=ON")
        yield live


@contextmanager
def _still(path: Path, key: bytes) -> Iterator[Any]:
    """A copy that nobody writes: opened without locks and without files beside it."""
    try:
        with closing(connect(path, SqliteOptions(key=key), mode="ro", more="&immutable=1")) as found:
            yield found
    except dbapi2.Error as error:
        raise translated(error, f"copy {path}", reading=True) from error


def _connected(path: Path, key: bytes) -> Any:
    """A connection beside the program's own: one that could write, since it may have to make the files of the log."""
    try:
        return connect(path, SqliteOptions(key=key), mode="beside")
    except dbapi2.Error as error:
        raise translated(error, f"database {path}", reading=True) from error


def _writable(path: Path, key: bytes) -> Any:
    try:
        return connect(path, SqliteOptions(key=key), mode="copy")
    except dbapi2.Error as error:
        raise translated(error, f"copy {path}") from error
