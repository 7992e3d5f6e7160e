"""Notes on an action, and what people said when it was opened."""

from __future__ import annotations

import json
from dataclasses import dataclass

from store import members
from store.action import Status
from store.action_beside import opened, sealed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote on how an action goes.

    Attributes:
        by: Who wrote it; '' where the program did.
        status: What they said that it is from then on; '' where that stayed as it was.
    """

    id: int
    action_id: int
    at: str
    by: str
    words: str
    status: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What one group said on a standard when an action was opened: `result` as readers saw it then (JSON)."""

    standard: str
    round_id: int
    source: str
    result: str


def add(tx: Tx, action_id: int, *, words: str, status: Status | None, by: int | None, at: str) -> int:
    """Adds a note and returns its id. With a status, the action has that one from now on."""
    tx.run("UPDATE action SET moved_at = :at WHERE id = :id", id=action_id, at=at)
    return tx.insert(
        """INSERT INTO action_note (action_id, at, member_id, body, status)
        VALUES (:id, :at, :by, :body, :status)""",
        id=action_id,
        at=at,
        by=by,
        body=sealed(tx, words),
        status=str(status) if status else "",
    )


def of(tx: Tx, action_id: int) -> tuple[Note, ...]:
    """The notes of an action, newest first."""
    sql = """SELECT id, action_id, at, member_id, body, status FROM action_note WHERE action_id = :id
        ORDER BY at DESC, id DESC"""
    rows = tx.all(sql, id=action_id)
    return tuple(Note(row[0], row[1], row[2], _name(tx, row[3]), opened(tx, row[4]), row[5]) for row in rows)


def action_of(tx: Tx, note_id: int) -> int | None:
    """The action that a note is of; None where there is no such note."""
    row = tx.one("SELECT action_id FROM action_note WHERE id = :id", id=note_id)
    return int(row[0]) if row else None


def put_basis(tx: Tx, action_id: int, standard: str, *, round_id: int, source: str, result: object) -> None:
    """Keeps what was shown of a standard when the action was opened; what is there already stays."""
    tx.run(
        """INSERT INTO action_basis (action_id, standard, round_id, source, body)
        VALUES (:id, :standard, :round_id, :source, :body) ON CONFLICT (action_id, standard, source) DO NOTHING""",
        id=action_id,
        standard=standard,
        round_id=round_id,
        source=source,
        body=json.dumps(result),
    )


def basis(tx: Tx, action_id: int) -> tuple[Basis, ...]:
    """What was shown when it was opened."""
    sql = "SELECT standard, round_id, source, body FROM action_basis WHERE action_id = :id ORDER BY standard, source"
    return tuple(Basis(*row) for row in tx.all(sql, id=action_id))


def _name(tx: Tx, member_id: int | None) -> str:
    member = members.get(tx, member_id) if member_id else None
    return member.name if member else ""
