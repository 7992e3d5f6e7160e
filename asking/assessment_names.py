"""All the words of a self-assessment that everyone will read, each with where it stands, to look for names in them.

A quote of somebody whose yes is to be named, and may be published, is not asked about: neither where it is the story of
an area nor where it was copied into other words. What is only for staff is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from asking.names_to_ask import Named, Place, names_in
from dialogs.pack import Pack
from evidence.self_assessment.declaring import KIND, actions_of
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.written import Section, Shown, Whole
from store import assessments, experts, plans, records, voices
from store.action import NewAction
from store.experts import Expert
from store.plans import Plan
from store.records import NAMED, Record
from store.tx import Tx
from store.voices import Voice

OWN = {
    "example": "The example of good",
    "gaps": "What is not good enough yet",
    "why": "Why this rating",
    "easy": "The easy words",
}
"""A field of a section → how a sentence about it begins."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be published with the name of who said them."""

    words: str
    person: int


def subject_of(assessment_id: int) -> str:
    """What a yes belongs to that was given for words of a self-assessment."""
    return f"assessment/{assessment_id}"


def names_of(tx: Tx, pack: Pack, whole: Whole) -> tuple[Named, ...]:
    """Every name in what everyone will read of it."""
    return names_at(tx, whole.assessment.id, *_places(tx, pack, whole))


def names_at(tx: Tx, assessment_id: int, *places: Place) -> tuple[Named, ...]:
    """The names in some words that are published with a self-assessment."""
    one = assessments.get(tx, assessment_id)
    quotes = _quotes(tx, one.since, one.until) if one else ()
    told = (replace(place, but=place.but | _quoted(place.words, quotes)) for place in places)
    return names_in(tx, subject_of(assessment_id), told)


def published_with(tx: Tx, plan_id: int) -> int:
    """The number of the self-assessment that is published, and this plan with it; 0 where there is none."""
    plan: Plan | None = plans.get(tx, plan_id)
    number = int(plan.from_id) if plan and plan.kind == KIND and plan.from_id.isdigit() else 0
    return number if number and assessments.published(tx, number) else 0


def action_places(said: NewAction, number: int = 0) -> tuple[Place, ...]:
    """What of an action is published, or goes along with the plan; `number` is its own, 0 for a new one."""
    link = f"/staff/actions/{number}" if number else ""
    words = (
        ("The action", said.what),
        ("What an action will make better", said.outcome),
        ("By when, of an action,", said.timescale),
    )
    return tuple(Place(name, text, link) for name, text in words)


def of_voice(one: Voice) -> tuple[Place, ...]:
    """What is published of somebody who sees it differently, or of experts whose words were written down."""
    link = f"/staff/assessments/{one.assessment_id}/said"
    if one.is_out:
        return (Place("Why it was taken out", one.text("out_why"), link),)
    words = "What somebody tells us" if one.kind == voices.CHALLENGE else "What experts say"
    by = (Place("Who looked at it", one.text("who"), link),) if one.kind == voices.CHECK else ()
    return (*by, Place(words, one.text("words"), link), Place("Our reply", one.text("reply"), link))


def of_expert(tx: Tx, one: Expert) -> tuple[Place, ...]:
    """What is published of an expert who checked it: their words, and our reply. Their own name is theirs."""
    link = f"/staff/assessments/{one.assessment_id}/experts/{one.id}"
    but = frozenset({one.person_id} if one.person_id and one.shows == experts.NAMED else ())
    said = experts.answers(tx, one).values()
    words = (Place("What the expert wrote", each.words, link, but) for each in said)
    return (*words, Place("Our reply to the expert", one.text("reply"), link, but))


def _places(tx: Tx, pack: Pack, whole: Whole) -> Iterator[Place]:
    here = f"/staff/assessments/{whole.assessment.id}"
    yield Place("What it is called", whole.about.name, f"{here}/frame" if not whole.assessment.version else here)
    for section in whole.sections:
        yield from _section(tx, whole, section, f"{here}/{section.id}/questions")
    yield Place("The declaration", whole.said.words, f"{here}/statement#words")
    groups = {one.id: one.name for one in mapping_of(pack.id).groups}
    for group, took in whole.who.groups.items():
        yield Place(f"How ‘{groups.get(group, group)}’ took part", f"{took.how} {took.many} {took.when}", f"{here}/who")
    yield Place("What else was looked at", whole.who.other, f"{here}/who")
    for one in actions_of(tx, whole.assessment.id):
        yield from action_places(one.said, one.id)
    for voice in voices.of(tx, whole.assessment.id, voices.CHECK):
        yield from of_voice(voice)
    for voice in voices.of(tx, whole.assessment.id, voices.CHALLENGE):
        yield from of_voice(voice) if voice.public_at else ()
    for expert in experts.of(tx, whole.assessment.id):
        yield from of_expert(tx, expert) if expert.published_at else ()


def _section(tx: Tx, whole: Whole, section: Section, here: str) -> Iterator[Place]:
    part = whole.part(section.id)
    for number, question in enumerate(section.questions, 1):
        answer, link = part.answer(question.id), f"{here}#{question.id}"
        yield Place(f"The answer to question {number} of ‘{section.name}’", answer.response, link)
        for one in answer.shown:
            yield from _shown(tx, one, f"What shows it, question {number} of ‘{section.name}’,", link)
    for field, name in OWN.items():
        yield Place(f"{name} in ‘{section.name}’", getattr(part, field), f"{here}#{field}")
    record = records.get(tx, part.record) if part.record else None
    if record and record.is_public:
        yield Place(f"The story in ‘{section.name}’", record.words, _page(record), _has_yes(record))


def _shown(tx: Tx, one: Shown, name: str, link: str) -> Iterator[Place]:
    """What changed was asked about when people were told of it, and results have no names."""
    if one.kind == "text":
        yield Place(name, one.words, link)
    record = records.get(tx, int(one.ref)) if one.kind == "record" and one.ref.isdigit() else None
    if record and record.is_public:
        yield Place("The title of a record", record.title, _page(record), _has_yes(record))


def _page(record: Record) -> str:
    return f"/staff/records/{record.id}"


def _has_yes(record: Record) -> frozenset[int]:
    """Who said yes to being named in a record."""
    return frozenset({record.person_id} if record.person_id and record.has_yes and record.naming == NAMED else ())


def _quotes(tx: Tx, since: str, until: str) -> tuple[Quote, ...]:
    found = (one.record for one in records.quotable(tx, since, until))
    return tuple(
        Quote(_plain(one.words), person)
        for one in found
        if one.words.strip() and one.is_public
        for person in _has_yes(one)
    )


def _quoted(words: str, quotes: tuple[Quote, ...]) -> frozenset[int]:
    """Whose quote stands in the words as it was said."""
    said = _plain(words)
    return frozenset(one.person for one in quotes if one.words in said)


def _plain(words: str) -> str:
    return " ".join(words.split())
