"""What stands beside a question: quotes that may be used, what can be ticked of the whole time, the draft's links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.staff.plain import day
from evidence.record_sight import Sight
from evidence.records import Source, sources
from evidence.self_assessment.laid import Laid
from evidence.self_assessment.material import Material
from evidence.self_assessment.sentences import Sentence
from evidence.self_assessment.showing import Story, seen, story
from evidence.self_assessment.written import Answer, SectionPart, Shown
from store.assessments import Assessment
from store.tx import Tx

SUMMARIES = "Signed monthly summaries of all services"


@dataclass(frozen=True, slots=True)
class Kept:
    """One sentence of a draft that was used, with the links that this reader may follow.

    Attributes:
        changed: It stands in the response in other words now, or not at all.
    """

    sentence: Sentence
    changed: bool


def quotes(tx: Tx, material: Material, sight: Sight) -> dict[int, Story]:
    """Record → the words that may be quoted: its person's yes stands, and this reader sees the record."""
    found = ((one.id, story(tx, SectionPart(record=one.id), sight, public=False)) for one in material.records)
    return {number: told for number, told in found if told and number in material.quotable}


def of_the_time(tx: Tx, assessment: Assessment) -> tuple[tuple[str, Shown], ...]:
    """Rounds that ended in the time, and the summaries signed in it: what can be ticked beside every question."""
    return tuple(_source(assessment, one) for one in sources(tx, assessment.since, assessment.until))


def taken(laid: Laid, before: Answer, said: str) -> tuple[Sentence, ...]:
    """The sentences of the draft that stand in a response, with what they are made of, and those taken before.

    Each save looks for them, so that whoever saved second, and puts both texts together, keeps what they lead to.
    """
    known, lines = {one.text for one in before.used}, frozenset(said.splitlines())
    return (*before.used, *(one for one in laid.draft if one.refs and one.text in lines - known))


def kept(tx: Tx, answer: Answer, sight: Sight) -> tuple[Kept, ...]:
    """The sentences that were taken from a draft, for the page on which the response stands."""
    return tuple(Kept(_linked(tx, one, sight), one.text not in answer.response) for one in answer.used)


def _linked(tx: Tx, one: Sentence, sight: Sight) -> Sentence:
    """Without links to records that this reader may not see, or that are gone."""
    refs: Iterable[bool] = (
        ref.kind != "record" or bool(seen(tx, (Shown("record", ref.ref),), sight, public=False)) for ref in one.refs
    )
    return replace(one, refs=tuple(ref for ref, open_ in zip(one.refs, refs, strict=True) if open_))


def _source(assessment: Assessment, one: Source) -> tuple[str, Shown]:
    if one.kind == "round":
        label = f"We asked: {one.name}, {day(one.since)} to {day(one.until)}"
        return label, Shown("round", str(one.id), label)
    # How many were signed in all services is no number of one service.
    number = one.number if one.number and not assessment.service_id else None
    label = f"{SUMMARIES}: {number}" if number else SUMMARIES
    return label, Shown("summaries", "", label)
