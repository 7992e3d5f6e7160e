"""Who was reminded when, by which channel, and what is known for reminding someone again. No names, no addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.invitations import TALK
from store.rows import listed
from store.tx import Row, Tx

_COLUMNS = "m.id, m.invitation_id, i.person_id, i.round_id, m.channel, m.at, m.sent_at, m.asked_by"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder.

    Attributes:
        channel: `telegram` or `email`.
        at: When it was put in the outbox.
        sent_at: When it went out; None while it waits.
        asked_by: The member of staff who wanted it to go then; '' where it was time for it.
    """

    id: int
    invitation_id: int
    person_id: int
    round_id: int
    channel: str
    at: str
    sent_at: str | None
    asked_by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One invitation to a talk, with all that decides whether its person is reminded of it.

    Attributes:
        since: When it was made or sent, or the person last did something in it.
        state: Of the talk; '' before it began.
        watched_forgotten: It is about watching someone who was forgotten.
        stopped_at, no_reminders_at: They are asked nothing any more; or only not reminded.
        not_asked: Why they are not asked in this round; None where nothing was noted.
    """

    invitation_id: int
    person_id: int
    round_id: int
    version: int
    since: str
    expires_at: str
    revoked_at: str | None
    not_before: str | None
    state: str
    opens_on: str
    closes_on: str
    closed_at: str | None
    service_id: int
    zone: str
    language: str
    forgotten_at: str | None
    stopped_at: str | None
    no_reminders_at: str | None
    not_asked: str | None
    watched_forgotten: bool


_ASKED = """SELECT i.id, i.person_id, i.round_id, i.version,
        COALESCE(CASE WHEN i.sent_at > s.updated_at THEN i.sent_at END, s.updated_at, i.sent_at, i.created_at),
        i.expires_at, i.revoked_at, i.not_before, COALESCE(s.state, ''), r.opens_on, r.closes_on, r.closed_at,
        p.service_id, p.zone, p.language, p.forgotten_at, p.stopped_at, p.no_reminders_at, n.why,
        CASE WHEN w.forgotten_at IS NULL THEN 0 ELSE 1 END
    FROM invitation i JOIN person p ON p.id = i.person_id JOIN round r ON r.id = i.round_id
    LEFT JOIN session s ON s.invitation_id = i.id
    LEFT JOIN not_asked n ON n.person_id = i.person_id AND n.round_id = i.round_id
    LEFT JOIN observation o ON o.id = i.observation_id LEFT JOIN person w ON w.id = o.person_id"""


def asked(tx: Tx, person_id: int, round_id: int) -> tuple[Asked, ...]:
    """Every invitation of a person to a talk of a round, oldest first."""
    rows = tx.all(
        f"{_ASKED} WHERE i.person_id = :person AND i.round_id = :round AND i.kind = :kind ORDER BY i.id",
        person=person_id,
        round=round_id,
        kind=TALK,
    )
    return tuple(_asked(row) for row in rows)


def invited(tx: Tx, round_id: int) -> tuple[tuple[int, int], ...]:
    """Everyone with an invitation to a talk of a round who is not forgotten: person id, service id."""
    rows = tx.all(
        """SELECT DISTINCT p.id, p.service_id FROM invitation i JOIN person p ON p.id = i.person_id
        WHERE i.round_id = :round AND i.kind = :kind AND p.forgotten_at IS NULL ORDER BY p.service_id, p.id""",
        round=round_id,
        kind=TALK,
    )
    return tuple((row[0], row[1]) for row in rows)


def perhaps_due(
    tx: Tx, *, day: str, now: str, since: str, closing: str, ended: Iterable[str]
) -> tuple[tuple[int, int], ...]:
    """Everyone for whom it may be time, person id and round id: few of many, each to be looked at closely.

    Args:
        tx: The transaction.
        day: Today.
        now: The present moment, as a stamp.
        since: Whoever got or did something after this is not reminded yet, but by their own wish.
        closing: Whoever was reminded once waits until their round closes on this day or before.
        ended: States of a talk that nobody is reminded of.
    """
    names, values = listed(tuple(ended))
    rows = tx.all(
        f"""SELECT DISTINCT i.person_id, i.round_id FROM invitation i JOIN round r ON r.id = i.round_id
        JOIN person p ON p.id = i.person_id LEFT JOIN session s ON s.invitation_id = i.id
        WHERE r.opens_on <= :day AND r.closes_on >= :day AND r.closed_at IS NULL AND i.revoked_at IS NULL
        AND i.kind = :kind AND p.forgotten_at IS NULL AND p.stopped_at IS NULL AND p.no_reminders_at IS NULL
        AND (s.state IS NULL OR s.state NOT IN ({names})) AND (i.not_before IS NULL OR i.not_before <= :now)
        AND (i.not_before IS NOT NULL OR COALESCE(s.updated_at, i.sent_at, i.created_at) <= :since)
        AND (SELECT COUNT(*) FROM reminder m JOIN invitation j ON j.id = m.invitation_id
            WHERE j.person_id = i.person_id AND j.round_id = i.round_id)
            < CASE WHEN r.closes_on <= :closing OR i.not_before IS NOT NULL THEN 2 ELSE 1 END
        AND (EXISTS (SELECT 1 FROM chat c WHERE c.person_id = p.id AND c.closed_at IS NULL)
            OR EXISTS (SELECT 1 FROM profile f WHERE f.person_id = p.id))
        ORDER BY i.person_id, i.round_id""",
        day=day,
        now=now,
        since=since,
        closing=closing,
        kind=TALK,
        **values,
    )
    return tuple((row[0], row[1]) for row in rows)


def add(tx: Tx, *, invitation_id: int, channel: str, at: str, asked_by: str = "") -> int:
    """Notes that a reminder was put in the outbox; returns its id."""
    return tx.insert(
        "INSERT INTO reminder (invitation_id, channel, at, asked_by) VALUES (:invitation, :channel, :at, :by)",
        invitation=invitation_id,
        channel=channel,
        at=at,
        by=asked_by,
    )


def get(tx: Tx, reminder_id: int) -> Reminder | None:
    """One reminder; None where it was taken away."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM reminder m JOIN invitation i ON i.id = m.invitation_id WHERE m.id = :id",
        id=reminder_id,
    )
    return Reminder(*row) if row else None


