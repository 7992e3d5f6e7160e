"""How large the database is."""

from __future__ import annotations

from store.tx import SQLITE, Tx


def in_bytes(tx: Tx) -> int:
    """Of the whole database, its log apart."""
    if tx.dialect is SQLITE:
        row = tx.one("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    else:
        row = tx.one("SELECT pg_database_size(current_database())")
    return int(row[0]) if row else 0
