"""What the reader of the evidence should know about a session: pairs that differ, runs that are all alike."""

from __future__ import annotations

from dataclasses import dataclass

from store.rows import listed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many people of a service a flag was raised for in a round. `prompt` is empty for a whole session's flag."""

    service_id: int
    round_id: int
    prompt: str
    flag: str
    people: int


@dataclass(frozen=True, slots=True)
class FlagPeople:
    """How many people of a service a flag was raised for, each once."""

    service_id: int
    flag: str
    people: int


def add(tx: Tx, *, session_id: int, prompt: str, flag: str, at: str) -> int:
    """Raises a flag and returns its id."""
    return tx.insert(
        "INSERT INTO flag (session_id, prompt, flag, at) VALUES (:session_id, :prompt, :flag, :at)",
        session_id=session_id,
        prompt=prompt,
        flag=flag,
        at=at,
    )


def clear(tx: Tx, session_id: int, prompt: str) -> None:
    """Takes away the flags of a prompt that is asked again or was taken back."""
    tx.run("DELETE FROM flag WHERE session_id = :id AND prompt = :prompt", id=session_id, prompt=prompt)


def counts(tx: Tx, code: str) -> tuple[FlagCount, ...]:
    """How many people each flag of a code was raised for: n is people, never answers (D15)."""
    rows = tx.all(
        """SELECT p.service_id, i.round_id, f.prompt, f.flag, COUNT(DISTINCT s.person_id)
        FROM flag f JOIN session s ON s.id = f.session_id JOIN invitation i ON i.id = s.invitation_id
        JOIN person p ON p.id = s.person_id WHERE i.code = :code
        GROUP BY p.service_id, i.round_id, f.prompt, f.flag""",
        code=code,
    )
    return tuple(sorted((FlagCount(*row) for row in rows), key=lambda count: (count.service_id, count.round_id)))


def people(tx: Tx, *, code: str, round_id: int, prompts: tuple[str, ...]) -> tuple[FlagPeople, ...]:
    """How many people each flag was raised for in a round, on some prompts or on a whole talk."""
    names, values = listed(("", *prompts))
    rows = tx.all(
        f"""SELECT p.service_id, f.flag, COUNT(DISTINCT s.person_id)
        FROM flag f JOIN session s ON s.id = f.session_id JOIN invitation i ON i.id = s.invitation_id
        JOIN person p ON p.id = s.person_id
        WHERE i.code = :code AND i.round_id = :round_id AND f.prompt IN ({names})
        GROUP BY p.service_id, f.flag""",
        code=code,
        round_id=round_id,
        **values,
    )
    return tuple(sorted((FlagPeople(*row) for row in rows), key=lambda one: (one.service_id, one.flag)))
