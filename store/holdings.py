"""All that the database holds on one person, table by table. A test fails where a table is not named here.

`HOLDINGS` are the tables with rows that belong to a person, `OTHERS` those that hold nothing of one. What is sealed is
opened with the person's key. What others said about them in confidence is left out on purpose: `WITHHELD` says why.
"""

from __future__ import annotations

from typing import Any

from store import people
from store.crypto import DataKey
from store.holding_others import OTHERS, WITHHELD
from store.holding_tables import HOLDINGS, LOOKS, TALKS, Holding
from store.tx import Tx

__all__ = ["HOLDINGS", "OTHERS", "WITHHELD", "Found", "Holding", "counts", "is_shared", "looks", "records_with_files",
           "rows", "said_of_others", "seen_by_others"]  # fmt: skip

Found = dict[str, Any]


def rows(tx: Tx, person_id: int) -> dict[str, list[Found]]:
    """All of it, opened, by table; tables with nothing are left out. The caller logs that someone looked.

    A value that cannot be opened any more, since its key is gone, is None.
    """
    key = people.data_key(tx, person_id)
    found = {table: [_opened(key, holding, row) for row in _rows(tx, table, holding, person_id)]
             for table, holding in HOLDINGS.items()}  # fmt: skip
    return {table: kept for table, kept in found.items() if kept}


def counts(tx: Tx, person_id: int) -> dict[str, int]:
    """How many rows each table has of a person."""
    made = {table: tx.one(f"SELECT COUNT(*) FROM {table} WHERE {held.where}", id=person_id)
            for table, held in HOLDINGS.items()}  # fmt: skip
    return {table: int(row[0]) for table, row in made.items() if row and row[0]}


def looks(tx: Tx, person_id: int) -> list[tuple[str, str, str]]:
    """Who did what with what is known of a person, and when: (when, who, what), the latest first. Never of worries."""
    rows = tx.all(f"SELECT at, who, did FROM access_log WHERE {LOOKS} ORDER BY id DESC", id=person_id)
    return [(row[0], row[1], row[2]) for row in rows]


def is_shared(tx: Tx, person_id: int) -> bool:
    """Whether something of theirs went to their family, or stands where everyone can read it."""
    row = tx.one(
        """SELECT 1 FROM summary WHERE person_id = :id AND family_ok = 1 AND closed_at IS NULL
        UNION SELECT 1 FROM record WHERE person_id = :id AND public = 1 AND removed_at IS NULL""",
        id=person_id,
    )
    return row is not None


def records_with_files(tx: Tx, person_id: int) -> tuple[int, ...]:
    """Numbers of the records about a person that have a file."""
    rows = tx.all("SELECT id FROM record WHERE person_id = :id AND file IS NOT NULL ORDER BY id", id=person_id)
    return tuple(row[0] for row in rows)


def seen_by_others(tx: Tx, person_id: int) -> int:
    """How many answers others gave about a person whom they watched."""
    sql = f"SELECT COUNT(*) FROM answer WHERE person_id = :id AND NOT ({TALKS})"
    row = tx.one(sql, id=person_id)
    return int(row[0]) if row else 0


def said_of_others(tx: Tx, person_id: int) -> int:
    """How many answers a person gave about others whom they watched."""
    row = tx.one(f"SELECT COUNT(*) FROM answer WHERE person_id <> :id AND {TALKS}", id=person_id)
    return int(row[0]) if row else 0


def _rows(tx: Tx, table: str, holding: Holding, person_id: int) -> list[Found]:
    columns = ", ".join(holding.columns)
    found = tx.all(f"SELECT {columns} FROM {table} WHERE {holding.where} ORDER BY 1", id=person_id)
    return [dict(zip(holding.columns, row, strict=True)) for row in found]


def _opened(key: DataKey | None, holding: Holding, row: Found) -> Found:
    opened = {
        column: key.open_text(about.format(**row), row[column]) if key and row[column] else None
        for column, about in holding.sealed.items()
    }
    plain = {name: value for name, value in row.items() if not isinstance(value, bytes | memoryview)}
    return {name: opened.get(name, plain.get(name)) for name in holding.columns}
