"""What became of each question that a talk has shown: for whoever writes the questions. No answer is in here."""

from __future__ import annotations

from store.tx import Tx


def note(tx: Tx, *, session_id: int, prompt: str, did: str, seconds: int | None) -> None:
    """Notes that a talk has shown a question, and what the person did there.

    Args:
        tx: A transaction.
        session_id: The talk.
        prompt: The question.
        did: As in `dialogs.session.Did`; '' where they went on, or back, without doing anything.
        seconds: How long they looked at it before they answered; the first time stays.
    """
    tx.run(
        """INSERT INTO shown (session_id, prompt, did, seconds) VALUES (:session_id, :prompt, :did, :seconds)
        ON CONFLICT (session_id, prompt) DO UPDATE SET did = excluded.did,
        seconds = COALESCE(shown.seconds, excluded.seconds)""",
        session_id=session_id,
        prompt=prompt,
        did=did,
        seconds=seconds,
    )


def of_session(tx: Tx, session_id: int) -> dict[str, tuple[str, int | None]]:
    """What was noted in a talk, by question."""
    rows = tx.all("SELECT prompt, did, seconds FROM shown WHERE session_id = :id", id=session_id)
    return {prompt: (did, seconds) for prompt, did, seconds in rows}


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes what was noted in all of someone's talks."""
    tx.run("DELETE FROM shown WHERE session_id IN (SELECT id FROM session WHERE person_id = :id)", id=person_id)
