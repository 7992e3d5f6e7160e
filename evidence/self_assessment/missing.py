"""What was ticked as evidence and will not stand in what everyone reads, and why: told before anything is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.pack import Pack
from evidence.areas import StandardEvidence
from evidence.record_sight import Sight
from evidence.self_assessment.material import Material, gather
from evidence.self_assessment.showing import Seen, seen, story
from evidence.self_assessment.written import SectionPart, Shown, Whole
from store import records
from store.records import Record
from store.tx import Tx


class Why(StrEnum):
    """Why something will be missing."""

    GONE = "gone"
    NO_YES = "no_yes"
    LEADS = "leads"
    MANAGERS = "managers"
    NOT_MARKED = "not_marked"
    TAKEN_BACK = "taken_back"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that will be missing.

    Attributes:
        question: Beside which question it was ticked; '' where it is the story of the section.
        what: What it is; '' where it is gone, or not for this reader.
        link: Its page; '' where there is none for this reader.
    """

    section: str
    question: str
    what: str
    link: str
    why: Why


def missing(tx: Tx, pack: Pack, whole: Whole, sight: Sight, *, today: date) -> tuple[Missing, ...]:
    """All that will be missing, in the order of the pages."""
    hidden = hidden_now(tx, pack, whole, today=today)
    found: list[Missing] = []
    for section in whole.sections:
        part = whole.part(section.id)
        for question in section.questions:
            left = _of(tx, part.answer(question.id).shown, sight, hidden)
            found += (Missing(section.name, question.question, *one) for one in left)
        found += (Missing(section.name, "", *one) for one in _story(tx, part, sight))
    return tuple(found)


def why(tx: Tx, one: Shown, hidden: frozenset[str] = frozenset()) -> Why | None:
    """Why this will be missing in public; None where it will stand there."""
    if one.kind == "standard" and one.ref in hidden:
        return Why.HIDDEN
    if seen(tx, (one,), Sight(), public=True):
        return None
    if one.kind == "record":
        return _why(records.get(tx, int(one.ref)) if one.ref.isdigit() else None)
    return Why.TAKEN_BACK if one.kind == "change" else Why.GONE


def hidden_now(tx: Tx, pack: Pack, whole: Whole, *, today: date) -> frozenset[str]:
    """The results that were ticked while they could be shown, and are hidden today to keep people private."""
    ticked = {
        one.ref
        for part in whole.written.values()
        for answer in part.answers.values()
        for one in answer.shown
        if one.kind == "standard"
    }
    if not ticked:
        return frozenset()
    material = gather(tx, pack, whole.assessment, whole.sections, Sight(), today=today)
    return frozenset(one for one in ticked if _is_hidden(material, one))


def _is_hidden(material: Material, standard: str) -> bool:
    evidence: StandardEvidence | None = material.standard(standard)
    if evidence is None:
        return False
    results = [based.result for group, based in evidence.own.items() if group in evidence.asked]
    return any(one.shown == "hidden" for one in results) and not any(one.says for one in results)


def _of(tx: Tx, shown: Iterable[Shown], sight: Sight, hidden: frozenset[str]) -> list[tuple[str, str, Why]]:
    """What it is, its page, and why it will be missing: the first two only as far as this reader sees them."""
    found = []
    for one in shown:
        reason = why(tx, one, hidden)
        if reason:
            theirs = next(iter(seen(tx, (one,), sight, public=False)), Seen(""))
            found.append((theirs.text, theirs.link, reason))
    return found


def _story(tx: Tx, part: SectionPart, sight: Sight) -> list[tuple[str, str, Why]]:
    if not part.record or story(tx, part, Sight(), public=True):
        return []
    one = Shown("record", str(part.record))
    theirs = next(iter(seen(tx, (one,), sight, public=False)), Seen(""))
    return [(theirs.text, theirs.link, _why(records.get(tx, part.record)))]


def _why(record: Record | None) -> Why:
    """The first reason that there is: what has to be mended first."""
    if record is None:
        return Why.GONE
    if record.person_id is not None and not record.has_yes:
        return Why.NO_YES
    narrow = {records.LEADS: Why.LEADS, records.MANAGERS: Why.MANAGERS}
    return narrow.get(record.seen_by, Why.NOT_MARKED)
