"""What is known of the sample people: how they communicate, who decides, if family may be asked, and who helps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from asking import decisions, profiles
from asking.decisions import FAMILY, TALK, How, Made, Told
from asking.moment import stamp
from asking.permissions import Role
from asking.profiles import Profile
from store import members, people
from store import profiles as stored
from store.people import Person
from store.tx import Tx

LIKES = (
    Profile(needs=("aloud",), sight="sits close to see", words="Please sit beside me.", share="yes"),
    Profile(needs=("two", "someone"), helper="a friend from the choir", words="Give me time to think.", share="yes"),
    Profile(needs=("large",), hearing="hearing aid on the left", share="no"),
    Profile(needs=("signs", "objects"), other="shows a cup for drink", words="I sign yes with my hand."),
)  # fmt: skip
NOTHING_SPECIAL = Profile(share="yes")
EVERY = 4
"""One in so many people has a need of their own; one in so many was not asked yet; the others need nothing special."""
ASKED_DAYS_AGO = (40, 120, 250, 380)
DECIDED = Made(
    How.BEST_INTERESTS,
    "yes",
    Told(
        who="Priya Nair, after a meeting in this sample",
        asked="the person with photos, a sister, the keyworker",
        notes="Smiles and comes along when we get the tablet. Any sign of a no stops it.",
    ),
)
ATTORNEY = Made(How.ATTORNEY, "yes", Told(who="An aunt, in this sample", seen_by="Sam Carter"), power=decisions.HEALTH)


def know(tx: Tx, now: datetime) -> None:
    """Write down what staff would know by now, by each person's place in the sample: it is the same each time."""
    helper = next((one for one in members.active(tx) if one.role == Role.HELPER), None)
    for service_id in sorted({one.service_id for one in people.counts(tx)}):
        supported = [one for one in people.in_service(tx, service_id) if one.audience == "person"]
        for place, person in enumerate(supported):
            _communicates(tx, person, place, now)
            if people.relatives_of(tx, person.id):
                decisions.record(tx, person.id, FAMILY, Made(How.SELF, "yes"), who="Kim Doyle", at=stamp(now))
            if helper is not None and place % EVERY:
                people.change(tx, replace(person, helper_id=helper.id))
        _decided(tx, supported, now)


def _communicates(tx: Tx, person: Person, place: int, now: datetime) -> None:
    if place % EVERY == 1:
        return  # nobody has asked them yet
    profile = LIKES[place // EVERY % len(LIKES)] if place % EVERY == 0 else NOTHING_SPECIAL
    profiles.keep(tx, person.id, profile, at=stamp(now))
    asked = now - timedelta(days=ASKED_DAYS_AGO[place % len(ASKED_DAYS_AGO)])
    stored.review(tx, person.id, on=asked.date().isoformat(), who="Kim Doyle")


def _decided(tx: Tx, supported: list[Person], now: datetime) -> None:
    """In each service one best-interests decision and one attorney; all the others decide for themselves."""
    seen, review = (now - timedelta(days=60)).date(), (now + timedelta(days=120)).date()
    for person, made in zip(supported[3:5], (DECIDED, ATTORNEY), strict=False):
        dated = replace(made, decided_on=seen.isoformat(), review_on=review.isoformat())
        decisions.record(tx, person.id, TALK, dated, who="Sam Carter", at=stamp(now))
