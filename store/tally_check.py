"""Everything that is counted, and what it must add up to: for comparing the one with the other."""

from __future__ import annotations

from store.tallies import PLACE, STANDINGS, WHERE, Count
from store.tx import Tx


def codes(tx: Tx) -> tuple[tuple[str, str], ...]:
    """Every code and version that something is counted or shown on."""
    tables = ("tally", "standing", "published")
    rows = tx.all(" UNION ".join(f"SELECT code, code_version FROM {table}" for table in tables))
    return tuple(sorted((row[0], row[1]) for row in rows))


def rebuild_counts(tx: Tx, *, code: str, code_version: str) -> tuple[Count, ...]:
    """What the tallies of every round must be, counted anew from the standings: slow, to compare with."""
    sums = ", ".join(f"SUM(CASE WHEN standing = '{place}' THEN 1 ELSE 0 END)" for place in STANDINGS)
    rows = tx.all(
        f"SELECT {PLACE}, {sums} FROM standing WHERE {WHERE} GROUP BY {PLACE}",
        code=code,
        code_version=code_version,
    )
    return tuple(sorted((Count(*row) for row in rows), key=lambda one: one.place))


def all_counts(tx: Tx, *, code: str, code_version: str) -> tuple[Count, ...]:
    """The tallies of every round, in the order of `rebuild_counts`."""
    rows = tx.all(
        f"SELECT {PLACE}, good, mixed, not_good FROM tally WHERE {WHERE}",
        code=code,
        code_version=code_version,
    )
    return tuple(sorted((Count(*row) for row in rows), key=lambda one: one.place))
