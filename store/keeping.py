"""What was done to keep the data safe: backups, drills, restores, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

BACKUP = "backup"
DRILL = "drill"
RESTORE = "restore"
TAKEOVER = "takeover"
_COLUMNS = "id, did, at, code, file, size_bytes, took_ms, note"


@dataclass(frozen=True, slots=True)
class Run:
    """One backup, drill or restore.

    Attributes:
        code: '' where it went well.
        note: A sentence for staff, never about a person.
    """

    id: int
    did: str
    at: str
    code: str
    file: str
    size_bytes: int
    took_ms: int
    note: str


def add(
    tx: Tx, did: str, *, at: str, code: str = "", file: str = "", size_bytes: int = 0, took_ms: int = 0, note: str = ""
) -> int:
    """Notes what was done, and returns the note's id."""
    return tx.insert(
        """INSERT INTO keeping_run (did, at, code, file, size_bytes, took_ms, note)
        VALUES (:did, :at, :code, :file, :size_bytes, :took_ms, :note)""",
        did=did,
        at=at,
        code=code,
        file=file,
        size_bytes=size_bytes,
        took_ms=took_ms,
        note=note,
    )


def last(tx: Tx, did: str) -> Run | None:
    """The latest of one kind, well or not."""
    row = tx.one(f"SELECT {_COLUMNS} FROM keeping_run WHERE did = :did ORDER BY id DESC LIMIT 1", did=did)
    return Run(*row) if row else None


def last_good(tx: Tx, did: str) -> Run | None:
    """The latest of one kind that went well."""
    sql = f"SELECT {_COLUMNS} FROM keeping_run WHERE did = :did AND code = '' ORDER BY id DESC LIMIT 1"
    row = tx.one(sql, did=did)
    return Run(*row) if row else None


def forgotten(tx: Tx) -> tuple[tuple[int, str, bool], ...]:
    """Everyone who was forgotten: number, when, and whether answers of theirs still count."""
    rows = tx.all(
        """SELECT p.id, p.forgotten_at, EXISTS (SELECT 1 FROM answer a WHERE a.person_id = p.id)
        FROM person p WHERE p.forgotten_at IS NOT NULL ORDER BY p.id"""
    )
    return tuple((int(row[0]), str(row[1]), bool(row[2])) for row in rows)


def ended_staff(tx: Tx) -> tuple[int, ...]:
    """The numbers of all members of staff who were ended."""
    rows = tx.all("SELECT id FROM staff_member WHERE ended_at IS NOT NULL ORDER BY id")
    return tuple(int(row[0]) for row in rows)


def end_ways_in(tx: Tx) -> None:
    """Ends every sign-in of staff and every link to sign in."""
    for table in ("staff_session", "staff_link", "staff_chat_link"):
        tx.run(f"DELETE FROM {table}")


def give_up_letters(tx: Tx, at: str, fault: str) -> int:
    """Gives up everything that waits to be sent, on every channel; returns how many that were."""
    sql = "UPDATE outbox SET done_at = :at, body = NULL, fault = :fault WHERE done_at IS NULL"
    return tx.run(sql, at=at, fault=fault)


def doubt_letters(tx: Tx) -> int:
    """Notes that everything that waits to be sent may have been sent; returns how many that are."""
    return tx.run("UPDATE outbox SET maybe_twice = 1 WHERE done_at IS NULL")


def newest(tx: Tx) -> str:
    """When something was written last, as far as rows tell; '' where nothing was."""
    places = (
        ("session", "updated_at"),
        ("answer", "at"),
        ("inbox", "arrived_at"),
        ("outbox", "made_at"),
        ("worry", "told_at"),
        ("access_log", "at"),
    )
    rows = [tx.one(f"SELECT MAX({column}) FROM {table}") for table, column in places]
    return max((str(row[0]) for row in rows if row and row[0]), default="")


def people(tx: Tx) -> int:
    """How many people there are, forgotten or not."""
    row = tx.one("SELECT COUNT(*) FROM person")
    return int(row[0]) if row else 0


def some_people(tx: Tx, limit: int) -> tuple[int, ...]:
    """Numbers of people who are not forgotten, the newest first."""
    rows = tx.all("SELECT person_id FROM identity ORDER BY person_id DESC LIMIT :limit", limit=limit)
    return tuple(int(row[0]) for row in rows)