def of_person(tx: Tx, person_id: int) -> tuple[Reminder, ...]:
    """A person's reminders in all rounds, oldest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM reminder m JOIN invitation i ON i.id = m.invitation_id
        WHERE i.person_id = :id ORDER BY m.id""",
        id=person_id,
    )
    return tuple(Reminder(*row) for row in rows)


def sent(tx: Tx, reminder_id: int, at: str) -> None:
    """Notes that a reminder went out."""
    tx.run("UPDATE reminder SET sent_at = COALESCE(sent_at, :at) WHERE id = :id", id=reminder_id, at=at)


def withdraw(tx: Tx, reminder_id: int) -> None:
    """Takes a reminder away that did not go out: it counts for nothing. One that went out stays."""
    tx.run("DELETE FROM reminder WHERE id = :id AND sent_at IS NULL", id=reminder_id)


def withdraw_waiting(tx: Tx, person_id: int, channel: str) -> None:
    """Takes away what waits for a person in a channel that no longer reaches them."""
    tx.run(
        """DELETE FROM reminder WHERE sent_at IS NULL AND channel = :channel
        AND invitation_id IN (SELECT id FROM invitation WHERE person_id = :id)""",
        id=person_id,
        channel=channel,
    )


def not_before(tx: Tx, person_id: int, round_id: int, at: str | None) -> None:
    """Notes until when a person wants to be left alone in a round; None takes it away."""
    tx.run(
        "UPDATE invitation SET not_before = :at WHERE person_id = :person AND round_id = :round",
        person=person_id,
        round=round_id,
        at=at,
    )


def end(tx: Tx, person_id: int, at: str) -> None:
    """Notes that a person wants no reminders; since when, stays."""
    sql = "UPDATE person SET no_reminders_at = COALESCE(no_reminders_at, :at) WHERE id = :id"
    tx.run(sql, id=person_id, at=at)


def begin_again(tx: Tx, person_id: int) -> None:
    """Notes that a person may be reminded again."""
    tx.run("UPDATE person SET no_reminders_at = NULL WHERE id = :id", id=person_id)


def ended_at(tx: Tx, person_id: int) -> str | None:
    """Since when a person wants no reminders; None where they may be reminded."""
    row = tx.one("SELECT no_reminders_at FROM person WHERE id = :id", id=person_id)
    return row[0] if row else None


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes when someone was reminded."""
    tx.run(
        "DELETE FROM reminder WHERE invitation_id IN (SELECT id FROM invitation WHERE person_id = :id)", id=person_id
    )


def _asked(row: Row) -> Asked:
    values = (*row[:-1], bool(row[-1]))
    return Asked(*values)
