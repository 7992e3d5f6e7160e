"""What a machine heard in a recording: a draft, which may be wrong, until a listener says what was said.

It is kept beside the recording, sealed with the person's key, and goes when the recording goes. Nothing counts it,
quotes it, searches it or scans it: only the listener's page reads it (docs/decisions/transcripts.md). What the listener
says was said is looked at by the detector of worries.
"""

from __future__ import annotations

from dataclasses import dataclass

from store import people
from store.media import Media
from store.tx import Tx

_COLUMNS = "m.id, m.person_id, m.file, m.mime, m.bytes, m.stored_at, m.heard_at, m.heard_by"
_WAITING = """FROM media m JOIN identity i ON i.person_id = m.person_id LEFT JOIN transcript t ON t.media_id = m.id
    WHERE m.heard_at IS NULL AND m.mime NOT LIKE 'image/%' AND t.media_id IS NULL"""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A draft and, once a listener has said so, the words.

    Attributes:
        draft: What a machine heard; '' where it heard no words.
        made_by: The machine, such as `whisper base`.
        words: What the listener heard; '' before one said so.
        confirmed_by: The listener; None before.
    """

    draft: str
    made_by: str
    words: str
    confirmed_by: str | None
    confirmed_at: str | None


def waiting(tx: Tx) -> Media | None:
    """The oldest recording that nobody has heard and no machine has tried: a draft helps only before it is heard."""
    row = tx.one(f"SELECT {_COLUMNS} {_WAITING} ORDER BY m.id LIMIT 1")
    return Media(*row) if row else None


def count_waiting(tx: Tx) -> int:
    """How many wait for a draft."""
    row = tx.one(f"SELECT COUNT(*) {_WAITING}")
    return int(row[0]) if row else 0


def put_draft(tx: Tx, media_id: int, *, draft: str | None, made_by: str, at: str, fault: str = "") -> bool:
    """Keeps what a machine heard. False where the recording was taken back or its person forgotten meanwhile.

    Args:
        tx: The transaction.
        media_id: The recording.
        draft: What was heard; None where it failed.
        made_by: The machine.
        at: When.
        fault: Why it failed, as a stable code.
    """
    row = tx.one(f"SELECT person_id FROM media WHERE id = :id{tx.lock}", id=media_id)
    key = people.data_key(tx, row[0]) if row else None
    if key is None or _kept(tx, media_id):
        return False
    tx.run(
        """INSERT INTO transcript (media_id, draft, made_by, made_at, fault)
        VALUES (:media_id, :draft, :made_by, :at, :fault)""",
        media_id=media_id,
        draft=None if draft is None else key.seal_text(_about("draft", media_id), draft),
        made_by=made_by,
        at=at,
        fault=fault,
    )
    return True


def get(tx: Tx, recording: Media) -> Transcript | None:
    """The draft of a recording, opened; None where there is none. The caller logs that staff saw it."""
    row = tx.one(
        """SELECT draft, made_by, words, confirmed_by, confirmed_at FROM transcript
        WHERE media_id = :id AND draft IS NOT NULL""",
        id=recording.id,
    )
    key = people.data_key(tx, recording.person_id)
    if row is None or key is None:
        return None
    words = key.open_text(_about("words", recording.id), row[2]) if row[2] else ""
    return Transcript(key.open_text(_about("draft", recording.id), row[0]), row[1], words, row[3], row[4])


def confirm(tx: Tx, recording: Media, *, words: str, who: str, at: str) -> bool:
    """Keeps what a listener heard, in the place of what was confirmed before. False where there is no draft."""
    key = people.data_key(tx, recording.person_id)
    if key is None:
        return False
    sql = """UPDATE transcript SET words = :words, confirmed_by = :who, confirmed_at = :at
        WHERE media_id = :id AND draft IS NOT NULL"""
    return tx.run(sql, id=recording.id, words=key.seal_text(_about("words", recording.id), words), who=who, at=at) == 1


def _kept(tx: Tx, media_id: int) -> bool:
    return tx.one("SELECT media_id FROM transcript WHERE media_id = :id", id=media_id) is not None


def _about(what: str, media_id: int) -> str:
    return f"transcript.{what}/{media_id}"
