"""Where records stand in what was published or taken along: so that a yes taken back is taken out there too."""

from __future__ import annotations

from dataclasses import dataclass

from store.records import ALIVE
from store.tx import Tx

PAGE, FILE = "page", "file"
"""On a page that everyone can read, which follows the yes by itself; in a file that somebody took along."""
_COLUMNS = "id, record_id, service_id, place, path, at, kind, by_whom"
# As far as the yes goes now, it goes as far as when this was noted.
_ALLOWED = f"""EXISTS (SELECT 1 FROM record WHERE record.id = record_use.record_id AND record.naming <> 'no'
    AND (record_use.naming <> 'named' OR record.naming <> 'unnamed')
    AND (record_use.public = 0 OR record.public = 1) AND {ALIVE})"""


@dataclass(frozen=True, slots=True)
class Use:
    """A record stands in something.

    Attributes:
        place: What that is called, such as `Self-assessment 2026`.
        path: Where it is looked at, such as `/staff/assessments/3`; what stands after `#` only tells uses apart.
        at: Since when; of a file, when it was taken along the last time.
        kind: `page` or `file`.
        by: Who took the file along; '' where nobody did.
    """

    id: int
    record_id: int
    service_id: int
    place: str
    path: str
    at: str
    kind: str = PAGE
    by: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """As far as a yes went when something was made: with the name or not, and for everyone or not."""

    naming: str = ""
    public: bool = False


def note(
    tx: Tx,
    *,
    record_id: int,
    service_id: int,
    place: str,
    path: str,
    at: str,
    kind: str = PAGE,
    allowed: Allowed | None = None,
    by: str = "",
) -> None:
    """Notes that something with this record in it was published or taken along.

    Once more is noted once; where it was taken out before, it stands there anew.
    """
    allowed = allowed or Allowed()
    tx.run(
        """INSERT INTO record_use (record_id, service_id, place, path, at, kind, naming, public, by_whom)
        VALUES (:record_id, :service_id, :place, :path, :at, :kind, :naming, :public, :by)
        ON CONFLICT (record_id, path) DO UPDATE SET place = excluded.place, at = excluded.at, done_at = NULL,
        done_by = '', naming = excluded.naming, public = excluded.public, by_whom = excluded.by_whom""",
        record_id=record_id,
        service_id=service_id,
        place=place,
        path=path,
        at=at,
        kind=kind,
        naming=allowed.naming,
        public=int(allowed.public),
        by=by,
    )


def of_record(tx: Tx, record_id: int) -> tuple[Use, ...]:
    """Where a record stands, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM record_use WHERE record_id = :id AND done_at IS NULL ORDER BY id", id=record_id
    )
    return tuple(Use(*row) for row in rows)


def to_take_out(tx: Tx) -> tuple[Use, ...]:
    """Where something stands that may not stand there any more.

    There is no yes, or one that goes less far than what was made of it; or the record was removed, its person
    forgotten, or the answer is gone that it was made of.
    """
    rows = tx.all(f"SELECT {_COLUMNS} FROM record_use WHERE done_at IS NULL AND NOT {_ALLOWED} ORDER BY id")
    return tuple(Use(*row) for row in rows)


def on_pages(tx: Tx, path: str) -> tuple[Use, ...]:
    """What stands on the page of an address, for everyone to read."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM record_use WHERE kind = 'page' AND done_at IS NULL
        AND (path = :path OR path LIKE :more) ORDER BY id""",
        path=path,
        more=f"{path}#%",
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
