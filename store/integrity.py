"""Whether the database itself is whole, apart from what it says."""

from __future__ import annotations

from pathlib import Path

from store.tx import SQLITE, Tx

FIRST = 5
"""So many faults are told; there can be thousands."""


def damage(tx: Tx) -> tuple[str, ...]:
    """What is wrong with the pages, indexes and references of the file, the first few; nothing where it is whole.

    PostgreSQL is not looked at: it checks its pages itself where it was set up to (`data_checksums`).

    Raises:
        NotRead: The file is too damaged to be looked at.
    """
    if tx.dialect is not SQLITE:
        return ()
    faults = [*_cut(tx)]
    faults += [str(row[0]) for row in tx.all(f"PRAGMA integrity_check({FIRST})") if row[0] != "ok"]
    astray = {str(row[0]) for row in tx.all("PRAGMA foreign_key_check")}
    return (*faults, *(f"A row of {table} points at nothing." for table in sorted(astray)))[:FIRST]


def _cut(tx: Tx) -> tuple[str, ...]:
    """SQLite writes whole pages, and reads what is missing of the last one as zeros: it finds no fault in that."""
    size = tx.one("PRAGMA page_size")
    files = [str(row[2]) for row in tx.all("PRAGMA database_list") if row[1] == "main" and row[2]]
    cut = size and any(Path(file).stat().st_size % int(size[0]) for file in files)
    return ("The end of the file is missing: its last page is cut off.",) if cut else ()
