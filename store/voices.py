"""What others say about a self-assessment: someone who sees it differently, and experts who checked it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store.tx import Row, Tx

CHALLENGE, CHECK = "challenge", "check"
"""Someone sees it differently; an independent expert looked at it."""
_COLUMNS = "id, assessment_id, version, kind, body, at, replied_at, replied_by, public_at"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one said.

    Attributes:
        version: The signed version that it is about; 0 for what is not signed yet.
        kind: `CHALLENGE` or `CHECK`.
        body: A challenge: `words`, `contact`, `reply`. A check: `who`, `on`, `words`, `agrees`, `reply`; once it was
            taken out only `on`, `agrees`, `out_on`, `out_why`.
        public_at: When it was published; None while only staff read it.
    """

    id: int
    assessment_id: int
    version: int
    kind: str
    body: dict[str, Any]
    at: str
    replied_at: str | None
    replied_by: str
    public_at: str | None

    def text(self, name: str) -> str:
        """One of its texts, '' where it has none."""
        return str(self.body.get(name, ""))

    @property
    def is_out(self) -> bool:
        """Whether it was taken out: that it was there, and why it is gone, stays."""
        return bool(self.text("out_on"))


def add(tx: Tx, *, assessment_id: int, version: int, kind: str, body: dict[str, Any], at: str) -> int:
    """Keeps what one said and returns its id. Nobody is told who it was."""
    return tx.insert(
        """INSERT INTO assessment_voice (assessment_id, version, kind, body, at)
        VALUES (:assessment, :version, :kind, :body, :at)""",
        assessment=assessment_id,
        version=version,
        kind=kind,
        body=tx.keys.seal(_about(assessment_id), json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")),
        at=at,
    )


def of(tx: Tx, assessment_id: int, kind: str) -> tuple[Voice, ...]:
    """Everything of a kind, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM assessment_voice WHERE assessment_id = :id AND kind = :kind ORDER BY id",
        id=assessment_id,
        kind=kind,
    )
    return tuple(_voice(tx, row) for row in rows)


def assessment_of(tx: Tx, voice_id: int) -> int | None:
    """The self-assessment that one is about; None where it is gone."""
    row = tx.one("SELECT assessment_id FROM assessment_voice WHERE id = :id", id=voice_id)
    return row[0] if row else None


def change(tx: Tx, voice: Voice, body: dict[str, Any], *, by: str, at: str, public: bool) -> None:
    """Keeps a reply, and whether everyone may read it."""
    tx.run(
        """UPDATE assessment_voice SET body = :body, replied_at = :at, replied_by = :by, public_at = :public
        WHERE id = :id""",
        body=tx.keys.seal(_about(voice.assessment_id), json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")),
        at=at,
        by=by,
        public=at if public else None,
        id=voice.id,
    )


def take_out(tx: Tx, voice: Voice, *, on: str, why: str) -> None:
    """Deletes who said it and what, and keeps that it was there: when, whether they agreed, and why it is gone."""
    left = {"on": voice.text("on"), "agrees": voice.text("agrees"), "out_on": on, "out_why": why}
    tx.run(
        "UPDATE assessment_voice SET body = :body, replied_at = NULL, replied_by = '' WHERE id = :id",
        body=tx.keys.seal(_about(voice.assessment_id), json.dumps(left, ensure_ascii=False).encode("utf-8", "replace")),
        id=voice.id,
    )


def remove(tx: Tx, voice: Voice) -> None:
    """Deletes it, while nothing is signed."""
    tx.run("DELETE FROM assessment_voice WHERE id = :id", id=voice.id)


def _voice(tx: Tx, row: Row) -> Voice:
    body: dict[str, Any] = json.loads(tx.keys.open(_about(row[1]), row[4]))
    number, assessment, version, kind, _, at, replied_at, replied_by, public_at = row
    return Voice(number, assessment, version, kind, body, at, replied_at, replied_by, public_at)


def _about(assessment_id: int) -> str:
    return f"assessment_voice/{assessment_id}"
