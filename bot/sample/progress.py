"""Two rounds of ladders of the sample: one that has ended, with an action, and one that is open."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from asking.conversation import Conversations
from asking.invitations import invite
from asking.moment import stamp
from asking.record import Place, record
from dialogs.engine import current, start, step
from dialogs.events import Event
from dialogs.inputs import Agreed, Chose, Continued, DidNotKnow, Input
from dialogs.ladders import RATERS
from dialogs.model import Closing, Consent, Flow, Question, Step
from dialogs.session import Session, dump
from evidence.action_evidence import keep_basis
from store import actions, invitations, people, plans, rounds, services, sessions
from store.action import NewAction, Someone
from store.tx import Tx

ROUNDS = (("Ladders in spring", -200, -170, 0, 1.0), ("Ladders in autumn", -20, 25, 1, 0.3))
"""Name, days from now that it opens and closes, how many steps above the first round, and whose share has rated."""
SERVICES = ("Rowan House",)
LEVELS = (2, 3, 2, 3, 2, 4, 3, 2, 3, 3, 4, 2, 3, 3, 2, 4)
"""Where the sample stands on each ladder in the first round."""
DOES_NOT_KNOW = 0.06
WORK = NewAction(
    plan_id=0,
    what="Each team finds three groups nearby, and goes to one of them with somebody.",
    outcome="People know neighbours by name.",
    leads=(Someone("Sam Carter"),),
    knows=(Someone("The day team"),),
    timescale="before the summer",
    standards=("duq.2.good.4",),
    more={
        "priority": "First",
        "why": "Most people know nobody nearby but staff.",
        "first_steps": "Ask each person what they once liked to do with others.",
        "help": "The library keeps a list of groups, and we ask for it.",
        "support_inside": "Two hours a week on the rota.",
        "support_outside": "The community centre.",
        "changed": "Six people are in a group of their own.",
        "see": "People go out without us.",
        "feel": "Staff dare to leave the house.",
        "hear": "People talk of friends.",
    },
    from_kind="ladder",
    from_id="pfp.3.1",
)


def progress_of_sample(tx: Tx, conversations: Conversations, now: datetime) -> None:
    """Make them."""
    houses = [one.id for one in services.all(tx) if one.name in SERVICES]
    for name, opens, closes, better, share in ROUNDS if conversations.ladders and houses else ():
        first, last = now + timedelta(days=opens), now + timedelta(days=closes)
        round_id = _round(tx, name, first, last, tuple(houses))
        plan = plans.add(tx, name=name, kind=plans.LADDERS, from_id=str(round_id), at=stamp(first), by=None)
        chance = random.Random(name)  # noqa: S311 - a sample, not a secret
        for person in (one for house in houses for one in people.in_service(tx, house) if one.audience in RATERS):
            if chance.random() < share:
                _rated(
                    tx, conversations, person.id, round_id, when=first + timedelta(days=1), better=better, chance=chance
                )
        if closes < 0:
            rounds.close(tx, round_id, stamp(last))
            opened = actions.get(tx, actions.add(tx, replace(WORK, plan_id=plan), at=stamp(last), by=None))
            if opened is not None:
                keep_basis(tx, conversations.pack, opened, today=last.date())


def _round(tx: Tx, name: str, first: datetime, last: datetime, houses: tuple[int, ...]) -> int:
    return rounds.add(
        tx,
        name=name,
        opens_on=first.date().isoformat(),
        closes_on=last.date().isoformat(),
        kind=rounds.Kind.LADDERS,
        code="pfp",
        services=houses,
        audiences=tuple(one.value for one in RATERS),
    )


def _rated(
    tx: Tx,
    talks: Conversations,
    person_id: int,
    round_id: int,
    *,
    when: datetime,
    better: int,
    chance: random.Random,
) -> None:
    """One rater's whole talk: walked through in memory and kept at once, since turn by turn it takes seconds."""
    code = talks.ladders
    if code is None:
        return
    invitation_id = invite(
        tx, person_id=person_id, round_id=round_id, code=code.pack.id, areas=code.pack.asked_areas, now=when
    )
    invitation, person = invitations.get(tx, invitation_id), people.get(tx, person_id)
    if invitation is None or person is None:
        return
    planned = talks.plans.planned(tx, invitation, person, "en")
    talks.plans.keep(tx, planned.recipe)
    session, _ = start(planned.flow, str(invitation_id), seed=invitation_id)
    session, events = _walked(planned.flow, session, better, chance)
    at = stamp(when)
    invitations.opened(tx, invitation_id, at)
    row_id = sessions.start(
        tx, invitation_id=invitation_id, person_id=person_id, flow_id=planned.flow.id, state=session.state,
        body=dump(session), at=at,
    )  # fmt: skip
    record(tx, Place(person, person, invitation, planned.flow, row_id, at), talks.pack, events)


def _walked(flow: Flow, session: Session, better: int, chance: random.Random) -> tuple[Session, tuple[Event, ...]]:
    """From the first screen to the last."""
    events: tuple[Event, ...] = ()
    asked = current(flow, session).step
    while not isinstance(asked, Closing):
        session, new = step(flow, session, _said(flow, session, asked, better, chance))
        events, asked = (*events, *new), current(flow, session).step
    return session, events


def _said(flow: Flow, session: Session, asked: Step, better: int, chance: random.Random) -> Input:
    """Most choose about the same step; some do not know."""
    if isinstance(asked, Consent):
        return Agreed(session.turn)
    if not isinstance(asked, Question):
        return Continued(session.turn)
    if chance.random() < DOES_NOT_KNOW:
        return DidNotKnow(session.turn)
    number = [one.id for one in flow.steps if isinstance(one, Question)].index(asked.id)
    level = LEVELS[number] + better + chance.choice((-1, 0, 0, 0, 1))
    return Chose(session.turn, (str(min(5, max(1, level))),))
