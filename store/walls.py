"""Pages for a wall: a link each, signed of number and version, for a service or for all."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

_COLUMNS = "id, service_id, version, made_at, made_by, revoked_at"


@dataclass(frozen=True, slots=True)
class Wall:
    """One page for a wall; `service_id` is 0 for the whole provider."""

    id: int
    service_id: int
    version: int
    made_at: str
    made_by: str
    revoked_at: str | None


def add(tx: Tx, *, service_id: int, at: str, by: str) -> int:
    """Adds one and returns its id."""
    sql = "INSERT INTO wall (service_id, made_at, made_by) VALUES (:service, :at, :by)"
    return tx.insert(sql, service=service_id, at=at, by=by)


def get(tx: Tx, wall_id: int) -> Wall | None:
    """One of them, revoked or not."""
    row = tx.one(f"SELECT {_COLUMNS} FROM wall WHERE id = :id", id=wall_id)
    return Wall(*row) if row else None


def all(tx: Tx) -> tuple[Wall, ...]:  # noqa: A001 - read as walls.all(tx)
    """Those that work, oldest first."""
    return tuple(Wall(*row) for row in tx.all(f"SELECT {_COLUMNS} FROM wall WHERE revoked_at IS NULL ORDER BY id"))


def revoke(tx: Tx, wall_id: int, at: str) -> None:
    """Ends one: whoever has its link finds nothing there any more."""
    tx.run("UPDATE wall SET revoked_at = COALESCE(revoked_at, :at) WHERE id = :id", id=wall_id, at=at)
