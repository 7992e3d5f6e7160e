"""Seals the whole SQLite file, or unseals it: into a new file, which is compared and then takes the old one's place.

Nobody else may have the file open meanwhile (`store.in_use.hold`). Cut off at any moment, the old file or the new one
is there, whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from store.errors import InUse, NotSaved
from store.files import make_empty_private, sync_folder
from store.sqlite import key_pragma
from store.sqlite_tx import translated

Told = Callable[[str], None]


def is_sealed(path: Path) -> bool:
    """Whether the whole file is sealed: it does not begin as SQLite's do. Only for whoever holds it alone."""
    with path.open("rb") as file:
        return file.read(16) not in (b"SQLite format 3\0", b"")


def convert(path: Path, *, old: bytes, new: bytes, told: Told = lambda _what: None) -> None:
    """Writes the file anew.

    Args:
        path: The database.
        old: The key that it is sealed with; empty where it is not.
        new: The key that it will be sealed with; empty where it will not be.
        told: Called with what is begun.

    Raises:
        NotSaved: The disk is full, or a file is damaged. The old file is as it was.
        InUse: Another program has it open.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)
        make_empty_private(part)
        told("Writing the new file")
        _export(path, part, old, new)
        told("Comparing it with the old one")
        _compare(path, part, old, new)
        _sync(part)
    except OSError as error:
        what = f"A file cannot be written: {error.strerror}."
        raise NotSaved(f"database {path}", what, "Free some space. The old file is as it was.") from error
    except dbapi2.Error as error:
        raise translated(error, f"database {path}") from error
    part.replace(path)
    sync_folder(path.parent)


def _opened(path: Path, key: bytes) -> Any:
    connection = dbapi2.connect(str(path), isolation_level=None)
    if key:
        connection.execute(key_pragma(key))
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def _export(path: Path, part: Path, old: bytes, new: bytes) -> None:
    with closing(_opened(path, old)) as source:
        # The log is copied into the file and taken away: beside the new file it would be another database's.
        (mode,) = source.execute("PRAGMA journal_mode=DELETE").fetchone()
        if mode != "delete" or path.with_name(f"{path.name}-wal").exists():
            raise InUse(f"database {path}", "Another program has it open.", "Stop it first. Then run this again.")
        source.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(part), f"x'{new.hex()}'" if new else ""))
        source.execute("SELECT sqlcipher_export('fresh')").fetchall()
        source.execute("DETACH DATABASE fresh")


def _compare(path: Path, part: Path, old: bytes, new: bytes) -> None:
    """Every row of every table, and SQLite's own check of the new file."""
    with closing(_opened(path, old)) as source, closing(_opened(part, new)) as copied:
        schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        queries = [schema, *(f'SELECT * FROM "{name}"' for (name,) in source.execute(tables).fetchall())]
        for query in queries:
            for one, other in zip_longest(source.execute(query), copied.execute(query)):
                if one != other:
                    raise _differs(path)
        if copied.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise _differs(path)


def _differs(path: Path) -> NotSaved:
    what = "The new file is not as the old one. The old one stays."
    return NotSaved(f"database {path}", what, "Check the disk, and run `plainsay doctor`.")


def _sync(part: Path) -> None:
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
