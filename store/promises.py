"""What was promised in a summary: what, who does it, by when, and what became of it. Sealed with the person's key."""

from __future__ import annotations

import json
from dataclasses import dataclass

from store import people
from store.crypto import DataKey
from store.errors import unknown
from store.tx import Row, Tx

_COLUMNS = "id, summary_id, person_id, by_day, state, ticked_at, ticked_by, body, why"
DONE, NOT_DONE, GOING = "done", "not_done", "going"
STATES = (DONE, NOT_DONE, GOING)
"""What can become of a promise; '' while nobody has said."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise.

    Attributes:
        by_day: The day by which it is to be done.
        state: One of `STATES`, or ''.
        ticked_by: `person` or `staff`; '' for nobody.
    """

    id: int
    summary_id: int
    person_id: int
    by_day: str
    state: str
    ticked_at: str | None
    ticked_by: str
    what: str
    who: str
    why: str


def add(tx: Tx, *, summary_id: int, person_id: int, what: str, who: str, by_day: str) -> int:
    """Adds a promise and returns its id.

    Raises:
        UnknownRow: The person was forgotten.
    """
    body = _key(tx, person_id).seal_text(_about(summary_id), json.dumps([what, who]))
    return tx.insert(
        """INSERT INTO promise (summary_id, person_id, body, by_day)
        VALUES (:summary_id, :person_id, :body, :by_day)""",
        summary_id=summary_id,
        person_id=person_id,
        body=body,
        by_day=by_day,
    )


def remove(tx: Tx, promise_id: int, summary_id: int) -> None:
    """Takes a promise out of a summary that is not closed."""
    tx.run("DELETE FROM promise WHERE id = :id AND summary_id = :summary", id=promise_id, summary=summary_id)


def of_summary(tx: Tx, summary_id: int) -> tuple[Promise, ...]:
    """A summary's promises, in the order in which they were made."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM promise WHERE summary_id = :id ORDER BY id", id=summary_id)
    key = people.data_key(tx, rows[0][2]) if rows else None
    return tuple(_promise(key, row) for row in rows) if key else ()


def tick(tx: Tx, promise: Promise, state: str, *, why: str, by: str, at: str) -> None:
    """Says what became of a promise; said again, the last word counts."""
    sealed = _key(tx, promise.person_id).seal_text(_about(promise.summary_id), why) if why else None
    tx.run(
        "UPDATE promise SET state = :state, why = :why, ticked_by = :by, ticked_at = :at WHERE id = :id",
        id=promise.id,
        state=state,
        why=sealed,
        by=by,
        at=at,
    )


def overdue(tx: Tx, day: str) -> dict[int, int]:
    """Person → how many promises of closed summaries should be done by now, and nobody has said that they are."""
    rows = tx.all(
        """SELECT p.person_id, COUNT(*) FROM promise p JOIN summary s ON s.id = p.summary_id
        WHERE s.closed_at IS NOT NULL AND p.by_day < :day AND p.state IN ('', 'going')
        AND NOT EXISTS (SELECT 1 FROM summary n WHERE n.invitation_id = s.invitation_id AND n.version > s.version)
        GROUP BY p.person_id""",
        day=day,
    )
    return {row[0]: int(row[1]) for row in rows}


def _promise(key: DataKey, row: Row) -> Promise:
    about = _about(row[1])
    what, who = json.loads(key.open_text(about, row[7]))
    values = (*row[:7], what, who, key.open_text(about, row[8]) if row[8] else "")
    return Promise(*values)


def _key(tx: Tx, person_id: int) -> DataKey:
    key = people.data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    return key


def _about(summary_id: int) -> str:
    return f"promise/{summary_id}"
