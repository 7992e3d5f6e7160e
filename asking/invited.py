"""How far an invitation is, from 'not invited' to 'finished'."""

from __future__ import annotations

from enum import StrEnum

from dialogs.transitions import State
from store.invited import Standing


class Progress(StrEnum):
    """Where one person's invitation in a round stands."""

    NOT_INVITED = "not_invited"
    INVITED = "invited"
    """There is a link, and nothing says yet that it came to the person."""
    SENT = "sent"
    OPENED = "opened"
    """They look at what it is about, and have not said yes or no yet."""
    STARTED = "started"
    STOPPED = "stopped"
    SAID_NO = "said_no"
    FINISHED = "finished"
    ENDED = "ended"
    """Someone ended the link."""
    RAN_OUT = "ran_out"
    """It was never begun, and its last day has passed."""


_OF_TALK = {
    State.CLOSED: Progress.FINISHED,
    State.STOPPED: Progress.STOPPED,
    State.DECLINED: Progress.SAID_NO,
    State.INFORMING: Progress.OPENED,
    State.CONSENTING: Progress.OPENED,
}
OVER = frozenset({Progress.ENDED, Progress.RAN_OUT})
"""The link opens nothing any more, and nothing was finished."""
TO_INVITE = frozenset({Progress.NOT_INVITED, *OVER})
"""Nobody of these can answer now."""


def progress(one: Standing, at: str) -> Progress:
    """Where it stands at a moment. What was finished stays finished, whatever became of the link."""
    if one.invitation_id is None:
        return Progress.NOT_INVITED
    if one.state == State.CLOSED:
        return Progress.FINISHED
    if one.revoked_at is not None:
        return Progress.ENDED
    if one.state is not None:  # an expired link never ends a talk that was begun (D14)
        return _OF_TALK.get(State(one.state), Progress.STARTED) if one.state in set(State) else Progress.STARTED
    if (one.expires_at or "") < at:
        return Progress.RAN_OUT
    return Progress.SENT if one.sent_at else Progress.INVITED
