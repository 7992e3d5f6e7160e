"""What a person says beside the answers: words, a recording, a photo. Anyone who said yes can add something."""

from __future__ import annotations

from dataclasses import dataclass

from asking.noticing import notice_said
from asking.record import Place
from dialogs.engine import current
from dialogs.model import Consent, Flow, Question
from dialogs.session import Session
from dialogs.transitions import State
from store import comments
from store.tx import Tx

TAKE_BACK = "comment:"
"""In front of a comment's number, where a prompt's id stands for an answer: no prompt's id has a colon."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to add.

    Attributes:
        words: '' for a recording or a photo without any.
        origin: The message that it came in: the same message, changed later, takes its place.
        media_id: A recording or photo that is kept already.
    """

    words: str
    origin: str
    media_id: int | None = None


def may_add(flow: Flow, session: Session) -> bool:
    """Whether something can be kept: only of someone who said yes to taking part."""
    agreed = {(step.id, step.agree.id) for step in flow.steps if isinstance(step, Consent)}
    said = {(move.step, choice) for move in session.trail for choice in move.response.choices}
    return session.state is not State.DECLINED and bool(agreed & said)


def add(tx: Tx, place: Place, session: Session, note: Note) -> int:
    """Keep a comment with the question that was on the screen; gives its id. The detector looks at its words."""
    step = current(place.flow, session).step
    notice_said(tx, place, f"comment/{place.row_id}/{note.origin}", note.words)
    return comments.add(
        tx,
        session_id=place.row_id,
        person_id=place.subject.id,
        service_id=place.subject.service_id,
        prompt=step.id if isinstance(step, Question) else "",
        words=note.words,
        media_id=note.media_id,
        origin=note.origin,
        at=place.at,
        language=place.flow.language,
        device=place.device,
    )


def take_back(tx: Tx, row_id: int, step: str, at: str) -> tuple[str, ...]:
    """Take one comment back (`comment:12`), or all ('').

    Returns:
        Names of media files to delete after the commit.
    """
    number = step.removeprefix(TAKE_BACK)
    if step and not (number.isascii() and number.isdigit() and len(number) <= 15):  # noqa: PLR2004 - keys are 64 bits
        return ()
    gone = comments.take_back(tx, session_id=row_id, comment_id=int(number) if step else None, at=at)
    return tuple(each.file for each in gone)
