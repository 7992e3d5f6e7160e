"""The talk that a link opens: where it stands, or a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asking import consenting, devices, links, profiles
from asking.devices import Shown
from asking.errors import UnknownLink
from asking.moment import stamp
from asking.talk import Talk, subject_of
from dialogs.engine import current, start
from dialogs.session import dump, load
from dialogs.transitions import State
from store import invitations, people, rounds, sessions
from store.sessions import Session
from store.tx import Tx

if TYPE_CHECKING:
    from asking.conversation import Conversations  # it opens talks by calling this file


def opened(tx: Tx, talks: Conversations, token: str, *, always: str | None, device: Shown) -> Talk:
    """The body of `Conversations.open`.

    Args:
        tx: The transaction.
        talks: Have the flows and the languages.
        token: The person's link.
        always: A language in which everything is shown, whatever was chosen; None for the chosen one.
        device: What is shown of the device on which it is opened.

    Raises:
        UnknownLink: As said there.
    """
    invitation_id = links.invitation_id_in(token)
    invitation = invitations.get(tx, invitation_id) if invitation_id is not None else None
    if invitation is None or not links.is_genuine(tx.keys, token, invitation.id, invitation.version):
        raise UnknownLink
    person = people.get(tx, invitation.person_id)
    if invitation.revoked_at or person is None or person.forgotten_at:
        raise UnknownLink
    row = sessions.by_invitation(tx, invitation.id)
    now = talks.clock()
    expired, today = invitation.expires_at < stamp(now), now.date().isoformat()
    if expired and (row is None or row.state == State.CLOSED):
        raise UnknownLink
    if row is None and rounds.is_closed(tx, invitation.round_id):
        raise UnknownLink
    subject = subject_of(tx, invitation, person)
    words = talks.languages.words(always or person.language)
    on = devices.of(tx.keys, device, person)
    if row is not None:
        flow = talks.plans.kept(tx, row.flow_id, words.language)
        talk = Talk(invitation, person, subject, flow, load(row.body), row.id, words, today, device=on)
        return _standing(tx, talks, talk, row)
    planned = talks.plans.planned(tx, invitation, person, words.language)
    fewest = profiles.of(tx, person.id).has(profiles.TWO)
    session, _ = start(planned.flow, str(invitation.id), seed=invitation.id, fewest=fewest)
    return Talk(invitation, person, subject, planned.flow, session, None, words, today, planned.recipe, device=on)


def _standing(tx: Tx, talks: Conversations, talk: Talk, row: Session) -> Talk:
    """Where it stands, on the device that opens it, and what comes first."""
    now = talks.clock()
    talk = replace(talk, step=row.step, since=row.updated_at, here=devices.is_here(row, talk))
    talk = replace(talk, sitting=talk.here and consenting.is_sitting(talk, now))
    return replace(talk, renew=consenting.due(tx, talks.plans, talk, now))


def begun(tx: Tx, talks: Conversations, talk: Talk, at: str) -> int:
    """Begin a talk; gives its row's number."""
    if talk.recipe:
        talks.plans.keep(tx, talk.recipe)
    invitations.opened(tx, talk.invitation.id, at)
    return sessions.start(
        tx,
        invitation_id=talk.invitation.id,
        person_id=talk.person.id,
        flow_id=talk.flow.id,
        state=talk.session.state,
        body=dump(talk.session),
        at=at,
        step=current(talk.flow, talk.session).step.id,
    )
