"""Who was asked to take part. A link's token is a signature of id and version, so nothing here can be stolen."""

from __future__ import annotations

from dataclasses import dataclass

from store.errors import unknown
from store.rows import packed, unpacked
from store.tx import Row, Tx

_COLUMNS = """id, person_id, round_id, code, areas, observation_id, version, created_at, expires_at,
    revoked_at, opened_at, kind, sent_at, sent_by, not_before"""

TALK, SUMMARY = "talk", "summary"
"""What an invitation is for: the questions of a round, or the monthly summary with the keyworker."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person, asked about some areas of a code in a round; as an observer where `observation_id` is set.

    Attributes:
        kind: `TALK` or `SUMMARY`.
        sent_at, sent_by: When it last went to the person, and how: `email`, `telegram`, `paper` or `tablet`.
        not_before: They asked to be left alone until then.
    """

    id: int
    person_id: int
    round_id: int
    code: str
    areas: tuple[str, ...]
    observation_id: int | None
    version: int
    created_at: str
    expires_at: str
    revoked_at: str | None
    opened_at: str | None
    kind: str = TALK
    sent_at: str | None = None
    sent_by: str = ""
    not_before: str | None = None


def add(
    tx: Tx,
    *,
    person_id: int,
    round_id: int,
    code: str,
    areas: tuple[str, ...],
    created_at: str,
    expires_at: str,
    observation_id: int | None = None,
    kind: str = TALK,
) -> int:
    """Adds an invitation and returns its id."""
    return tx.insert(
        """INSERT INTO invitation (person_id, round_id, code, areas, observation_id, kind, created_at, expires_at)
        VALUES (:person_id, :round_id, :code, :areas, :observation_id, :kind, :created_at, :expires_at)""",
        person_id=person_id,
        round_id=round_id,
        code=code,
        areas=packed(areas),
        observation_id=observation_id,
        kind=kind,
        created_at=created_at,
        expires_at=expires_at,
    )


def get(tx: Tx, invitation_id: int) -> Invitation | None:
    """One invitation, revoked or not, kept from other writers until the turn ends.

    Of two devices that start at once, the second then finds the first one's session; and whoever is being
    forgotten just now is forgotten before anything more is kept of them.
    """
    row = tx.one(f"SELECT {_COLUMNS} FROM invitation WHERE id = :id{tx.lock}", id=invitation_id)
    return _invitation(row) if row else None


def of_person(tx: Tx, person_id: int) -> tuple[Invitation, ...]:
    """A person's invitations, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM invitation WHERE person_id = :id ORDER BY id", id=person_id)
    return tuple(_invitation(row) for row in rows)


def newest_unopened(tx: Tx, audience: str) -> Invitation | None:
    """The newest invitation to a talk, of an audience or of observers, that nobody has opened.

    Best of someone who is asked in English and is new to talks.
    """
    columns = ", ".join(f"i.{column.strip()}" for column in _COLUMNS.split(","))
    row = tx.one(
        f"""SELECT {columns} FROM invitation i JOIN person p ON p.id = i.person_id
        WHERE CASE WHEN i.observation_id IS NULL THEN p.audience ELSE 'observer' END = :audience
        AND i.opened_at IS NULL AND i.revoked_at IS NULL AND i.kind = 'talk'
        ORDER BY p.language <> 'en', EXISTS (SELECT 1 FROM session s WHERE s.person_id = p.id), i.id DESC LIMIT 1""",
        audience=audience,
    )
    return _invitation(row) if row else None


def revoke(tx: Tx, invitation_id: int, at: str) -> None:
    """Ends an invitation. Revoking twice changes nothing.

    Raises:
        UnknownRow: There is no such invitation.
    """
    sql = "UPDATE invitation SET revoked_at = COALESCE(revoked_at, :at) WHERE id = :id"
    if not tx.run(sql, id=invitation_id, at=at):
        raise unknown("invitation")


def reopen(tx: Tx, person_id: int, revoked_at: str) -> int:
    """Undoes what ended a person's invitations at one moment: the same links work again; returns how many."""
    sql = "UPDATE invitation SET revoked_at = NULL WHERE person_id = :id AND revoked_at = :at"
    return tx.run(sql, id=person_id, at=revoked_at)


def renew(tx: Tx, invitation_id: int, expires_at: str) -> int:
    """Gives the invitation a new version, which is returned: every older link to it ends, revoked or not.

    Raises:
        UnknownRow: There is no such invitation.
    """
    row = tx.one(
        """UPDATE invitation SET version = version + 1, expires_at = :expires_at, revoked_at = NULL
        WHERE id = :id RETURNING version""",
        id=invitation_id,
        expires_at=expires_at,
    )
    if row is None:
        raise unknown("invitation")
    return int(row[0])


def opened(tx: Tx, invitation_id: int, at: str) -> bool:
    """Notes that the link was opened; True the first time."""
    sql = "UPDATE invitation SET opened_at = :at WHERE id = :id AND opened_at IS NULL"
    return tx.run(sql, id=invitation_id, at=at) == 1


def sent(tx: Tx, invitation_id: int, *, by: str, at: str) -> None:
    """Notes that the invitation went to the person, and how.

    Raises:
        UnknownRow: There is no such invitation.
    """
    if not tx.run("UPDATE invitation SET sent_at = :at, sent_by = :by WHERE id = :id", id=invitation_id, by=by, at=at):
        raise unknown("invitation")


def _invitation(row: Row) -> Invitation:
    values = (*row[:4], unpacked(row[4]), *row[5:])
    return Invitation(*values)
