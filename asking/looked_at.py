"""Notes what became of the question that a person has just left: answered, skipped, or only seen, and how fast."""

from __future__ import annotations

from datetime import datetime

from asking.talk import Talk
from dialogs.events import Answered, AnswersTakenBack, Asked, Event, QuestionSkipped
from dialogs.path import latest
from dialogs.session import Response, Session
from store import shown
from store.tx import Tx

LONGEST_LOOK_SECONDS = 300
"""Longer is a pause: a cup of tea, or a word with someone. It says nothing about the question."""


def note_shown(tx: Tx, talk: Talk, session: Session, events: tuple[Event, ...], *, row_id: int, at: str) -> None:
    """Keep what the person did at the question that they were at, and at those that changed with it.

    Args:
        tx: The transaction of the turn.
        talk: The talk as it was before.
        session: As it is now.
        events: What the turn caused.
        row_id: The talk's row.
        at: The moment of the turn.
    """
    for prompt in sorted(_touched(talk, events)):
        did = done_at(session, prompt)
        seconds = _looked(talk.since, at) if prompt == talk.step and did and did.is_answer else None
        shown.note(tx, session_id=row_id, prompt=prompt, did=did.did.value if did else "", seconds=seconds)


def step_asked(events: tuple[Event, ...]) -> str:
    """The step of the screen that comes next: the engine's last event says it."""
    last = events[-1]
    return last.step.id if isinstance(last, Asked) else ""


def done_at(session: Session, prompt: str) -> Response | None:
    """What a person did at a question: their answer that counts, else the last that they did there."""
    answer = latest(session.trail, prompt) or session.kept_for(prompt)
    return answer or next((move.response for move in reversed(session.trail) if move.step == prompt), None)


def _touched(talk: Talk, events: tuple[Event, ...]) -> set[str]:
    found = {talk.step} & talk.flow.readings.keys()
    for event in events:
        if isinstance(event, Answered | QuestionSkipped):
            found.add(event.prompt)
        elif isinstance(event, AnswersTakenBack):
            found.update(event.prompts)
    return found


def _looked(since: str, at: str) -> int | None:
    """Seconds on the screen; None where there was a pause."""
    if not since:
        return None
    seconds = int((datetime.fromisoformat(at) - datetime.fromisoformat(since)).total_seconds())
    return seconds if 0 <= seconds <= LONGEST_LOOK_SECONDS else None
