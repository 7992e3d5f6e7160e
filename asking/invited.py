"""How far an invitation is, from 'not invited' to 'finished'."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dialogs.transitions import State
from store import sessions
from store.invitations import Invitation
from store.invited import Standing
from store.tx import Tx


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


_OF_TALK: Mapping[str, Progress] = {
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
    """Where someone's newest invitation stands at a moment."""
    if one.invitation_id is None:
        return Progress.NOT_INVITED
    return _judge(one.state, one.revoked_at, one.expires_at or "", one.sent_at, at)


def progress_of(tx: Tx, one: Invitation, at: str) -> Progress:
    """The same for an invitation."""
    talk = sessions.by_invitation(tx, one.id)
    return _judge(talk.state if talk else None, one.revoked_at, one.expires_at, one.sent_at, at)


def _judge(state: str | None, revoked_at: str | None, expires_at: str, sent_at: str | None, at: str) -> Progress:
    """What was finished stays finished, whatever became of the link."""
    if state == State.CLOSED:
        return Progress.FINISHED
    if revoked_at is not None:
        return Progress.ENDED
    if state is not None:  # an expired link never ends a talk that was begun (D14)
        return _OF_TALK.get(state, Progress.STARTED)
    if expires_at < at:
        return Progress.RAN_OUT
    return Progress.SENT if sent_at else Progress.INVITED
