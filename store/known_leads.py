"""Whom the words of a lead mean, as somebody said once for a service: a colleague, or somebody outside."""

from __future__ import annotations

from dataclasses import dataclass

from store.action_beside import opened, sealed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class KnownLead:
    """What was said of some words.

    Attributes:
        service_id: Where they mean that; 0 for the whole provider.
        words: As they stood in the file.
        member_id: The colleague; None for somebody outside.
    """

    id: int
    service_id: int
    words: str
    member_id: int | None


def all(tx: Tx) -> tuple[KnownLead, ...]:  # noqa: A001 - read as known_leads.all(tx)
    """Everything that was said, oldest first."""
    rows = tx.all("SELECT id, service_id, name, member_id FROM action_lead_known ORDER BY id")
    return tuple(KnownLead(one, service, opened(tx, name), member) for one, service, name, member in rows)


def add(tx: Tx, *, service_id: int, words: str, member_id: int | None, at: str, by: int | None) -> None:
    """Keeps whom some words mean in a service."""
    tx.insert(
        """INSERT INTO action_lead_known (service_id, name, member_id, said_at, said_by)
        VALUES (:service_id, :name, :member_id, :at, :by)""",
        service_id=service_id,
        name=sealed(tx, words),
        member_id=member_id,
        at=at,
        by=by,
    )


def forget(tx: Tx, known_id: int) -> None:
    """Takes back what was said."""
    tx.run("DELETE FROM action_lead_known WHERE id = :id", id=known_id)
