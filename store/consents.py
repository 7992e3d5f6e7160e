"""What people said about taking part, with the very words they were shown."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A yes or a no to taking part."""

    id: int
    session_id: int
    version: str
    words: str
    agreed: bool
    at: str
    language: str


def add(tx: Tx, *, session_id: int, version: str, words: str, agreed: bool, at: str, language: str = "en") -> int:
    """Keeps a yes or a no, and returns its id."""
    return tx.insert(
        """INSERT INTO consent (session_id, version, words, agreed, at, language)
        VALUES (:session_id, :version, :words, :agreed, :at, :language)""",
        session_id=session_id,
        version=version,
        words=words,
        agreed=int(agreed),
        at=at,
        language=language,
    )


def of_session(tx: Tx, session_id: int) -> tuple[ConsentGiven, ...]:
    """What was said in a session, first to last."""
    rows = tx.all(
        "SELECT id, session_id, version, words, agreed, at, language FROM consent WHERE session_id = :id ORDER BY id",
        id=session_id,
    )
    return tuple(ConsentGiven(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6]) for row in rows)
