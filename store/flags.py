"""What the reader of the evidence should know about a session: pairs that differ, runs that are all alike."""

from __future__ import annotations

from store.rows import listed
from store.tx import Tx


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


def people(tx: Tx, *, code: str, round_id: int, audience: str, prompts: tuple[str, ...]) -> dict[str, int]:
    """How many people of an audience each flag was raised for in a round, on some prompts or on a whole talk.

    Each person counts once, as everywhere (D15).
    """
    names, values = listed(("", *prompts))
    rows = tx.all(
        f"""SELECT f.flag, COUNT(DISTINCT s.person_id)
        FROM flag f JOIN session s ON s.id = f.session_id JOIN invitation i ON i.id = s.invitation_id
        JOIN person p ON p.id = s.person_id AND p.audience = :audience
        WHERE i.code = :code AND i.round_id = :round_id AND f.prompt IN ({names}) GROUP BY f.flag""",
        code=code,
        round_id=round_id,
        audience=audience,
        **values,
    )
    return {row[0]: int(row[1]) for row in sorted(rows)}
