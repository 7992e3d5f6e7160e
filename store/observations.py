"""Who is watched by two people who know them, because they use few words (docs/asking.md D18)."""

from __future__ import annotations

from dataclasses import dataclass

from store import people
from store.errors import UnknownRow
from store.tx import Tx

_COLUMNS = "id, person_id, round_id, created_at"


@dataclass(frozen=True, slots=True)
class Observation:
    """One person, watched in one round. The two who watch have an invitation each that names it."""

    id: int
    person_id: int
    round_id: int
    created_at: str


@dataclass(frozen=True, slots=True)
class Observer:
    """One of the two who watch, and how far they are."""

    invitation_id: int
    person_id: int
    audience: str
    session_id: int | None
    state: str | None
    revoked_at: str | None


def add(tx: Tx, *, person_id: int, round_id: int, at: str) -> int:
    """Adds an observation, and returns its id."""
    return tx.insert(
        "INSERT INTO observation (person_id, round_id, created_at) VALUES (:person_id, :round_id, :at)",
        person_id=person_id,
        round_id=round_id,
        at=at,
    )


def decide(tx: Tx, observation_id: int, *, person_id: int, decided: str) -> None:
    """Keeps who decided that watching is right for the person, sealed with the person's key; the newest word counts.

    Raises:
        UnknownRow: The person was forgotten.
    """
    key = people.data_key(tx, person_id)
    if key is None:
        raise UnknownRow("table identity", "The person was forgotten.", "Invite nobody to watch this person.")
    sealed = key.seal_text(_about(person_id), decided)
    tx.run("UPDATE observation SET decided = :decided WHERE id = :id", id=observation_id, decided=sealed)


def of_round(tx: Tx, *, person_id: int, round_id: int) -> Observation | None:
    """The observation of a person in a round, if there is one."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM observation WHERE person_id = :person_id AND round_id = :round_id",
        person_id=person_id,
        round_id=round_id,
    )
    return Observation(*row) if row else None


def get(tx: Tx, observation_id: int) -> Observation | None:
    """One observation."""
    row = tx.one(f"SELECT {_COLUMNS} FROM observation WHERE id = :id", id=observation_id)
    return Observation(*row) if row else None


def all(tx: Tx) -> tuple[Observation, ...]:  # noqa: A001 - read as observations.all
    """Every observation of someone who is not forgotten, newest first."""
    rows = tx.all(
        """SELECT o.id, o.person_id, o.round_id, o.created_at FROM observation o
        JOIN person p ON p.id = o.person_id WHERE p.forgotten_at IS NULL ORDER BY o.id DESC"""
    )
    return tuple(Observation(*row) for row in rows)


def decided(tx: Tx, observation_id: int) -> str:
    """Who decided that watching is right for this person; '' when the person was forgotten."""
    row = tx.one("SELECT person_id, decided FROM observation WHERE id = :id", id=observation_id)
    key = people.data_key(tx, row[0]) if row else None
    return key.open_text(_about(row[0]), row[1]) if row and key and row[1] else ""


def observers(tx: Tx, observation_id: int) -> tuple[Observer, ...]:
    """The people who watch, in the order in which they were invited; of those replaced only who told something."""
    rows = tx.all(
        """SELECT i.id, i.person_id, p.audience, s.id, s.state, i.revoked_at
        FROM invitation i JOIN person p ON p.id = i.person_id
        LEFT JOIN session s ON s.invitation_id = i.id WHERE i.observation_id = :id AND (i.revoked_at IS NULL OR EXISTS (
        SELECT 1 FROM answer a WHERE a.session_id = s.id AND a.taken_back_at IS NULL)) ORDER BY i.id""",
        id=observation_id,
    )
    return tuple(Observer(*row) for row in rows)


def told_by(tx: Tx, person_id: int) -> tuple[tuple[int, int], ...]:
    """The talks in which someone told of others, where something of it is left: session id, and whom it is about."""
    rows = tx.all(
        """SELECT s.id, o.person_id FROM session s JOIN invitation i ON i.id = s.invitation_id
        JOIN observation o ON o.id = i.observation_id WHERE s.person_id = :id AND (EXISTS (
        SELECT 1 FROM answer a WHERE a.session_id = s.id AND a.taken_back_at IS NULL) OR EXISTS (
        SELECT 1 FROM comment c WHERE c.session_id = s.id AND c.taken_back_at IS NULL)) ORDER BY s.id""",
        id=person_id,
    )
    return tuple((row[0], row[1]) for row in rows)


def end_of_person(tx: Tx, person_id: int, *, state: str, at: str) -> None:
    """Ends all watching of a forgotten person: links stop, and what was seen is emptied from the talks."""
    which = "SELECT i.id FROM invitation i JOIN observation o ON o.id = i.observation_id WHERE o.person_id = :id"
    talks = f"invitation_id IN ({which})"
    tx.run(f"DELETE FROM shown WHERE session_id IN (SELECT id FROM session WHERE {talks})", id=person_id)
    sql = f"UPDATE session SET state = :state, body = '{{}}', step = '', updated_at = :at WHERE {talks}"
    tx.run(sql, id=person_id, state=state, at=at)
    tx.run(f"UPDATE invitation SET revoked_at = COALESCE(revoked_at, :at) WHERE id IN ({which})", id=person_id, at=at)
    tx.run("UPDATE observation SET decided = NULL WHERE person_id = :id", id=person_id)


def _about(person_id: int) -> str:
    """What the words are sealed with: they open in no other place."""
    return f"observation.decided/{person_id}"
