"""Where records stand in what was published: so that a yes that is taken back is taken out there too."""

from __future__ import annotations

from dataclasses import dataclass

from store.records import ALIVE
from store.tx import Tx

_COLUMNS = "id, record_id, service_id, place, path, at"


@dataclass(frozen=True, slots=True)
class Use:
    """A record stands in something.

    Attributes:
        place: What that is called, such as `Self-assessment 2026`.
        path: Where it is looked at, such as `/staff/assessments/3`.
    """

    id: int
    record_id: int
    service_id: int
    place: str
    path: str
    at: str


def note(tx: Tx, *, record_id: int, service_id: int, place: str, path: str, at: str) -> None:
    """Notes that something with this record in it was published; once more changes nothing."""
    tx.run(
        """INSERT INTO record_use (record_id, service_id, place, path, at)
        VALUES (:record_id, :service_id, :place, :path, :at) ON CONFLICT (record_id, path) DO NOTHING""",
        record_id=record_id,
        service_id=service_id,
        place=place,
        path=path,
        at=at,
    )


def of_record(tx: Tx, record_id: int) -> tuple[Use, ...]:
    """Where a record stands, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM record_use WHERE record_id = :id AND done_at IS NULL ORDER BY id", id=record_id
    )
    return tuple(Use(*row) for row in rows)


def to_take_out(tx: Tx) -> tuple[Use, ...]:
    """Where something stands that may not stand there any more: no yes, removed, forgotten, or the answer is gone."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM record_use WHERE done_at IS NULL AND NOT EXISTS (SELECT 1 FROM record
        WHERE record.id = record_use.record_id AND record.naming <> 'no' AND {ALIVE}) ORDER BY id"""
    )
    return tuple(Use(*row) for row in rows)


def done(tx: Tx, use_id: int, *, who: str, at: str) -> bool:
    """Someone has taken it out there; False where someone already had."""
    sql = "UPDATE record_use SET done_at = :at, done_by = :who WHERE id = :id AND done_at IS NULL"
    return tx.run(sql, id=use_id, at=at, who=who) == 1


def get(tx: Tx, use_id: int) -> Use | None:
    """One use."""
    row = tx.one(f"SELECT {_COLUMNS} FROM record_use WHERE id = :id", id=use_id)
    return Use(*row) if row else None
