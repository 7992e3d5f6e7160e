"""Seals anew, with a fresh master key, everything that the old one sealed: in one transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store import migrations, settings
from store.crypto import Keys
from store.database import CHECK
from store.errors import Tampered
from store.sealed import MASTER, Sealed
from store.tx import Row, Tx

Told = Callable[[str, int], None]
"""Called with table and column, and how many values of it were sealed anew."""


@dataclass(frozen=True, slots=True)
class Resealed:
    """What was done.

    Attributes:
        values: How many values were sealed anew.
        unopened: Those that did not open with the old key either, by table and column: they stay as they are.
    """

    values: int
    unopened: tuple[str, ...]


def reseal(tx: Tx, fresh: Keys, told: Told = lambda _name, _number: None) -> Resealed:
    """Seals everything with the fresh keys. Nobody else may use the database meanwhile (see `alone` of its options)."""
    migrations.alone(tx)
    values, unopened = 0, []
    for one in MASTER:
        rows = _rows(tx, one)
        sealed = [(row, _again(tx, fresh, one, row)) for row in rows]
        for row, new in sealed:
            if new is None:
                unopened.append(one.name)
            else:
                _put(tx, one, row, new)
        values += len(rows)
        if rows:
            told(one.name, len(rows))
    settings.put(tx, CHECK, fresh.seal_check().hex())
    return Resealed(values - len(unopened), tuple(unopened))


def _rows(tx: Tx, one: Sealed) -> list[Row]:
    columns = ", ".join((*one.key, one.column, *one.named))
    only = f" AND {one.only}" if one.only else ""
    # Put together from the constants above: no value is in it.
    found = tx.all(f"SELECT {columns} FROM {one.table} WHERE {one.column} IS NOT NULL{only}")
    return [row for row in found if row[len(one.key)]]


def _again(tx: Tx, fresh: Keys, one: Sealed, row: Row) -> bytes | None:
    about = one.about.format(**dict(zip(one.named, row[len(one.key) + 1 :], strict=True)))
    try:
        return fresh.seal(about, tx.keys.open(about, row[len(one.key)]))
    except Tampered:
        return None


def _put(tx: Tx, one: Sealed, row: Row, sealed: bytes) -> None:
    found = " AND ".join(f"{column} = :{column}" for column in one.key)
    values = dict(zip(one.key, row, strict=False))
    tx.run(f"UPDATE {one.table} SET {one.column} = :sealed WHERE {found}", sealed=sealed, **values)
