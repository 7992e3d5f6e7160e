"""Every value that the master key seals, and what opens it."""

from __future__ import annotations

from store import people
from store.crypto import Keys
from store.errors import Tampered
from store.sealed import MASTER, Sealed
from store.tx import Row, Tx


def all_open(tx: Tx) -> dict[str, list[bytes]]:
    """Every value, opened, by table and column; and every name. One that does not open fails the test."""
    found = {one.name: [_opened(tx.keys, one, row) for row in _rows(tx, one)] for one in MASTER}
    found["name"] = [(people.name_of(tx, row[0]) or "").encode() for row in tx.all("SELECT id FROM person ORDER BY id")]
    return {name: values for name, values in found.items() if values}


def opens_with(tx: Tx, keys: Keys) -> list[str]:
    """The columns of which some value opens with these keys."""
    return [one.name for one in MASTER if any(_does_open(keys, one, row) for row in _rows(tx, one))]


def _rows(tx: Tx, one: Sealed) -> list[Row]:
    columns, order = ", ".join((one.column, *one.named)), ", ".join(one.key)
    only = f" AND {one.only}" if one.only else ""
    sql = f"SELECT {columns} FROM {one.table} WHERE {one.column} IS NOT NULL{only} ORDER BY {order}"  # noqa: S608 - ours
    return tx.all(sql)


def _opened(keys: Keys, one: Sealed, row: Row) -> bytes:
    return keys.open(one.about.format(**dict(zip(one.named, row[1:], strict=True))), row[0])


def _does_open(keys: Keys, one: Sealed, row: Row) -> bool:
    try:
        _opened(keys, one, row)
    except Tampered:
        return False
    return True
