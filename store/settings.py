"""Few plain values: what the provider is called, whether this is sample data."""

from __future__ import annotations

from store.tx import Tx


def get(tx: Tx, name: str) -> str | None:
    """The value of a setting, if it has one."""
    row = tx.one("SELECT value FROM setting WHERE name = :name", name=name)
    return row[0] if row else None


def put(tx: Tx, name: str, value: str) -> None:
    """Gives a setting a value, in place of any it had."""
    tx.run(
        """INSERT INTO setting (name, value) VALUES (:name, :value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        name=name,
        value=value,
    )
