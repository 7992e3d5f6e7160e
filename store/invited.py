"""Everyone who could be asked in a round, each with where their invitation stands: one statement for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from store.invitations import TALK
from store.tx import Tx

# The newest invitation of each person is found once for the whole round, by its index, and not once a person.
_EVERYONE = """SELECT p.id, p.service_id, p.audience, p.language, p.relative_of, p.stopped_at, n.why,
        i.id, i.created_at, i.expires_at, i.revoked_at, i.opened_at, i.sent_at, i.sent_by, s.state
    FROM person p
    LEFT JOIN (SELECT person_id, MAX(id) AS id FROM invitation
        WHERE round_id = :round_id AND kind = :kind AND observation_id IS NULL GROUP BY person_id) newest
        ON newest.person_id = p.id
    LEFT JOIN invitation i ON i.id = newest.id
    LEFT JOIN session s ON s.invitation_id = i.id
    LEFT JOIN not_asked n ON n.person_id = p.id AND n.round_id = :round_id
    WHERE p.forgotten_at IS NULL"""
_ORDER = " ORDER BY p.service_id, p.id"


@dataclass(frozen=True, slots=True)
class Standing:
    """One person, and their newest invitation in a round. Without the name.

    Attributes:
        stopped_at: They want to be asked nothing any more.
        not_asked: Why they are not asked in this round; None where nobody said so.
        invitation_id: None for who was not invited; then all that follows is empty too.
        sent_by: How it was sent, see `invitations.Invitation`.
        state: Of their talk, see `dialogs.transitions.State`; None before it began.
    """

    person_id: int
    service_id: int
    audience: str
    language: str
    relative_of: int | None
    stopped_at: str | None
    not_asked: str | None
    invitation_id: int | None
    created_at: str | None
    expires_at: str | None
    revoked_at: str | None
    opened_at: str | None
    sent_at: str | None
    sent_by: str | None
    state: str | None


def in_round(tx: Tx, round_id: int, *, service_id: int = 0, kind: str = TALK) -> tuple[Standing, ...]:
    """Everyone who is not forgotten, service by service.

    Args:
        tx: The transaction.
        round_id: The round.
        service_id: Only of this service; 0 for all.
        kind: `invitations.TALK` or `SUMMARY`.
    """
    where = " AND p.service_id = :service_id" if service_id else ""
    values = {"service_id": service_id} if service_id else {}
    rows = tx.all(_EVERYONE + where + _ORDER, round_id=round_id, kind=kind, **values)
    return tuple(Standing(*row) for row in rows)


def of_person(tx: Tx, person_id: int, round_id: int, kind: str = TALK) -> Standing | None:
    """The same for one person; None where there is nobody, or nobody any more."""
    sql = _EVERYONE + " AND p.id = :person_id"
    row = tx.one(sql, round_id=round_id, kind=kind, person_id=person_id)
    return Standing(*row) if row else None
