"""What was ticked as evidence and will not stand in what everyone reads, and why: told before anything is published.

A result that says something else by now is told too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.pack import Pack
from evidence.areas import StandardEvidence
from evidence.record_sight import Sight
from evidence.self_assessment.laid import Laid, LaidStandard, lay
from evidence.self_assessment.material import Material, gather
from evidence.self_assessment.sentences import Sentence, Side
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
    NOT_SO = "not_so"
    CHANGED = "changed"
    """It stands, but says something else today: the only reason for which nothing is missing."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that will be missing.

    Attributes:
        question: Beside which question it was ticked; '' where it is the story of the section.
        what: What it is; '' where it is gone, or not for this reader.
        link: Its page; '' where there is none for this reader.
        now: What a result says today, where that is something else.
    """

    section: str
    question: str
    what: str
    link: str
    why: Why
    now: str = ""

    @property
    def stands(self) -> bool:
        """Whether it stands all the same, in the words in which it was ticked."""
        return self.why is Why.CHANGED


def missing(tx: Tx, pack: Pack, whole: Whole, sight: Sight, *, today: date) -> tuple[Missing, ...]:
    """All that will be missing or says something else by now, in the order of the pages."""
    results = results_now(tx, pack, whole, today=today)
    found: list[Missing] = []
    for section in whole.sections:
        part = whole.part(section.id)
        for question in section.questions:
            left = _of(tx, part.answer(question.id).shown, sight, results.get(question.id, {}))
            found += (Missing(section.name, question.question, *one) for one in left)
        found += (Missing(section.name, "", *one) for one in _story(tx, part, sight))
    return tuple(found)


def why(tx: Tx, one: Shown) -> Why | None:
    """Why this, which is no result, will be missing in public; None where it will stand there."""
    if seen(tx, (one,), Sight(), public=True):
        return None
    if one.kind == "record":
        return _why(records.get(tx, int(one.ref)) if one.ref.isdigit() else None)
    return Why.TAKEN_BACK if one.kind == "change" else Why.GONE


@dataclass(frozen=True, slots=True)
class Now:
    """How a result that was ticked stands today: why that has to be told, and what it says now."""

    why: Why
    said: Sentence | None = None


def result_now(laid: Laid, one: Shown) -> Now | None:
    """How a ticked result stands today; None where it still says the same, or nothing is said."""
    found = next((each for each in laid.standards if each.standard.id == one.ref), None)
    if one.kind != "standard" or found is None or not found.sentences:
        return None
    good = speaks_for(found)
    if good is None:
        return Now(Why.NOT_SO, found.sentences[0])
    return None if _same(good.text, one.words) else Now(Why.CHANGED, good)


def speaks_for(one: LaidStandard) -> Sentence | None:
    """The sentence with which a statement can be ticked as evidence of good; None where nothing says that."""
    named = f"‘{one.standard.statement.rstrip('.')}’"  # 'Families say the opposite.' tells nobody of what
    return next((each for each in one.sentences if each.side is Side.FOR and named in each.text), None)


def results_now(tx: Tx, pack: Pack, whole: Whole, *, today: date) -> dict[str, dict[str, Now]]:
    """Question → statement → how the result stands today, for those that were ticked and do not say the same."""
    ticked = {
        question: tuple(one for one in answer.shown if one.kind == "standard")
        for part in whole.written.values()
        for question, answer in part.answers.items()
    }
    if not any(ticked.values()):
        return {}
    material = gather(tx, pack, whole.assessment, whole.sections, Sight(), today=today)
    found: dict[str, dict[str, Now]] = {}
    for section in whole.sections:
        for question in section.questions:
            shown = ticked.get(question.id, ())
            laid = lay(material, question) if shown else None
            for one in shown:
                now = Now(Why.HIDDEN) if _is_hidden(material, one.ref) else laid and result_now(laid, one)
                if now:
                    found.setdefault(question.id, {})[one.ref] = now
    return found


def _same(today: str, ticked: str) -> bool:
    """Whether two sentences say the same; only one may name its round, which then stands before the rest."""
    short, long = sorted((today, ticked), key=len)
    return long.endswith(short[1:])


def _is_hidden(material: Material, standard: str) -> bool:
    evidence: StandardEvidence | None = material.standard(standard)
    if evidence is None:
        return False
    results = [based.result for group, based in evidence.own.items() if group in evidence.asked]
    return any(one.shown == "hidden" for one in results) and not any(one.says for one in results)


def _of(tx: Tx, shown: Iterable[Shown], sight: Sight, results: dict[str, Now]) -> Iterator[tuple[str, str, Why, str]]:
    """What it is, its page, why it is told, and what it says now: as far as this reader sees them."""
    for one in shown:
        now = results.get(one.ref) if one.kind == "standard" else None
        reason = now.why if now else why(tx, one)
        if reason:
            theirs = next(iter(seen(tx, (one,), sight, public=False)), Seen(""))
            said = now.said if now else None
            link = next((ref.link for ref in said.refs), "") if said else theirs.link
            yield theirs.text, link, reason, said.text if said else ""


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
