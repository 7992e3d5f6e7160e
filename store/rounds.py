"""The periods in which people are asked."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Round:
    """A period, both days included, as `2026-11-22`."""

    id: int
    name: str
    opens_on: str
    closes_on: str


def add(tx: Tx, *, name: str, opens_on: str, closes_on: str) -> int:
    """Adds a round and returns its id."""
    return tx.insert(
        "INSERT INTO round (name, opens_on, closes_on) VALUES (:name, :opens_on, :closes_on)",
        name=name,
        opens_on=opens_on,
        closes_on=closes_on,
    )


def all(tx: Tx) -> tuple[Round, ...]:  # noqa: A001 - read as rounds.all(tx)
    """Every round, earliest first."""
    rows = tx.all("SELECT id, name, opens_on, closes_on FROM round ORDER BY opens_on, id")
    return tuple(Round(*row) for row in rows)


def on(tx: Tx, day: str) -> Round | None:
    """The round that is open on a day; the one that opened last, where they overlap."""
    row = tx.one(
        """SELECT id, name, opens_on, closes_on FROM round WHERE opens_on <= :day AND closes_on >= :day
        ORDER BY opens_on DESC, id DESC LIMIT 1""",
        day=day,
    )
    return Round(*row) if row else None


def hold(tx: Tx, round_id: int) -> None:
    """Keeps other writers from the results of a round until the turn ends."""
    if tx.lock:
        tx.one("SELECT id FROM round WHERE id = :id" + tx.lock, id=round_id)
