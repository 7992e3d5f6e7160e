"""How someone likes to communicate, and where to reach them: one sealed text a person, gone with their key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store import people
from store.errors import unknown
from store.rows import listed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of one person.

    Attributes:
        body: JSON, see `asking.profiles`.
        reviewed_on: The day on which somebody last went through it with the person; None for never.
    """

    person_id: int
    body: str
    reviewed_on: str | None
    reviewed_by: str
    changed_at: str


def put(tx: Tx, person_id: int, body: str, *, at: str) -> None:
    """Keeps a person's profile in the place of what was kept before. The day of the review stays.

    Raises:
        UnknownRow: There is no such person, or they were forgotten.
    """
    key = people.data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    tx.run(
        """INSERT INTO profile (person_id, body, changed_at) VALUES (:id, :body, :at)
        ON CONFLICT (person_id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at""",
        id=person_id,
        body=key.seal_text(_about(person_id), body),
        at=at,
    )


def review(tx: Tx, person_id: int, *, on: str, who: str) -> None:
    """Notes that somebody went through it with the person.

    Raises:
        UnknownRow: Nothing is kept of this person.
    """
    sql = "UPDATE profile SET reviewed_on = :day, reviewed_by = :who WHERE person_id = :id"
    if not tx.run(sql, id=person_id, day=on, who=who):
        raise unknown("profile")


def get(tx: Tx, person_id: int) -> Stored | None:
    """A person's profile; None where nothing is kept, or the person was forgotten. The caller logs staff reading."""
    row = tx.one("SELECT body, reviewed_on, reviewed_by, changed_at FROM profile WHERE person_id = :id", id=person_id)
    key = people.data_key(tx, person_id) if row else None
    return Stored(person_id, key.open_text(_about(person_id), row[0]), *row[1:]) if row and key else None


def reviewed(tx: Tx, audience: str, service_ids: Iterable[int] | None) -> tuple[tuple[int, str | None], ...]:
    """Everyone of an audience who may be asked, with the day of their last review, in some services or (None) all."""
    names, values = listed(tuple(service_ids or ()))
    where = f"AND p.service_id IN ({names})" if service_ids is not None else ""
    rows = tx.all(
        f"""SELECT p.id, f.reviewed_on FROM person p LEFT JOIN profile f ON f.person_id = p.id
        WHERE p.audience = :audience AND p.forgotten_at IS NULL AND p.stopped_at IS NULL {where} ORDER BY p.id""",
        audience=audience,
        **values,
    )
    return tuple((row[0], row[1]) for row in rows)


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes all of it."""
    tx.run("DELETE FROM profile WHERE person_id = :id", id=person_id)


def _about(person_id: int) -> str:
    return f"profile.body/{person_id}"
