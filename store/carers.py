"""Who knows whom: the people whose keyworker or helper someone on the staff is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Cared:
    """Someone who has a member of the staff as keyworker, as helper, or both."""

    person_id: int
    service_id: int
    as_keyworker: bool
    as_helper: bool


def of_member(tx: Tx, member_id: int) -> tuple[Cared, ...]:
    """The people of one member, without the forgotten."""
    rows = tx.all(
        """SELECT id, service_id, CASE WHEN keyworker_id = :id THEN 1 ELSE 0 END,
        CASE WHEN helper_id = :id THEN 1 ELSE 0 END FROM person
        WHERE forgotten_at IS NULL AND (keyworker_id = :id OR helper_id = :id) ORDER BY service_id, id""",
        id=member_id,
    )
    return tuple(Cared(row[0], row[1], bool(row[2]), bool(row[3])) for row in rows)


def leave(tx: Tx, member_id: int, people: Iterable[Cared]) -> None:
    """Someone is no longer keyworker or helper of these people."""
    for one in people:
        for column in ("keyworker_id", "helper_id"):
            sql = f"UPDATE person SET {column} = NULL WHERE id = :person AND {column} = :member"
            tx.run(sql, person=one.person_id, member=member_id)
