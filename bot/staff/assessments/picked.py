"""Evidence of good: what can be ticked beside a question, and what was ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from asking.records import QUOTE
from bot.staff.plain import day
from evidence.record_sight import Sight
from evidence.self_assessment.laid import Laid, LaidStandard
from evidence.self_assessment.material import Material
from evidence.self_assessment.missing import Now, Why, result_now, speaks_for, why
from evidence.self_assessment.showing import seen
from evidence.self_assessment.written import Answer, Shown
from store.records import Record
from store.tx import Tx

TEXT = "text"
MOST_WORDS = 60
"""Letters of a quote in the list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be ticked.

    Attributes:
        value: Such as `record:12`.
        why: Why it will not stand in what everyone reads; None where it will.
        now: What a result that was ticked says today, where that is something else; `words` is what it said then.
    """

    value: str
    label: str
    shown: Shown
    ticked: bool
    why: Why | None = None
    now: Now | None = None
    words: str = ""


def choices(
    tx: Tx, laid: Laid, answer: Answer, sight: Sight, more: Iterable[tuple[str, Shown]] = ()
) -> tuple[tuple[Choice, ...], str]:
    """What can be ticked, what was ticked before among it, and the evidence in own words, one a line.

    Args:
        tx: A read transaction.
        laid: What speaks to the question.
        answer: What was ticked before.
        sight: What this reader may see.
        more: What can be ticked beside every question.
    """
    offered = {_value(one): (label, one) for label, one in (*_offered(laid), *more)}
    ticked = {_value(one): one for one in answer.shown if one.kind != TEXT}
    for value, one in ticked.items():  # ticked before, though nothing speaks for it today
        if value not in offered:
            label = next((found.text for found in seen(tx, (one,), sight, public=False)), "")
            offered |= {value: (label, one)} if label else {}
    found = tuple(_choice(tx, laid, one, label, ticked.get(value)) for value, (label, one) in offered.items())
    return found, "\n".join(one.words for one in answer.shown if one.kind == TEXT)


def _choice(tx: Tx, laid: Laid, one: Shown, label: str, ticked: Shown | None) -> Choice:
    now = result_now(laid, ticked) if ticked else None
    why_not = now.why if now and now.why is not Why.CHANGED else why(tx, one)
    return Choice(_value(one), label, one, ticked is not None, why_not, now, ticked.words if ticked else "")


def picked(offered: Iterable[Choice], ticked: Iterable[str], own: str, before: Answer) -> tuple[Shown, ...]:
    """What was ticked, and a line for each thing in own words; what this reader may not see stays as it was."""
    chosen, known = frozenset(ticked), {one.value for one in offered}
    unseen = tuple(one for one in before.shown if one.kind != TEXT and _value(one) not in known)
    lines = (line.strip(" \t•-") for line in own.splitlines())
    return (
        *(one.shown for one in offered if one.value in chosen),
        *unseen,
        *(Shown(TEXT, "", line) for line in dict.fromkeys(lines) if line),
    )


def stories(material: Material) -> tuple[tuple[str, str], ...]:
    """Records whose words may be told as a story: with their person's yes."""
    return tuple((str(one.id), _story(one)) for one in material.records if one.id in material.quotable)


def _story(one: Record) -> str:
    """What tells it from others, and whether it would be in what is published too."""
    words = shorten(one.words, MOST_WORDS, placeholder=" …")
    name = f"‘{words}’" if one.kind == QUOTE.id else one.title
    return f"{name}, {day(one.happened_on)}{'' if one.is_public else ': they did not say yes to publishing it'}"


def _offered(laid: Laid) -> Iterable[tuple[str, Shown]]:
    for record in (*laid.good, *laid.other):
        yield f"{record.title}, {day(record.happened_on)}", Shown("record", str(record.id))
    for change in laid.changes:
        yield f"We changed: {change.did}", Shown("change", str(change.id))
    for standard in laid.standards:
        said = speaks_for(standard)
        if said:
            yield told(standard), Shown("standard", standard.standard.id, said.text)


def told(one: LaidStandard) -> str:
    """A statement and what is said on it, in one line."""
    sign = "Warning sign: " if one.standard.sign == "warning" else ""
    return f"{sign}{one.standard.statement.rstrip('.')}: {one.glance or 'see what is said'}"


def _value(one: Shown) -> str:
    return f"{one.kind}:{one.ref}"
