"""Who decided that someone takes part, or that their family may be asked. Words about it are sealed with their key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store import people
from store.errors import unknown
from store.rows import listed
from store.tx import Row, Tx

_COLUMNS = "id, person_id, about, how, agreed, decided_on, review_on, recorded_by, recorded_at, ended_at"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision without its words.

    Attributes:
        about: What it is about: `talk` or `family`.
        how: Who decided, see `asking.decisions.How`.
        review_on: The day by which it has to be looked at again; None where it has no end.
        ended_at: When another one took its place, or it was taken away; None while it stands.
    """

    id: int
    person_id: int
    about: str
    how: str
    agreed: bool
    decided_on: str
    review_on: str | None
    recorded_by: str
    recorded_at: str
    ended_at: str | None


def add(
    tx: Tx,
    *,
    person_id: int,
    about: str,
    how: str,
    agreed: bool,
    body: str,
    decided_on: str,
    review_on: str | None,
    who: str,
    at: str,
) -> int:
    """Adds a decision, which ends the one that stood; returns its id.

    Raises:
        UnknownRow: There is no such person, or they were forgotten.
    """
    key = people.data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    end(tx, person_id=person_id, about=about, at=at)
    return tx.insert(
        """INSERT INTO decision (person_id, about, how, agreed, body, decided_on, review_on, recorded_by, recorded_at)
        VALUES (:person_id, :about, :how, :agreed, :body, :decided_on, :review_on, :who, :at)""",
        person_id=person_id,
        about=about,
        how=how,
        agreed=int(agreed),
        body=key.seal_text(_sealed(person_id), body),
        decided_on=decided_on,
        review_on=review_on,
        who=who,
        at=at,
    )


def end(tx: Tx, *, person_id: int, about: str, at: str) -> bool:
    """Ends the decision that stands; False where none does."""
    sql = "UPDATE decision SET ended_at = :at WHERE person_id = :id AND about = :about AND ended_at IS NULL"
    return tx.run(sql, id=person_id, about=about, at=at) > 0


def standing(tx: Tx, person_id: int, about: str) -> Decision | None:
    """The decision that stands; None where nobody has recorded one."""
    sql = f"SELECT {_COLUMNS} FROM decision WHERE person_id = :id AND about = :about AND ended_at IS NULL"
    row = tx.one(sql, id=person_id, about=about)
    return _decision(row) if row else None


def of_person(tx: Tx, person_id: int) -> tuple[Decision, ...]:
    """All decisions of one person, the newest first, ended or not."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM decision WHERE person_id = :id ORDER BY id DESC", id=person_id)
    return tuple(_decision(row) for row in rows)


def count_run_out(tx: Tx, service_ids: Iterable[int] | None, day: str) -> int:
    """How many that stand had to be looked at again before a day, of people in some services or (None) all."""
    names, values = listed(tuple(service_ids or ()))
    where = f"AND p.service_id IN ({names})" if service_ids is not None else ""
    row = tx.one(
        f"""SELECT COUNT(*) FROM decision d JOIN person p ON p.id = d.person_id
        WHERE d.ended_at IS NULL AND d.review_on < :day AND p.stopped_at IS NULL {where}""",
        day=day,
        **values,
    )
    return int(row[0]) if row else 0


def body_of(tx: Tx, decision: Decision) -> str:
    """What was written about it, as JSON; '' once the person is forgotten. The caller logs staff reading."""
    row = tx.one("SELECT body FROM decision WHERE id = :id", id=decision.id)
    key = people.data_key(tx, decision.person_id)
    return key.open_text(_sealed(decision.person_id), row[0]) if row and key and row[0] else ""


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes all of them."""
    tx.run("DELETE FROM decision WHERE person_id = :id", id=person_id)


def _decision(row: Row) -> Decision:
    values = (*row[:4], bool(row[4]), *row[5:])
    return Decision(*values)


def _sealed(person_id: int) -> str:
    return f"decision.body/{person_id}"
