"""Self-assessments of the sample: last year's, small and published, and this year's, half filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from asking.moment import stamp
from bot.sample.provider import STAFF
from dialogs.pack import Pack
from evidence.self_assessment.choosing import snapshot
from evidence.self_assessment.declared import declare
from evidence.self_assessment.recognising import keep, mark
from evidence.self_assessment.written import (
    ABOUT,
    LIGHTS,
    SAID,
    WHO,
    About,
    Answer,
    Said,
    SectionPart,
    Shown,
    Took,
    Who,
    body_of,
    read,
)
from store import assessments, experts, records, voices
from store.records import Record
from store.tx import Tx

MANAGER, CHIEF = STAFF[1][0], STAFF[-1][0]
YEAR = timedelta(days=365)


def _said(response: str, *shown: str) -> Answer:
    return Answer(response, tuple(Shown("text", "", one) for one in shown))


LAST_YEAR = {
    "duq.1": SectionPart(
        {
            "duq.1.ask.1": _said(
                "About half of the people choose their day. We ask everyone from now on.", "Support plans"
            ),
            "duq.1.ask.7": _said("The food is warmer, and tea is at six.", "Notes of tenants’ meetings"),
        },
        example="A woman who was moved three times chose her own flat, and her own curtains. She has stayed.",
        gaps="Most people did not choose who supports them.",
        rating="Amber",
        why="Choice of the day is good, choice of staff is not.",
        easy="Many of you choose your day. Next we help you choose your staff.",
    ),
    "duq.4": SectionPart(
        {"duq.4.ask.2": _said("Two changes came from the tenants’ meeting.", "Notes of tenants’ meetings")},
        gaps="Families hear late of what we change.",
        rating="Green",
        easy="You told us things. We changed two of them.",
    ),
}
THIS_YEAR = {
    "duq.1": SectionPart(
        {
            "duq.1.ask.2": _said(
                "People take part in choosing new staff at two of our houses. One man went back to his old choir.",
                "Interview questions that people wrote",
            ),
            "duq.1.ask.4": _said("Families asked for a call each Sunday. Every house offers one now.", "Call diary"),
        },
        gaps="At Station Cottage nobody has met new staff before they start.",
    ),
    "duq.2": SectionPart(
        {"duq.2.ask.2": _said("Friends are asked to birthdays and to Sunday lunch.")}, rating="Amber", scale=LIGHTS
    ),
}
CHECKED = {
    "who": "Quality checkers of Northtown",
    "words": "Staff are kind. At night there are too few staff to go out.",
    "agrees": "partly",
}
REPLY = "You are right about the nights. Two houses have a second person on Fridays now."
TOOK = {
    "people": Took("Talks, and a meeting in each house", "42", "October"),
    "families": Took("Talks, by phone and in Telegram", "15", "October"),
    "staff": Took("Talks, and two team meetings", "20", "November"),
}


ASKED = "A person who uses support elsewhere"
THEIRS = {
    "duq.1": ("yes", ""),
    "duq.2": ("partly", "People told me that they go out. Nobody goes out at night."),
    "duq.3": ("yes", ""),
    "duq.4": ("dont_know", ""),
    "how": ("visited talked", ""),
}


def assessments_of_sample(tx: Tx, pack: Pack, now: datetime) -> None:
    """Makes both."""
    _last_year(tx, pack, now - timedelta(days=320))
    number = _begun(tx, pack, now)
    lately = stamp(now - timedelta(days=2))
    for name, part in THIS_YEAR.items():
        assessments.put(tx, number, name, body_of(_ticked(tx, name, part, now)), edit=0, at=lately, who=MANAGER)
    who = body_of(Who(TOOK, ("talks", "minutes"), ""))
    assessments.put(tx, number, WHO, who, edit=0, at=stamp(now - timedelta(days=1)), who=MANAGER)


def _ticked(tx: Tx, name: str, part: SectionPart, now: datetime) -> SectionPart:
    """With two records ticked that show good: one that everyone may read of, and one that will be missing there."""
    since, until = (now - YEAR).date().isoformat(), now.date().isoformat()
    found = [one for one in records.between(tx, since, until) if one.person_id is None and _shows(one, name)]
    picked = [next((one for one in found if one.public is public), None) for public in (True, False)]
    shown = tuple(Shown("record", str(one.id)) for one in picked if one)
    first = next(iter(part.answers))
    answer = part.answers[first]
    return replace(part, answers={**part.answers, first: replace(answer, shown=(*answer.shown, *shown))})


def _shows(one: Record, area: str) -> bool:
    return any(shows.says == records.GOOD and shows.standard.startswith(area) for shows in one.shows)


def _last_year(tx: Tx, pack: Pack, then: datetime) -> None:
    at = stamp(then)
    number = _begun(tx, pack, then)
    for name, part in LAST_YEAR.items():
        assessments.put(tx, number, name, body_of(part), edit=0, at=at, who=MANAGER)
    assessments.put(tx, number, WHO, body_of(Who(TOOK, ("minutes",), "")), edit=0, at=at, who=MANAGER)
    said = Said(
        "We looked at ourselves with the people we support. We are on the way. Too few people choose their staff.",
        CHIEF,
        "Chair of the board",
        then.date().isoformat(),
        (then + YEAR).date().isoformat(),
    )
    one = assessments.get(tx, number)
    if one:
        said = declare(read(tx, pack, one), said, who=CHIEF, at=at)
        assessments.put(tx, number, SAID, body_of(said), edit=0, at=at, who=CHIEF)
        marks = [mark(part.example) for part in LAST_YEAR.values() if part.example]
        keep(tx, number, marks, who=MANAGER, at=at)
        assessments.sign(tx, number, snapshot(read(tx, pack, one)), at=at, by=MANAGER)
        assessments.publish(tx, number, 1, at)
    check = {**CHECKED, "on": at[:10], "reply": REPLY}
    voices.add(tx, assessment_id=number, version=1, kind=voices.CHECK, body=check, at=at)
    _checked_by_experts(tx, number, then)


def _checked_by_experts(tx: Tx, number: int, then: datetime) -> None:
    """One sent what they say, and it is published; another has a link and did not begin."""
    at, later = stamp(then), stamp(then + timedelta(days=10))
    for name, made, until in (
        ("Sam Sample", at, then),
        (ASKED, stamp(then + timedelta(days=300)), then + timedelta(days=360)),
    ):
        made_id = experts.add(
            tx, assessment_id=number, version=1, person_id=None, name=name, language="en", large=False, at=made,
            by=MANAGER, expires_at=stamp(until),
        )  # fmt: skip
        one = experts.get(tx, made_id) if name != ASKED else None
        if one:
            for part, (says, words) in THEIRS.items():
                experts.answer(tx, one, part, says=says, words=words, device="", at=later)
            experts.mark(tx, one.id, sent_at=later, shows=experts.NAMED, published_at=later)


def _begun(tx: Tx, pack: Pack, until: datetime) -> int:
    number = assessments.add(
        tx,
        code=pack.id,
        code_version=pack.version,
        service_id=0,
        since=(until - YEAR + timedelta(days=1)).date().isoformat(),
        until=until.date().isoformat(),
        at=stamp(until),
        by=MANAGER,
    )
    assessments.put(tx, number, ABOUT, body_of(About(scale=LIGHTS)), edit=0, at=stamp(until), who=MANAGER)
    return number
