"""Who is to be forgotten, on which day, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass

from store.rows import packed, unpacked
from store.tx import Row, Tx

_COLUMNS = """id, person_id, with_answers, asked_by, asked_at, due_at, undone_at, undone_by, begun_at, done_at, files"""
_OPEN = "undone_at IS NULL AND begun_at IS NULL"


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Someone is to be forgotten.

    Attributes:
        with_answers: Their answers go too; else they count on, as nobody's.
        asked_by: A member of the staff; '' for the person themselves.
        due_at: From when on it is done. Until then it can be undone.
        undone_by: As `asked_by`.
        begun_at: When it was done in the database; then `files` are still to be deleted.
        done_at: When those were gone too.
    """

    id: int
    person_id: int
    with_answers: bool
    asked_by: str
    asked_at: str
    due_at: str
    undone_at: str | None
    undone_by: str
    begun_at: str | None
    done_at: str | None
    files: tuple[str, ...]


def add(tx: Tx, *, person_id: int, with_answers: bool, asked_by: str, at: str, due_at: str) -> int:
    """Notes that someone is to be forgotten; returns the note's id."""
    return tx.insert(
        """INSERT INTO forgetting (person_id, with_answers, asked_by, asked_at, due_at)
        VALUES (:person, :with_answers, :by, :at, :due)""",
        person=person_id,
        with_answers=int(with_answers),
        by=asked_by,
        at=at,
        due=due_at,
    )


def waiting(tx: Tx, person_id: int) -> Forgetting | None:
    """What waits for a person; None where nothing does."""
    found = _found(tx, f"person_id = :id AND {_OPEN}", id=person_id)
    return found[-1] if found else None


def all_waiting(tx: Tx) -> tuple[Forgetting, ...]:
    """Everyone who is to be forgotten, the next one first."""
    return _found(tx, _OPEN, order="due_at, id")


def due(tx: Tx, at: str) -> tuple[Forgetting, ...]:
    """What is to be done now, and what was begun and not finished: whatever stopped it, it goes on."""
    return _found(tx, "undone_at IS NULL AND done_at IS NULL AND (begun_at IS NOT NULL OR due_at <= :at)", at=at)


def get(tx: Tx, forgetting_id: int) -> Forgetting | None:
    """One of them."""
    found = _found(tx, "id = :id", id=forgetting_id)
    return found[0] if found else None


def widen(tx: Tx, forgetting_id: int) -> None:
    """Their answers are to go too."""
    tx.run("UPDATE forgetting SET with_answers = 1 WHERE id = :id", id=forgetting_id)


def undo(tx: Tx, person_id: int, *, by: str, at: str) -> bool:
    """Someone changed their mind; False where nothing waits."""
    sql = f"UPDATE forgetting SET undone_at = :at, undone_by = :by WHERE person_id = :id AND {_OPEN}"
    return tx.run(sql, id=person_id, at=at, by=by) > 0


def begun(tx: Tx, forgetting_id: int, files: tuple[str, ...], at: str) -> None:
    """It was done in the database. These files are to be deleted."""
    sql = "UPDATE forgetting SET begun_at = :at, files = :files WHERE id = :id"
    tx.run(sql, id=forgetting_id, at=at, files=packed(files))


def done(tx: Tx, forgetting_id: int, at: str) -> None:
    """Everything is gone. Who asked for it is not kept: only that it was done."""
    tx.run("UPDATE forgetting SET done_at = :at, files = '[]' WHERE id = :id", id=forgetting_id, at=at)


def _found(tx: Tx, where: str, *, order: str = "id", **values: object) -> tuple[Forgetting, ...]:
    rows = tx.all(f"SELECT {_COLUMNS} FROM forgetting WHERE {where} ORDER BY {order}", **values)
    return tuple(map(_forgetting, rows))


def _forgetting(row: Row) -> Forgetting:
    values = (*row[:2], bool(row[2]), *row[3:10], unpacked(row[10]))
    return Forgetting(*values)
