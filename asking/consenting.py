"""Taking one's yes back, and being asked anew where the words that one agreed to have changed.

A yes that is taken back is a 'no' as the talk itself knows it: every talk of the person goes back to the question
whether they take part, and that is answered with no. Nothing more is asked; answers stay until they are taken back too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from asking import comments, reminding
from asking.errors import UnknownLink
from asking.moment import stamp
from asking.plans import Plans
from asking.record import Place, record
from asking.talk import Talk, subject_of
from dialogs.engine import current, step
from dialogs.events import ConsentAgreed, ConsentDeclined, Event, Ignored
from dialogs.inputs import Agreed, Chose, Declined, Input, Resumed, Stopped, ToldWorry, TookBack, WentBack
from dialogs.model import Consent, Flow
from dialogs.session import Session, dump, load
from dialogs.transitions import State
from store import consents, invitations, people, sessions
from store.sessions import Session as Stored
from store.tx import Tx

if TYPE_CHECKING:
    from asking.conversation import Conversations

SITTING: Final = timedelta(hours=4)
"""† After a pause as long as this the next press begins another sitting."""
ASKED_ANYWAY: Final = frozenset({State.INFORMING, State.CONSENTING, State.DECLINED, State.CLOSED})
"""Here the talk itself asks whether they take part, or asks nothing any more."""


def take_back(tx: Tx, talks: Conversations, person_id: int, *, with_answers: bool, channel: str) -> tuple[str, ...]:
    """A person takes their yes back, in all their talks.

    Args:
        tx: The transaction.
        talks: The talks.
        person_id: Who.
        with_answers: All their answers are taken back too.
        channel: Where they said it, such as `web`.

    Returns:
        Names of media files to delete after the commit.
    """
    now = talks.clock()
    gone: tuple[str, ...] = ()
    for row in sessions.of_person(tx, person_id):
        talk = _talk_of(tx, talks, row)
        if talk is None or not consents.take_back(tx, row.id, stamp(now)):
            continue
        place = Place(talk.person, talk.subject, talk.invitation, talk.flow, row.id, stamp(now), channel=channel)
        gone += _say_no(tx, talks, talk, place, with_answers=with_answers)
    reminding.stop(tx, person_id, now)
    return gone


def _talk_of(tx: Tx, talks: Conversations, row: Stored) -> Talk | None:
    """A talk by its row, whatever became of its link; None where nothing is left of it."""
    invitation, person = invitations.get(tx, row.invitation_id), people.get(tx, row.person_id)
    if invitation is None or person is None or person.forgotten_at or row.state == sessions.FORGOTTEN:
        return None
    try:
        subject = subject_of(tx, invitation, person)
    except UnknownLink:
        return None
    words = talks.languages.words(person.language)
    flow = talks.plans.kept(tx, row.flow_id, words.language)
    return Talk(invitation, person, subject, flow, load(row.body), row.id, words, talks.clock().date().isoformat())


def _say_no(tx: Tx, talks: Conversations, talk: Talk, place: Place, *, with_answers: bool) -> tuple[str, ...]:
    gone: tuple[str, ...] = ()
    session = talk.session
    if with_answers:
        session, events = step(talk.flow, session, TookBack())
        gone += record(tx, place, talks.pack, events)
        gone += comments.take_back(tx, place.row_id, "", place.at)
    session, said = declined(talk.flow, session)
    gone += record(tx, place, talks.pack, said)
    at = current(talk.flow, session).step.id
    sessions.save(tx, place.row_id, state=session.state, body=dump(session), at=place.at, step=at)
    return gone


def declined(flow: Flow, session: Session) -> tuple[Session, tuple[Event, ...]]:
    """The session as it is once the person goes back to the question whether they take part, and says no."""
    if session.state is State.DECLINED:
        return session, ()
    while session.state is State.STOPPED or not isinstance(current(flow, session).step, Consent):
        session, events = step(flow, session, WentBack(session.turn))
        if any(isinstance(event, Ignored) for event in events):
            return session, ()
    session, events = step(flow, session, Declined(session.turn))
    return session, tuple(event for event in events if isinstance(event, ConsentDeclined))


def due(tx: Tx, plans: Plans, talk: Talk, now: datetime) -> Consent | None:
    """What a person has to be asked before their talk goes on: the words that they agreed to have changed since.

    Asked at the next sitting: in the middle of one, nothing comes between two questions.
    """
    if talk.row_id is None or talk.session.state in ASKED_ANYWAY:
        return None
    if talk.session.state is not State.STOPPED and is_sitting(talk, now):
        return None
    said = consents.latest(tx, talk.row_id)
    asked = plans.consent(tx, talk.flow, talk.words.language)
    if said is None or not said.agreed or asked is None:
        return None
    same = plans.consent(tx, talk.flow, said.language)
    return None if same and (said.version, said.words) == (same.version, words_of(same)) else asked


def is_sitting(talk: Talk, now: datetime) -> bool:
    """Whether the sitting in which a talk was last gone on with is not over."""
    return talk.since > stamp(now - SITTING)


def words_of(consent: Consent) -> str:
    """The words that are kept with a yes or a no."""
    return "\n".join((*consent.text, consent.ask))


def passes(talk: Talk, taken: Input) -> bool:
    """Whether an input goes its usual way, though the person is asked anew: help, worries and stopping always do."""
    return talk.renew is None or isinstance(taken, ToldWorry | TookBack | Stopped) or not hasattr(taken, "turn")


def answered(tx: Tx, talks: Conversations, talk: Talk, place: Place, taken: Input) -> tuple[Talk, tuple[Event, ...]]:
    """Take a yes or a no to the changed words; anything else is put aside, and the person is asked once more."""
    one, session = talk.renew, talk.session
    yes = isinstance(taken, Agreed) or (isinstance(taken, Chose) and one and taken.choices == (one.agree.id,))
    no = isinstance(taken, Declined) or (isinstance(taken, Chose) and one and taken.choices == (one.decline.id,))
    if one is None or not (yes or no) or getattr(taken, "turn", -1) != session.turn:
        return talk, (Ignored("stale"),)
    said = (ConsentAgreed if yes else ConsentDeclined)(one.version, words_of(one))
    if yes and session.state is State.STOPPED:
        session, _ = step(talk.flow, session, Resumed(session.turn))
    elif yes:
        session = replace(session, turn=session.turn + 1)
    else:
        session, _ = declined(talk.flow, session)
    record(tx, place, talks.pack, (said,))
    at = current(talk.flow, session).step.id
    sessions.save(tx, place.row_id, state=session.state, body=dump(session), at=place.at, step=at)
    return replace(talk, session=session, renew=None), (said,)
