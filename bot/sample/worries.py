"""Worries of the sample in different states: one waits (see `bot.sample.fill`), one is seen to, two are closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from asking import worry_outcome
from asking.moment import stamp
from asking.worries import raise_worry
from bot.sample.provider import DEPUTY, LEAD, OUTSIDE
from store import members, services, worries, worry_contacts
from store.tx import Tx
from store.worries import DETECTOR, PUBLIC, STAFF, Worry

SEEN_TO = "This is a sample worry. His lunch box comes back full each day, and he says that nobody helps him to eat."
NOTICED = "This is a sample worry. She says I cannot have my money."
FROM_OUTSIDE = "This is a sample worry. I heard shouting in the garden on Sunday."


def worries_of_sample(tx: Tx, now: datetime) -> None:
    """Told on earlier days, by a colleague, by the detector and through a published page."""
    house = services.by_name(tx, "Mill Lane")
    if house is None:
        return
    worry_contacts.add(
        tx, service_id=house.id, name=OUTSIDE[0], comes_from=OUTSIDE[1], email=OUTSIDE[2], phone=OUTSIDE[3],
        member_id=None, at=stamp(now),
    )  # fmt: skip
    keyworker = next((one.id for one in members.active(tx) if one.name == "Ola Berg"), None)
    seen_to = _told(tx, now - timedelta(days=2, hours=3), house.id, SEEN_TO, STAFF, raised_by=keyworker)
    _take(tx, seen_to, LEAD[0], now - timedelta(days=2, hours=2, minutes=48))
    body = {"words": "He ate with me. He asks for softer food."}
    _note(tx, seen_to, "spoke", body, now - timedelta(days=2))
    body = {"words": "Asked for a visit of the speech therapist.", "on": stamp(now - timedelta(days=1))[:10]}
    _note(tx, seen_to, "health", body, now - timedelta(days=1))
    noticed = _told(tx, now - timedelta(days=40), house.id, NOTICED, DETECTOR, kinds=("money",))
    _take(tx, noticed, DEPUTY[0], now - timedelta(days=40) + timedelta(minutes=25))
    body = {"words": "They look into it.", "reference": "SAMPLE-12", "on": stamp(now - timedelta(days=39))[:10]}
    _note(tx, noticed, "council", body, now - timedelta(days=39))
    lessons = {"lessons": "Everybody has their own key to their own money box."}
    _close(tx, noticed, "council", {"why": "The council closed its enquiry.", **lessons}, now - timedelta(days=12))
    outside = _told(tx, now - timedelta(days=60), house.id, FROM_OUTSIDE, PUBLIC)
    _take(tx, outside, LEAD[0], now - timedelta(days=60) + timedelta(hours=2))
    _close(tx, outside, "no_worry", {"why": "It was the football on the radio."}, now - timedelta(days=58))


def _told(
    tx: Tx,
    when: datetime,
    house: int,
    words: str,
    origin: str,
    *,
    raised_by: int | None = None,
    kinds: tuple[str, ...] = (),
) -> Worry:
    number = raise_worry(
        tx, when, service_id=house, person_id=None, session_id=None, words=words, origin=origin, raised_by=raised_by,
        kinds=kinds,
    )  # fmt: skip
    found = worries.without_words(tx, number)
    if found is None:  # it was added in this very transaction
        raise AssertionError
    return found


def _take(tx: Tx, worry: Worry, who: str, when: datetime) -> None:
    owner = next((one.id for one in members.active(tx) if one.name == who), None)
    worries.acknowledge(tx, worry.id, who, stamp(when), member_id=owner)


def _note(tx: Tx, worry: Worry, kind: str, body: dict[str, str], when: datetime) -> None:
    worry_outcome.note(tx, worry, kind=kind, body=body, who=LEAD[0], at=stamp(when))


def _close(tx: Tx, worry: Worry, outcome: str, body: dict[str, str], when: datetime) -> None:
    worry_outcome.close(tx, worry, outcome=outcome, body={**body, "told": "yes"}, who=LEAD[0], at=stamp(when))
