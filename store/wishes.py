"""What people agreed to have changed for everyone. A wish is sealed with the key of the one who has it."""

from __future__ import annotations

from dataclasses import dataclass

from store import people
from store.action import Status
from store.errors import unknown
from store.tx import Row, Tx

_COLUMNS = "id, summary_id, person_id, service_id, made_at, kind, taken_by, taken_at, due_on, body"
FREE = "taken_at IS NULL AND NOT EXISTS (SELECT 1 FROM change c WHERE c.wish_id = wish.id)"
"""Nobody took it, and nobody wrote what changed because of it."""
CHANGE, ACTION = "change", "action"
KINDS = (CHANGE, ACTION)
"""Something that we do differently from now on, or something to be done once."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish. Who has it is known by number only: the words are for everyone, the name is not.

    Attributes:
        kind: One of `KINDS`, '' until someone takes it.
        taken_by: The member who takes care of it.
        due_on: The day by which they do.
    """

    id: int
    summary_id: int
    person_id: int
    service_id: int
    made_at: str
    kind: str
    taken_by: int | None
    taken_at: str | None
    due_on: str | None
    words: str


def add(tx: Tx, *, summary_id: int, person_id: int, service_id: int, words: str, at: str) -> int:
    """Adds a wish and returns its id.

    Raises:
        UnknownRow: The person was forgotten.
    """
    key = people.data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    return tx.insert(
        """INSERT INTO wish (summary_id, person_id, service_id, body, made_at)
        VALUES (:summary_id, :person_id, :service_id, :body, :at)""",
        summary_id=summary_id,
        person_id=person_id,
        service_id=service_id,
        body=key.seal_text(_about(summary_id), words),
        at=at,
    )


def get(tx: Tx, wish_id: int) -> Wish | None:
    """One wish."""
    row = tx.one(f"SELECT {_COLUMNS} FROM wish WHERE id = :id", id=wish_id)
    return _wish(tx, row) if row else None


def all(tx: Tx) -> tuple[Wish, ...]:  # noqa: A001 - read as wishes.all(tx)
    """Every wish: those that nobody has taken first, then the newest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM wish ORDER BY taken_at IS NOT NULL, id DESC")
    return tuple(_wish(tx, row) for row in rows)


def of_summary(tx: Tx, summary_id: int) -> tuple[Wish, ...]:
    """What a summary wished for everyone."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM wish WHERE summary_id = :id ORDER BY id", id=summary_id)
    return tuple(_wish(tx, row) for row in rows)


def remove_of_summary(tx: Tx, summary_id: int) -> None:
    """Takes away what a summary wished for, where nothing came of it yet: a correction says it anew."""
    tx.run(f"DELETE FROM wish WHERE summary_id = :id AND {FREE}", id=summary_id)


def take(tx: Tx, wish_id: int, *, kind: str, member_id: int, due_on: str, at: str) -> bool:
    """Someone takes care of it by a day; False where someone already does."""
    sql = """UPDATE wish SET kind = :kind, taken_by = :member, due_on = :due_on, taken_at = :at
        WHERE id = :id AND taken_at IS NULL"""
    return tx.run(sql, id=wish_id, kind=kind, member=member_id, due_on=due_on, at=at) == 1


def done_untold(tx: Tx) -> tuple[int, ...]:
    """Where each wish was wished whose action is done, and of which nothing was told: ids of services, one a wish."""
    rows = tx.all(
        """SELECT w.service_id FROM wish w JOIN action a ON a.from_kind = 'wish' AND a.from_id = CAST(w.id AS TEXT)
        WHERE a.status = :done AND NOT EXISTS (SELECT 1 FROM change c WHERE c.wish_id = w.id AND c.state <> 'draft')
        ORDER BY w.id""",
        done=str(Status.DONE),
    )
    return tuple(row[0] for row in rows)


def _wish(tx: Tx, row: Row) -> Wish:
    key = people.data_key(tx, row[2])
    values = (*row[:9], key.open_text(_about(row[1]), row[9]) if key else "")
    return Wish(*values)


def _about(summary_id: int) -> str:
    return f"wish/{summary_id}"
