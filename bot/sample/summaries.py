"""Monthly summaries of the sample: two people whose last one is signed, with promises, and one who has just begun."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from asking import summaries as rules
from asking import summary_promises, summary_shared, summary_view
from asking.conversation import Conversations
from asking.invitations import link_token
from asking.moment import stamp
from asking.summary_promises import Typed
from bot.sample.manner import Manner
from dialogs.model import Audience
from store import members, people, services, summaries
from store.people import Person
from store.summaries import Summary
from store.tx import Tx

HOUSE, KEYWORKER, HELPER = "Rowan House", "Kim Doyle", "Hana Brook"
SIGNED = 2
"""How many people have signed one of last month; the next one has begun one of this month."""
VIEWS = (
    {
        "working": "Walks to the shop alone now, and knows the way back.",
        "not_working": "Breakfast is rushed when two staff start late.",
        "choices": "Chose new curtains, and who helps with the shower.",
        "new": "Went to the choir for the first time.",
        "change": "A later start on Mondays.",
    },
    {
        "working": "Phone calls with the family on Sundays.",
        "choices": "Chose the film for the house twice.",
        "health": "Saw the dentist. Sleeps through most nights.",
        "change": "More time in the garden.",
    },
)
PROMISES = (
    (("We go to the choir again.", "Kim", 20), ("Breakfast starts later on Mondays.", "Sam", -3)),
    (("We plant the tomatoes.", "Kim", 30),),
)
WISH = "We want to cook together on Fridays."


def summaries_of_sample(
    tx: Tx, conversations: Conversations, walk: Callable[[str, Manner], None], set_clock: Callable[[datetime], None]
) -> None:
    """Make them, a few days into last month, and one of this month.

    Args:
        tx: The transaction.
        conversations: The talks.
        walk: Answers the talk of a link.
        set_clock: Sets the clock that the talks look at.
    """
    now = conversations.clock()
    house = services.by_name(tx, HOUSE)
    staff = {one.name: one.id for one in members.active(tx)}
    if house is None or KEYWORKER not in staff:
        return
    supported = [one for one in people.in_service(tx, house.id) if one.audience == Audience.PERSON]
    for place, person in enumerate(supported[: SIGNED + 1]):
        helper = staff.get(HELPER) if place < SIGNED else None
        people.change(tx, replace(person, keyworker_id=staff[KEYWORKER], helper_id=helper))
    last = (now.replace(day=1) - timedelta(days=1)).replace(day=20)
    for place, person in enumerate(supported[:SIGNED]):
        set_clock(last)
        summary = _begun(tx, conversations, person, walk, seed=place)
        _finish(tx, people.get(tx, person.id) or person, summary, place=place, now=last)
    set_clock(now - timedelta(hours=3))
    _begun(tx, conversations, supported[SIGNED], walk, seed=SIGNED)


def _begun(
    tx: Tx, conversations: Conversations, person: Person, walk: Callable[[str, Manner], None], seed: int
) -> Summary:
    """The person has answered, and shares the first things."""
    now = conversations.clock()
    summary = rules.begin(tx, conversations.pack, person_id=person.id, now=now)
    chance = random.Random(f"summary {seed}")  # noqa: S311 - a sample, not a secret
    walk(link_token(tx, summary.invitation_id), Manner(chance, 0.8, patient=True))
    wording = summary_shared.wording_of_pack(conversations.pack)
    said = [one.answer_id for one in summary_shared.things(tx, summary, wording)]
    rules.share(tx, summary, frozenset(said[:6]), stamp(now))
    return summary


def _finish(tx: Tx, person: Person, summary: Summary, *, place: int, now: datetime) -> None:
    """The keyworker has written, both have met, promised, and signed."""
    at = stamp(now)
    summary_view.write(tx, summary, dict(VIEWS[place]), at)
    summaries.meet(tx, summary.id, at)
    for what, who, days in PROMISES[place]:
        day = (now + timedelta(days=days)).date().isoformat()
        summary_promises.promise(tx, _again(tx, summary), Typed(what, who, day), now)
    if not place:
        rules.wish(tx, _again(tx, summary), WISH)
        rules.agree(tx, _again(tx, summary), change=True, family=True)
    keyworker = members.get(tx, person.keyworker_id or 0) or next(iter(members.active(tx)))
    rules.sign_person(tx, _again(tx, summary), person, at)
    rules.sign_staff(tx, _again(tx, summary), person, keyworker, at)


def _again(tx: Tx, summary: Summary) -> Summary:
    return summaries.get(tx, summary.id) or summary
