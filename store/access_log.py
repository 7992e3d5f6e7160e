"""Who looked at whom: every read of identified data. The notes are a chain (see `access_chain`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from store import access_chain
from store.access_check import Break, Kind, State, prune, stands_at, state, verify
from store.tx import Tx, settle

__all__ = ["Access", "Break", "Kind", "State", "add", "of_person", "prune", "recent", "stands_at", "state", "verify"]

_COLUMNS = "id, at, who, did, person_id"


@dataclass(frozen=True, slots=True)
class Access:
    """One look at identified data."""

    id: int
    at: str
    who: str
    did: str
    person_id: int | None


def add(tx: Tx, *, at: str, who: str, did: str, person_id: int | None = None) -> None:
    """Notes who did what, about whom. It is written when the turn ends, and saved with it or not at all.

    `did` is one of the deeds that `asking.deeds` knows: never a name or word of a person supported.
    """
    tx.at_end.append(partial(access_chain.put, tx, (at, who, did, person_id)))


def recent(tx: Tx, limit: int = 100) -> tuple[Access, ...]:
    """The latest notes, newest first."""
    settle(tx)
    rows = tx.all(f"SELECT {_COLUMNS} FROM access_log ORDER BY id DESC LIMIT :limit", limit=limit)
    return tuple(Access(*row) for row in rows)


def of_person(tx: Tx, person_id: int, limit: int = 100, before_id: int | None = None) -> tuple[Access, ...]:
    """Who looked at one person, newest first; `before_id` goes on after the last one that was shown."""
    settle(tx)
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM access_log WHERE person_id = :person_id AND (:before = 0 OR id < :before)
        ORDER BY id DESC LIMIT :limit""",
        person_id=person_id,
        before=before_id or 0,
        limit=limit,
    )
    return tuple(Access(*row) for row in rows)
