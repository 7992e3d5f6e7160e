"""One person's way through a flow. It survives anything."""

from __future__ import annotations

from dataclasses import dataclass

from store.errors import unknown
from store.tx import Tx

_COLUMNS = "id, invitation_id, person_id, flow_id, state, body, started_at, updated_at, step, device, moved"

FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Session:
    """Where a person is in a flow: at `step`. `body` is the engine's own versioned JSON.

    Attributes:
        device: On which it went on last, as a keyed hash; '' where that is not known.
        moved: How often it went on on another one than before.
    """

    id: int
    invitation_id: int
    person_id: int
    flow_id: str
    state: str
    body: str
    started_at: str
    updated_at: str
    step: str
    device: str
    moved: int


def start(
    tx: Tx, *, invitation_id: int, person_id: int, flow_id: str, state: str, body: str, at: str, step: str = ""
) -> int:
    """Starts the session of an invitation, and returns its id.

    Raises:
        Refused: It was started already (see `by_invitation`).
    """
    return tx.insert(
        """INSERT INTO session (invitation_id, person_id, flow_id, state, body, started_at, updated_at, step)
        VALUES (:invitation_id, :person_id, :flow_id, :state, :body, :at, :at, :step)""",
        invitation_id=invitation_id,
        person_id=person_id,
        flow_id=flow_id,
        state=state,
        body=body,
        at=at,
        step=step,
    )


def by_invitation(tx: Tx, invitation_id: int) -> Session | None:
    """The invitation's session, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM session WHERE invitation_id = :id{tx.lock}", id=invitation_id)
    return Session(*row) if row else None


def of_person(tx: Tx, person_id: int) -> tuple[Session, ...]:
    """A person's sessions, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM session WHERE person_id = :id ORDER BY id", id=person_id)
    return tuple(Session(*row) for row in rows)


def people_since(tx: Tx, since: str) -> dict[tuple[int, str], int]:
    """How many people answered something in a talk that went on since a moment: (service, audience) → people.

    Observers are not among them: they speak of someone else.
    """
    rows = tx.all(
        """SELECT p.service_id, p.audience, COUNT(DISTINCT p.id) FROM session s
        JOIN person p ON p.id = s.person_id JOIN invitation i ON i.id = s.invitation_id
        WHERE s.updated_at >= :since AND i.observation_id IS NULL AND EXISTS (SELECT 1 FROM answer a
        WHERE a.session_id = s.id AND a.at >= :since AND a.superseded_at IS NULL AND a.taken_back_at IS NULL)
        GROUP BY p.service_id, p.audience ORDER BY p.service_id, p.audience""",
        since=since,
    )
    return {(row[0], row[1]): row[2] for row in rows}


def save(tx: Tx, session_id: int, *, state: str, body: str, at: str, step: str = "") -> None:
    """Keeps where the person is now: at `step`, or at none that is known.

    Raises:
        UnknownRow: There is no such session.
    """
    sql = "UPDATE session SET state = :state, body = :body, step = :step, updated_at = :at WHERE id = :id"
    if not tx.run(sql, id=session_id, state=state, body=body, step=step, at=at):
        raise unknown("session")


def go_on(tx: Tx, session_id: int, *, device: str, moved: bool) -> None:
    """Notes on which device a talk goes on; `moved` where another one was used before."""
    sql = "UPDATE session SET device = :device, moved = moved + :moved WHERE id = :id"
    tx.run(sql, id=session_id, device=device, moved=int(moved))


def forget_devices(tx: Tx, person_id: int) -> None:
    """Takes out on which devices a forgotten person's talks went on."""
    tx.run("UPDATE session SET device = '' WHERE person_id = :id", id=person_id)


def empty_of_person(tx: Tx, person_id: int, at: str) -> None:
    """Empties a forgotten person's sessions: what was chosen stands in their bodies too."""
    sql = """UPDATE session SET state = :state, body = '{}', step = '', device = '', updated_at = :at
        WHERE person_id = :id"""
    tx.run(sql, id=person_id, state=FORGOTTEN, at=at)
