"""Who looked at whom: every read of identified data."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Access:
    """One look at identified data."""

    id: int
    at: str
    who: str
    did: str
    person_id: int | None


def add(tx: Tx, *, at: str, who: str, did: str, person_id: int | None = None) -> int:
    """Notes who did what, about whom; returns the note's id."""
    return tx.insert(
        "INSERT INTO access_log (at, who, did, person_id) VALUES (:at, :who, :did, :person_id)",
        at=at,
        who=who,
        did=did,
        person_id=person_id,
    )


def recent(tx: Tx, limit: int = 100) -> tuple[Access, ...]:
    """The latest notes, newest first."""
    rows = tx.all("SELECT id, at, who, did, person_id FROM access_log ORDER BY id DESC LIMIT :limit", limit=limit)
    return tuple(Access(*row) for row in rows)
