"""What was done about a worry: a timeline that is only added to, sealed with the worry's own key."""

from __future__ import annotations

import json
from dataclasses import dataclass

from store import worries
from store.tx import Tx
from store.worries import Worry


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was done.

    Attributes:
        kind: What; see `asking.worry_outcome`.
        body: Its words by field.
    """

    id: int
    at: str
    who: str
    kind: str
    body: dict[str, str]


def add(tx: Tx, worry: Worry, *, kind: str, who: str, at: str, body: dict[str, str] | None = None) -> int:
    """Adds a note and returns its id."""
    key = worries.sound_key(tx, worry)
    return tx.insert(
        "INSERT INTO worry_note (worry_id, at, who, kind, body) VALUES (:worry, :at, :who, :kind, :body)",
        worry=worry.id,
        at=at,
        who=who,
        kind=kind,
        body=key.seal_text(_about(worry.id, kind, at), json.dumps(body or {}, ensure_ascii=False)),
    )


def of(tx: Tx, worry: Worry) -> tuple[Note, ...]:
    """Every note, oldest first. The caller logs that someone read them."""
    rows = tx.all("SELECT id, at, who, kind, body FROM worry_note WHERE worry_id = :id ORDER BY id", id=worry.id)
    if not rows:
        return ()
    key = worries.sound_key(tx, worry)
    return tuple(
        Note(number, at, who, kind, json.loads(key.open_text(_about(worry.id, kind, at), body)))
        for number, at, who, kind, body in rows
    )


def kinds(tx: Tx, worry_id: int) -> tuple[str, ...]:
    """Which kinds of notes there are, none opened."""
    rows = tx.all("SELECT DISTINCT kind FROM worry_note WHERE worry_id = :id ORDER BY kind", id=worry_id)
    return tuple(row[0] for row in rows)


def _about(worry_id: int, kind: str, at: str) -> str:
    return f"worry_note/{worry_id}/{kind}/{at}"
