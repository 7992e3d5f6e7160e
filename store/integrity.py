"""Whether the database itself is whole, apart from what it says."""

from __future__ import annotations

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
    faults = [str(row[0]) for row in tx.all(f"PRAGMA integrity_check({FIRST})") if row[0] != "ok"]
    astray = {str(row[0]) for row in tx.all("PRAGMA foreign_key_check")}
    return (*faults, *(f"A row of {table} points at nothing." for table in sorted(astray)))[:FIRST]
