"""What people said about taking part, with the very words they were shown. A text that many agree to is kept once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from store.tx import Row, Tx

_COLUMNS = """c.id, c.session_id, c.version, COALESCE(t.words, c.words), c.agreed, c.at, c.language, c.channel,
    c.support, c.helper, c.taken_back_at, c.text_hash"""
_FROM = "consent c LEFT JOIN consent_text t ON t.hash = c.text_hash"


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A yes or a no to taking part.

    Attributes:
        channel: Where it was said: `web` or `telegram`; '' where that was not kept yet.
        support: How the person was helped, as they said just after: `alone`, `supported` ...; '' before they said.
        helper: Who helped; '' for nobody.
        taken_back_at: When the person took this yes back; None while it stands.
        text_hash: Which of the texts that are kept by their content; '' for one from before that.
    """

    id: int
    session_id: int
    version: str
    words: str
    agreed: bool
    at: str
    language: str
    channel: str = ""
    support: str = ""
    helper: str = ""
    taken_back_at: str | None = None
    text_hash: str = ""


def add(
    tx: Tx,
    *,
    session_id: int,
    version: str,
    words: str,
    agreed: bool,
    at: str,
    language: str = "en",
    channel: str = "",
) -> int:
    """Keeps a yes or a no, and returns its id."""
    return tx.insert(
        """INSERT INTO consent (session_id, version, words, text_hash, agreed, at, language, channel)
        VALUES (:session_id, :version, '', :hash, :agreed, :at, :language, :channel)""",
        session_id=session_id,
        version=version,
        hash=_keep(tx, version, language, words),
        agreed=int(agreed),
        at=at,
        language=language,
        channel=channel,
    )


def supported(tx: Tx, *, session_id: int, support: str, helper: str) -> None:
    """Notes how the latest yes or no of a talk was given, once the person has said who is there."""
    tx.run(
        """UPDATE consent SET support = :support, helper = :helper
        WHERE id = (SELECT MAX(id) FROM consent WHERE session_id = :id)""",
        id=session_id,
        support=support,
        helper=helper,
    )


def take_back(tx: Tx, session_id: int, at: str) -> int:
    """Notes that a person takes back what they agreed to in a talk; gives how often they had."""
    sql = "UPDATE consent SET taken_back_at = :at WHERE session_id = :id AND agreed = 1 AND taken_back_at IS NULL"
    return tx.run(sql, id=session_id, at=at)


def of_session(tx: Tx, session_id: int) -> tuple[ConsentGiven, ...]:
    """What was said in a session, first to last."""
    return _found(tx, "c.session_id = :id", session_id)


def of_person(tx: Tx, person_id: int) -> tuple[ConsentGiven, ...]:
    """All that a person said about taking part, first to last."""
    return _found(tx, "c.session_id IN (SELECT id FROM session WHERE person_id = :id)", person_id)


def latest(tx: Tx, session_id: int) -> ConsentGiven | None:
    """What was said last in a session; None where nobody was asked yet."""
    found = of_session(tx, session_id)
    return found[-1] if found else None


def texts(tx: Tx) -> int:
    """How many different texts are kept."""
    row = tx.one("SELECT COUNT(*) FROM consent_text")
    return int(row[0]) if row else 0


def _found(tx: Tx, where: str, number: int) -> tuple[ConsentGiven, ...]:
    rows = tx.all(f"SELECT {_COLUMNS} FROM {_FROM} WHERE {where} ORDER BY c.id", id=number)
    return tuple(map(_consent, rows))


def _consent(row: Row) -> ConsentGiven:
    values = (*row[:4], bool(row[4]), *row[5:])
    return ConsentGiven(*values)


def _keep(tx: Tx, version: str, language: str, words: str) -> str:
    digest = sha256(json.dumps((version, language, words)).encode()).hexdigest()
    tx.run(
        """INSERT INTO consent_text (hash, version, language, words) VALUES (:hash, :version, :language, :words)
        ON CONFLICT (hash) DO NOTHING""",
        hash=digest,
        version=version,
        language=language,
        words=words,
    )
    return digest
