"""Recordings and photos: a row each; the sealed bytes are in a file (see media_files)."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

_COLUMNS = "id, person_id, file, mime, bytes, stored_at, heard_at, heard_by"


@dataclass(frozen=True, slots=True)
class Media:
    """One recording or photo. `bytes` is its size before it was sealed."""

    id: int
    person_id: int
    file: str
    mime: str
    bytes: int
    stored_at: str
    heard_at: str | None
    heard_by: str | None


def add(tx: Tx, *, person_id: int, file: str, mime: str, size_bytes: int, at: str) -> int:
    """Adds the row of a file that is on disk already, and returns its id."""
    return tx.insert(
        """INSERT INTO media (person_id, file, mime, bytes, stored_at)
        VALUES (:person_id, :file, :mime, :size_bytes, :at)""",
        person_id=person_id,
        file=file,
        mime=mime,
        size_bytes=size_bytes,
        at=at,
    )


def get(tx: Tx, media_id: int) -> Media | None:
    """One recording or photo."""
    row = tx.one(f"SELECT {_COLUMNS} FROM media WHERE id = :id", id=media_id)
    return Media(*row) if row else None


def all(tx: Tx) -> tuple[Media, ...]:  # noqa: A001 - read as media.all(tx)
    """Every recording and photo, oldest first."""
    return tuple(Media(*row) for row in tx.all(f"SELECT {_COLUMNS} FROM media ORDER BY id"))


def of_person(tx: Tx, person_id: int) -> tuple[Media, ...]:
    """A person's recordings and photos, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM media WHERE person_id = :id ORDER BY id", id=person_id)
    return tuple(Media(*row) for row in rows)


def not_heard(tx: Tx) -> tuple[Media, ...]:
    """What nobody has heard yet, oldest first (D19)."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM media WHERE heard_at IS NULL ORDER BY id")
    return tuple(Media(*row) for row in rows)


def count_not_heard(tx: Tx) -> int:
    """How many nobody has heard yet."""
    row = tx.one("SELECT COUNT(*) FROM media WHERE heard_at IS NULL")
    return int(row[0]) if row else 0


def heard_lately(tx: Tx, limit: int) -> tuple[Media, ...]:
    """What was heard last, newest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM media WHERE heard_at IS NOT NULL ORDER BY heard_at DESC, id DESC LIMIT :limit",
        limit=limit,
    )
    return tuple(Media(*row) for row in rows)


def mark_heard(tx: Tx, media_id: int, who: str, at: str) -> bool:
    """Notes who heard it; False if someone already had."""
    sql = "UPDATE media SET heard_at = :at, heard_by = :who WHERE id = :id AND heard_at IS NULL"
    return tx.run(sql, id=media_id, who=who, at=at) == 1


def wait_again(tx: Tx, media_id: int) -> None:
    """Makes it wait to be heard anew: what was written with it has changed."""
    tx.run("UPDATE media SET heard_at = NULL, heard_by = NULL WHERE id = :id", id=media_id)


def delete(tx: Tx, media_id: int) -> None:
    """Deletes the row and what was heard in it. The file goes after the turn is saved: no row points at nothing."""
    tx.run("DELETE FROM transcript WHERE media_id = :id", id=media_id)
    tx.run("DELETE FROM media WHERE id = :id", id=media_id)


def all_files(tx: Tx) -> frozenset[str]:
    """The names of every file that has a row, those of worries and of the provider's own pictures and records too."""
    rows = tx.all(
        """SELECT file FROM media UNION SELECT file FROM worry WHERE file IS NOT NULL
        UNION SELECT file FROM worry_said WHERE file IS NOT NULL
        UNION SELECT file FROM own_picture WHERE file IS NOT NULL
        UNION SELECT file FROM record WHERE file IS NOT NULL"""
    )
    return frozenset(row[0] for row in rows)
