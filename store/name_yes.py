"""Who said of words with a name in them that they may be published or told all the same, and when.

Neither the words nor the name are kept here: a mark tells them from all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Looked:
    """Who said it, and when."""

    who: str
    at: str


def of(tx: Tx, subject: str) -> dict[str, Looked]:
    """Mark → who said it, of all that stands in something."""
    rows = tx.all("SELECT mark, who, at FROM name_yes WHERE subject = :subject", subject=subject)
    return {row[0]: Looked(row[1], row[2]) for row in rows}


def add(tx: Tx, subject: str, marks: Iterable[str], *, who: str, at: str) -> None:
    """Keeps it. What somebody said before stays theirs."""
    tx.many(
        """INSERT INTO name_yes (subject, mark, who, at) VALUES (:subject, :mark, :who, :at)
        ON CONFLICT (subject, mark) DO NOTHING""",
        [{"subject": subject, "mark": one, "who": who, "at": at} for one in sorted(set(marks))],
    )


def remove(tx: Tx, subject: str) -> None:
    """Deletes it with what the words stood in: the number may be another's one day."""
    tx.run("DELETE FROM name_yes WHERE subject = :subject", subject=subject)


def mark(tx: Tx, subject: str, words: str, name: str) -> str:
    """The same for the same words, however they are spaced, and the same name."""
    said = "\0".join((subject, " ".join(words.split()), name))
    return tx.keys.sign("name-yes", said).hex()[:32]
