"""Where records stand in what was published or taken along: so that a yes taken back is taken out there too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import ALIVE, READERS
from store.tx import Row, Tx

PAGE, FILE = "page", "file"
"""On a page that everyone can read, which follows the yes by itself; in a file that somebody took along."""
_COLUMNS = "id, record_id, service_id, place, path, at, kind, by_whom, ended"
# As far as the yes goes now, it goes as far as when this was noted, and it is the same person's;
# what not every reader may see is not public.
_ALLOWED = f"""(ended = 0 AND EXISTS (SELECT 1 FROM record
    WHERE record.id = record_use.record_id AND record.naming <> 'no'
    AND (record_use.naming <> 'named' OR record.naming <> 'unnamed')
    AND (record_use.public = 0 OR (record.public = 1 AND record.seen_by = '{READERS}')) AND {ALIVE}))"""


@dataclass(frozen=True, slots=True)
class Use:
    """A record stands in something.

    Attributes:
        place: What that is called, such as `Self-assessment 2026`.
        path: Where it is looked at, such as `/staff/assessments/3`; what stands after `#` only tells uses apart.
        at: Since when; of a file, when it was taken along the last time.
        kind: `page` or `file`.
        by: Who took the file along; '' where nobody did.
        ended: It was about somebody else then: whatever the person says whom it is about now, it has to be taken out.
    """

    id: int
    record_id: int
    service_id: int
    place: str
    path: str
    at: str
    kind: str = PAGE
    by: str = ""
    ended: bool = False


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
    return _uses(rows)


def to_take_out(tx: Tx) -> tuple[Use, ...]:
    """Where something stands that may not stand there any more.

    There is no yes, or one that goes less far than what was made of it; or the record was removed, is about somebody
    else by now, its person was forgotten, or the answer is gone that it was made of.
    """
    rows = tx.all(f"SELECT {_COLUMNS} FROM record_use WHERE done_at IS NULL AND NOT {_ALLOWED} ORDER BY id")
    return _uses(rows)


def on_pages(tx: Tx, path: str) -> tuple[Use, ...]:
    """What stands on the page of an address, for everyone to read."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM record_use WHERE kind = 'page' AND done_at IS NULL AND ended = 0
        AND (path = :path OR path LIKE :more) ORDER BY id""",
        path=path,
        more=f"{path}#%",
    )
    return _uses(rows)


def end(tx: Tx, record_id: int, *, was_of: int | None, change: int) -> None:
    """What stands somewhere of a record does so of whom it was about until this change of it: no yes allows it again.

    What was taken out already stays so; where the record is published again, that is noted beside it.
    """
    for number, path in tx.all("SELECT id, path FROM record_use WHERE record_id = :id AND ended = 0", id=record_id):
        tx.run(
            "UPDATE record_use SET ended = 1, was_of = :was, path = :path WHERE id = :id",
            id=number,
            was=was_of,
            path=f"{path}{'-' if '#' in path else '#'}until-{change}",
        )


def done(tx: Tx, use_id: int, *, who: str, at: str) -> bool:
    """Someone has taken it out there; False where someone already had."""
    sql = "UPDATE record_use SET done_at = :at, done_by = :who WHERE id = :id AND done_at IS NULL"
    return tx.run(sql, id=use_id, at=at, who=who) == 1


def get(tx: Tx, use_id: int) -> Use | None:
    """One use."""
    row = tx.one(f"SELECT {_COLUMNS} FROM record_use WHERE id = :id", id=use_id)
    return _uses([row])[0] if row else None


def _uses(rows: Sequence[Row]) -> tuple[Use, ...]:
    return tuple(Use(*(*row[:8], bool(row[8]))) for row in rows)
