"""What a file changed in actions that were there before, field by field, until it is put back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from store.action_beside import opened, sealed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Changed:
    """What one import changed in one action.

    Attributes:
        was, now: Field → what stood there before, and what the file put in its place; both as JSON has them.
        note: Number of the note of progress that came with it; 0 for none.
        moved_at: When the action had moved last before that.
    """

    was: Mapping[str, Any]
    now: Mapping[str, Any]
    note: int = 0
    moved_at: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The same as it is kept."""

    id: int
    action_id: int
    changed: Changed


def add(tx: Tx, import_id: int, action_id: int, changed: Changed) -> None:
    """Keeps what an import changed in an action."""
    sql = "INSERT INTO action_import_change (import_id, action_id, body) VALUES (:import_id, :action, :body)"
    tx.insert(sql, import_id=import_id, action=action_id, body=sealed(tx, asdict(changed)))


def of_import(tx: Tx, import_id: int) -> tuple[Kept, ...]:
    """What an import changed and is not put back."""
    sql = "SELECT id, action_id, body FROM action_import_change WHERE import_id = :id ORDER BY id"
    return tuple(Kept(row[0], row[1], Changed(**opened(tx, row[2]))) for row in tx.all(sql, id=import_id))


def keep(tx: Tx, kept_id: int, changed: Changed) -> None:
    """What is left of it once some is put back; nothing where all is."""
    if changed.was or changed.note:
        sql = "UPDATE action_import_change SET body = :body WHERE id = :id"
        tx.run(sql, id=kept_id, body=sealed(tx, asdict(changed)))
    else:
        tx.run("DELETE FROM action_import_change WHERE id = :id", id=kept_id)


def unmove(tx: Tx, action_id: int, *, parts: Collection[str], moments: Collection[str]) -> None:
    """Takes out what the file moved, and that it was put back: nobody put anything off."""
    for part in parts:
        for at in moments:
            sql = "DELETE FROM action_move WHERE action_id = :id AND part = :part AND at = :at"
            tx.run(sql, id=action_id, part=part, at=at)


def moved_before(tx: Tx, action_id: int, moved_at: str) -> None:
    """The action has not moved since then: what moved it is put back."""
    tx.run("UPDATE action SET moved_at = :at WHERE id = :id", id=action_id, at=moved_at)


def without_note(tx: Tx, note_id: int) -> None:
    """Takes out the note that came with it."""
    tx.run("DELETE FROM action_note WHERE id = :id", id=note_id)
