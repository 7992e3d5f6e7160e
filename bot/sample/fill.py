"""Fills an empty database with the sample provider and two rounds of talks."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from asking.conversation import Conversations
from asking.errors import SampleRefused
from asking.invitations import invite, link_token
from asking.moment import stamp
from asking.observing import observe
from asking.turn import Delivery
from bot.sample.actions import actions_of_sample
from bot.sample.assessments import assessments_of_sample
from bot.sample.changes import changes_of_sample
from bot.sample.knowing import know
from bot.sample.manner import Manner, Pace
from bot.sample.plans import plan_of_sample
from bot.sample.progress import progress_of_sample
from bot.sample.provider import A_WORRY, DECIDED, DEPUTY, HOMES, INDEPENDENT, LEAD, PROVIDER, STAFF, Home, name_of
from bot.sample.records import records_of_sample
from bot.sample.summaries import summaries_of_sample
from bot.sample.team import hire
from bot.sample.worries import worries_of_sample
from dialogs.engine import current
from dialogs.inputs import ToldWorry
from dialogs.model import Audience
from dialogs.pack import Pack
from dialogs.pack_ladders import builtin_ladders
from dialogs.transitions import State
from store import not_asked, people, rounds, services, settings, words
from store.database import Database
from store.media_files import MediaFiles
from store.not_asked import WHYS
from store.tx import Tx

SEED = 20110531  # the evening on which the Winterbourne View programme was shown
# Who takes part, of those asked.
ANSWERS = {Audience.PERSON: 0.75, Audience.FAMILY: 0.55, Audience.STAFF: 0.7, Audience.MANAGER: 0.9}
BETTER = 0.06  # how far leanings rise from the first round to the second
# Name, days from now that it opens and closes, and how far leanings have risen.
ROUNDS = (("Spring talks", -210, -150, 0.0), ("Autumn talks", -30, 30, BETTER))
NOT_ASKED_EVERY = 4  # of those who do not take part, about so many were not even asked
STEPS_AT_MOST = 80
OBSERVED = (3, 4)  # people who use few words; two who know each of them write down what they see
WATCHED_NEXT = 5  # and one whom nobody has watched yet
WORRIED = (7, 1)  # the person and the round of the one worry that waits on the staff page
WAITING_NO_MORE = (State.CLOSED, State.STOPPED, State.DECLINED)


@dataclass(frozen=True, slots=True)
class Invited:
    """One sample person and how they lean."""

    number: int
    service_id: int
    person_id: int
    relative_of: int | None
    audience: Audience
    leaning: float


@dataclass
class Clock:
    """A clock that the sample sets, so that past rounds lie in the past."""

    moment: datetime

    def __call__(self) -> datetime:
        """The moment that it was set to."""
        return self.moment


async def fill(database: Database, pack: Pack, media: MediaFiles, now: datetime) -> None:
    """Make the sample, all of it or none; a database that has it already is left alone.

    Args:
        database: An empty database, or one that was filled before.
        pack: The code to ask about.
        media: Where recordings are kept.
        now: The present; the second round is open around it.

    Raises:
        SampleRefused: The database holds a real provider's data.
    """
    clock = Clock(now)
    conversations = Conversations(database, pack, media, clock, ladders=builtin_ladders())
    await database.write(lambda tx: _fill(tx, conversations, clock, now))


def _fill(tx: Tx, conversations: Conversations, clock: Clock, now: datetime) -> None:
    if settings.get(tx, "sample") == "yes":
        hire(tx, now)
        return
    if services.ever(tx):
        raise SampleRefused("This data folder holds a real provider's data. Sample people are not mixed with it.")
    invited = _provider(tx, now)
    hire(tx, now)
    know(tx, now)
    for number, (name, opens, closes, better) in enumerate(ROUNDS):
        starts = now + timedelta(days=opens)
        round_id = _round(tx, name=name, opens=starts, closes=now + timedelta(days=closes))
        for who in invited:
            clock.moment = starts + timedelta(days=1 + who.number % 25, hours=10 + who.number % 7)
            _talk(
                tx, conversations=conversations, clock=clock, who=who, round_id=round_id, better=better, number=number
            )
            if who.number in (*OBSERVED, WATCHED_NEXT) and closes > 0:
                _watch(tx, conversations=conversations, clock=clock, who=who, invited=invited, round_id=round_id)
        if closes < 0:  # the lead has read what was written in a round that is over, and its results are final
            _read_everything(tx, now + timedelta(days=closes))
            rounds.close(tx, round_id, stamp(now + timedelta(days=closes + 1)))
    records_of_sample(tx, now)
    clock.moment = now
    plan_of_sample(tx, now)
    progress_of_sample(tx, conversations, now)
    summaries_of_sample(
        tx,
        conversations,
        lambda token, manner: _walk(
            tx, conversations, clock, token, manner=manner, pace=Pace(manner.chance, patient=True)
        ),
        lambda moment: setattr(clock, "moment", moment),
    )
    actions_of_sample(tx, conversations.pack, now)
    assessments_of_sample(tx, conversations.pack, now)
    changes_of_sample(tx, now)
    worries_of_sample(tx, now)


def _read_everything(tx: Tx, when: datetime) -> None:
    for written in words.not_heard(tx):
        words.mark_heard(tx, written.id, LEAD[0], stamp(when))


def _provider(tx: Tx, now: datetime) -> tuple[Invited, ...]:
    settings.put(tx, "sample", "yes")
    settings.put(tx, "provider", PROVIDER)
    invited: list[Invited] = []
    for home in HOMES:
        service_id = _service(tx, home)
        groups = (
            (Audience.PERSON, home.people), (Audience.FAMILY, home.relatives), (Audience.STAFF, home.staff),
            (Audience.MANAGER, home.managers),
        )  # fmt: skip
        tenants: list[int] = []
        for audience, count in groups:
            for index in range(count):
                number = len(invited)
                relative_of = tenants[index] if audience is Audience.FAMILY else None
                person_id = people.add(
                    tx,
                    service_id=service_id,
                    audience=audience,
                    name=name_of(number),
                    relative_of=relative_of,
                    at=stamp(now),
                )
                if audience is Audience.PERSON:
                    tenants.append(person_id)
                invited.append(Invited(number, service_id, person_id, relative_of, audience, home.leaning))
    return tuple(invited)


def _service(tx: Tx, home: Home) -> int:
    service_id = services.add(
        tx, name=home.name, phone=home.phone, independent_name=INDEPENDENT[0], independent_phone=INDEPENDENT[1]
    )
    services.set_safeguarding(
        tx,
        service_id,
        lead_name=LEAD[0],
        lead_contact=LEAD[1],
        deputy_name=DEPUTY[0],
        deputy_contact=DEPUTY[1],
        deputy_from=DEPUTY[2],
    )
    return service_id


def _round(tx: Tx, *, name: str, opens: datetime, closes: datetime) -> int:
    return rounds.add(tx, name=name, opens_on=opens.date().isoformat(), closes_on=closes.date().isoformat())


def _talk(
    tx: Tx, *, conversations: Conversations, clock: Clock, who: Invited, round_id: int, better: float, number: int
) -> None:
    """Invite one person and, if they take part, walk them through their flow; some are not asked, for a reason."""
    chance = random.Random(f"{SEED} {who.number} {number}")  # noqa: S311 - a sample, not a secret
    pack = conversations.pack
    now = clock()
    areas, takes_part = pack.areas_for(who.audience), chance.random() <= ANSWERS[who.audience]
    if not takes_part and who.number % NOT_ASKED_EVERY == 0:
        _not_asked(tx, who, round_id, stamp(now))
        return
    invitation_id = invite(tx, person_id=who.person_id, round_id=round_id, code=pack.id, areas=areas, now=now)
    if not takes_part:
        return
    token = link_token(tx, invitation_id)
    pace = Pace(random.Random(f"{SEED} pace {who.number} {number}"))  # noqa: S311 - a sample, not a secret
    _walk(tx, conversations, clock, token, manner=Manner(chance, min(0.95, who.leaning + better)), pace=pace)
    if (who.number, number) == WORRIED:
        conversations.turn(tx, token=token, taken=ToldWorry(A_WORRY), delivery=Delivery("sample", "", f"{token}:worry"))


def _not_asked(tx: Tx, who: Invited, round_id: int, at: str) -> None:
    """Why is noted for most; of some nobody has noted anything."""
    why = (*WHYS, "")[who.number // NOT_ASKED_EVERY % (len(WHYS) + 1)]
    if why:
        not_asked.put(tx, person_id=who.person_id, round_id=round_id, why=why, who=STAFF[1][0], at=at)


def _watch(
    tx: Tx,
    *,
    conversations: Conversations,
    clock: Clock,
    who: Invited,
    invited: tuple[Invited, ...],
    round_id: int,
) -> None:
    """Two people who know someone write down what they see; one of them is a relative where there is one."""
    now, pack = conversations.clock(), conversations.pack
    here = {person.id for person in people.in_service(tx, who.service_id)}
    by = [one for one in invited if one.audience is Audience.FAMILY and one.relative_of == who.person_id]
    by += [one for one in invited if one.audience is Audience.STAFF and one.person_id in here]
    watching = observe(
        tx,
        person_id=who.person_id,
        by=tuple(one.person_id for one in by[:2]),
        decided=DECIDED,
        round_id=round_id,
        code=pack.id,
        areas=pack.areas_for(Audience.OBSERVER),
        now=now,
        who="sample",
    )
    pairs = zip(by, watching.invitations, (who.leaning, who.leaning / 2), strict=False)  # the second sees less good
    for one, invitation_id, leaning in pairs if who.number in OBSERVED else ():
        chance = random.Random(f"{SEED} watching {who.number} {one.number}")  # noqa: S311 - a sample, not a secret
        pace = Pace(random.Random(f"{SEED} pace {who.number} {one.number}"), patient=True)  # noqa: S311 - as above
        manner = Manner(chance, leaning, patient=True)
        _walk(tx, conversations, clock, link_token(tx, invitation_id), manner=manner, pace=pace)


def _walk(tx: Tx, conversations: Conversations, clock: Clock, token: str, *, manner: Manner, pace: Pace) -> None:
    talk = conversations.open(tx, token)
    asked = current(talk.flow, talk.session)
    for count in range(STEPS_AT_MOST):
        taken = manner.answer(talk.flow, asked)
        if taken is None:
            return
        taken = pace.instead(asked) or taken
        clock.moment += timedelta(seconds=pace.seconds(asked))
        turn = conversations.turn(tx, token=token, taken=taken, delivery=Delivery("sample", "", f"{token}:{count}"))
        if turn.session.state in WAITING_NO_MORE:
            return
        asked = turn.asked
