"""Where nothing of a person may be deleted for now, such as while a complaint or a court case goes on."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Row, Tx

_COLUMNS = "id, person_id, why, who, at, lifted_at, lifted_by"


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing of this person is deleted while it stands.

    Attributes:
        why: In someone's own words.
        who: Who on the staff decided so.
    """

    id: int
    person_id: int
    why: str
    who: str
    at: str
    lifted_at: str | None
    lifted_by: str


def put(tx: Tx, *, person_id: int, why: str, who: str, at: str) -> int:
    """Notes that nothing of a person may be deleted; returns the note's id.

    Raises:
        Refused: There is such a note already.
    """
    return tx.insert(
        "INSERT INTO legal_hold (person_id, why, who, at) VALUES (:person, :why, :who, :at)",
        person=person_id,
        why=tx.keys.seal(_about(person_id), why.encode("utf-8", "replace")),
        who=who,
        at=at,
    )


def standing(tx: Tx, person_id: int) -> Hold | None:
    """The one that stands; None where there is none. The caller logs that staff read why."""
    sql = f"SELECT {_COLUMNS} FROM legal_hold WHERE person_id = :id AND lifted_at IS NULL"
    row = tx.one(sql, id=person_id)
    return _hold(tx, row) if row else None


def held(tx: Tx) -> frozenset[int]:
    """Everyone of whom nothing may be deleted."""
    return frozenset(row[0] for row in tx.all("SELECT person_id FROM legal_hold WHERE lifted_at IS NULL"))


def lift(tx: Tx, person_id: int, *, who: str, at: str) -> bool:
    """Notes that the rules hold again; False where they did. Why it was kept is emptied: it is of no use any more."""
    return (
        tx.run(
            """UPDATE legal_hold SET lifted_at = :at, lifted_by = :who, why = :none
            WHERE person_id = :id AND lifted_at IS NULL""",
            id=person_id,
            at=at,
            who=who,
            none=tx.keys.seal(_about(person_id), b""),
        )
        == 1
    )


def _about(person_id: int) -> str:
    return f"legal_hold.why/{person_id}"


def _hold(tx: Tx, row: Row) -> Hold:
    why = tx.keys.open(_about(row[1]), row[2]).decode()
    values = (*row[:2], why, *row[3:])
    return Hold(*values)
