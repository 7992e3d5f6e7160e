"""What people wrote: who has read it, and what nobody has read yet (D19). Answers that do not count are not here."""

from __future__ import annotations

from dataclasses import dataclass

from store import people
from store.answers import words_about
from store.tx import Tx

_COLUMNS = "id, person_id, session_id, service_id, prompt, at, heard_at, heard_by, language"
_LIVE = "words IS NOT NULL AND superseded_at IS NULL AND taken_back_at IS NULL"


@dataclass(frozen=True, slots=True)
class Written:
    """An answer in the person's own words, without the words. `id` is the answer's."""

    id: int
    person_id: int
    session_id: int
    service_id: int
    prompt: str
    at: str
    heard_at: str | None
    heard_by: str | None
    language: str


def get(tx: Tx, answer_id: int) -> Written | None:
    """One answer with words; None when they were taken back, changed or forgotten."""
    row = tx.one(f"SELECT {_COLUMNS} FROM answer WHERE id = :id AND {_LIVE}", id=answer_id)
    return Written(*row) if row else None


def at(tx: Tx, session_id: int, prompt: str) -> int | None:
    """The answer with words to a question of a session; None where there is none that counts."""
    sql = f"SELECT id FROM answer WHERE session_id = :id AND prompt = :prompt AND {_LIVE}"
    row = tx.one(sql, id=session_id, prompt=prompt)
    return row[0] if row else None


def opened(tx: Tx, written: Written) -> str | None:
    """The words themselves; None when the person was forgotten. The caller logs that someone read them."""
    key = people.data_key(tx, written.person_id)
    row = tx.one(f"SELECT words FROM answer WHERE id = :id AND {_LIVE}", id=written.id)
    return key.open_text(words_about(written.session_id, written.prompt), row[0]) if key and row else None


def not_heard(tx: Tx) -> tuple[Written, ...]:
    """What nobody has read yet, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM answer WHERE {_LIVE} AND heard_at IS NULL ORDER BY id")
    return tuple(Written(*row) for row in rows)


def not_heard_in(tx: Tx, session_id: int) -> dict[str, int]:
    """The answers with words in a session that nobody has read yet: prompt → id."""
    sql = f"SELECT prompt, id FROM answer WHERE session_id = :id AND {_LIVE} AND heard_at IS NULL"
    return {row[0]: row[1] for row in tx.all(sql, id=session_id)}


def count_not_heard(tx: Tx) -> int:
    """How many nobody has read yet."""
    row = tx.one(f"SELECT COUNT(*) FROM answer WHERE {_LIVE} AND heard_at IS NULL")
    return int(row[0]) if row else 0


def heard_lately(tx: Tx, limit: int) -> tuple[Written, ...]:
    """What was read last, newest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM answer WHERE {_LIVE} AND heard_at IS NOT NULL
        ORDER BY heard_at DESC, id DESC LIMIT :limit""",
        limit=limit,
    )
    return tuple(Written(*row) for row in rows)


def mark_heard(tx: Tx, answer_id: int, who: str, at: str) -> bool:
    """Notes who read it; False if someone already had, or it is gone."""
    sql = f"UPDATE answer SET heard_at = :at, heard_by = :who WHERE id = :id AND {_LIVE} AND heard_at IS NULL"
    return tx.run(sql, id=answer_id, who=who, at=at) == 1
