"""Signing a version, publishing it, taking it back, and looking at versions side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import declaring, names_to_ask, quoted
from asking.assessment_names import names_of, subject_of
from asking.links import address, published_token
from asking.names_to_ask import Named
from bot.staff import naming
from bot.staff.assessments.plain import WHY, known, place_of, sight_of, whole
from bot.staff.assessments.recognised import not_ticked, ticked, typed
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.choosing import as_signed, snapshot
from evidence.self_assessment.declared import lacks, line
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.missing import Missing, missing
from evidence.self_assessment.recognising import Example, examples, keep
from evidence.self_assessment.written import Answer, Took, Who, Whole
from store import access_log, assessments
from store.assessments import Signed
from store.tx import Tx

PARTS = {
    "example": "example of good",
    "gaps": "what is not good enough yet",
    "rating": "rating",
    "why": "why this rating",
    "easy": "in easy words",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be compared: what it said before, and what it says now."""

    name: str
    before: str
    now: str

    @property
    def differs(self) -> bool:
        """Whether it changed."""
        return self.before != self.now


async def ask(desk: Desk, visit: Visit) -> Response:
    """What signing means, and what is still open."""
    return await _ask(desk, visit, {})


async def sign(desk: Desk, visit: Visit) -> Response:
    """Freeze the next version."""
    sure = {} if visit.field("sure") == "yes" else {"sure": "Tick that you have read it and stand by it."}

    def write(tx: Tx) -> int | dict[str, str]:
        found = whole(tx, visit, desk.pack)
        wrong = _look(tx, desk, visit, found, sure | _knowingly(visit, found))
        if wrong:
            return wrong
        declaring.take_back(tx, found.assessment, by=visit.who, now=desk.clock())  # what is signed waits for nobody
        signed = assessments.sign(tx, found.assessment.id, snapshot(found), at=desk.now(), by=visit.who)
        did = f"signed version {signed.version} of self-assessment {found.assessment.id}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        return found.assessment.id

    number = await desk.database.write(write)
    if isinstance(number, dict):
        return await _ask(desk, visit, number)
    return RedirectResponse(f"/staff/assessments/{number}/versions?done=signed", status_code=303)


async def versions(desk: Desk, visit: Visit) -> Response:
    """Every signed version, and two of them side by side."""
    first, second = visit.choice("a"), visit.choice("b")

    def read(tx: Tx) -> tuple[Frame, Whole, str, tuple[Signed, ...], str]:
        found = whole(tx, visit, desk.pack)
        number = found.assessment.id
        link = f"{address(tx)}/published/{published_token(tx.keys, number)}"
        return frame(tx, visit.member), found, place_of(tx, found.assessment), assessments.versions(tx, number), link

    around, found, place, signed, link = await desk.database.read(read)
    known_versions = {one.version: one for one in signed}
    if (first and first not in known_versions) or (second and second not in known_versions):
        raise HTTPException(404)
    before = as_signed(desk.pack, found.assessment, known_versions[first]) if first else None
    now = as_signed(desk.pack, found.assessment, known_versions[second]) if second else found
    groups = {one.id: one.name for one in mapping_of(desk.pack.id).groups}
    return page(
        "assessments/versions.html",
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        signed=signed,
        link=link,
        first=first,
        second=second,
        lines=[one for one in compared(before, now, groups) if one.differs] if before else [],
        done=visit.request.query_params.get("done", ""),
    )


async def publish(desk: Desk, visit: Visit) -> Response:
    """Everyone may read a version, or nobody any more."""
    version, back = visit.posted_number("version"), visit.field("do") == "withdraw"

    def write(tx: Tx) -> int | dict[str, str]:
        one = known(tx, visit)
        wrong = {} if back else _look(tx, desk, visit, _signed(tx, desk, visit, version), {})
        if wrong:
            return wrong
        assessments.publish(tx, one.id, version, None if back else desk.now())
        quoted.published(tx, one.id, at=desk.now(), who=visit.who)
        did = f"{'took back' if back else 'published'} version {version} of self-assessment {one.id}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        return one.id

    number = await desk.database.write(write)
    if isinstance(number, dict):
        return await _recognise(desk, visit, version, number)
    return RedirectResponse(
        f"/staff/assessments/{number}/versions?done={'withdrawn' if back else 'published'}", status_code=303
    )


def _knowingly(visit: Visit, found: Whole) -> dict[str, str]:
    """Without a declaration it is signed only by whoever says that they know."""
    if visit.field("without") == "yes" or not lacks(found):
        return {}
    return {"without": "Tick that you sign it without a declaration, or ask for one first."}


def compared(before: Whole, now: Whole, groups: Mapping[str, str]) -> list[Line]:
    """Everything that was written or ticked, as it was and as it is; `groups` are the names of who can take part."""
    lines: list[Line] = []
    for section in now.sections:
        old, new = before.part(section.id), now.part(section.id)
        lines += [
            Line(one.question, old.answer(one.id).response, new.answer(one.id).response) for one in section.questions
        ]
        lines += [
            Line(f"What shows it: {one.question}", _shows(old.answer(one.id)), _shows(new.answer(one.id)))
            for one in section.questions
        ]
        lines += [
            Line(f"{section.name}: {what}", getattr(old, name), getattr(new, name)) for name, what in PARTS.items()
        ]
        lines.append(Line(f"{section.name}: whose story", _record(old.record), _record(new.record)))
    lines += [
        Line(f"Who took part: {name}", _took(before.who.groups.get(group)), _took(now.who.groups.get(group)))
        for group, name in groups.items()
    ]
    lines.append(Line("What you looked at", _used(before.who), _used(now.who)))
    lines.append(Line("Declaration", before.said.words, now.said.words))
    lines.append(Line("Who declares it", line(before), line(now)))
    return lines


def _shows(answer: Answer) -> str:
    """What shows it, a line each. Of a record or change only its number is kept, so that it goes when that goes."""
    return "\n".join(sorted(one.words or f"{one.kind.capitalize()} {one.ref}" for one in answer.shown))


def _record(number: int) -> str:
    return f"Record {number}" if number else ""


def _took(one: Took | None) -> str:
    return ", ".join(part for part in (one.how, one.many, one.when) if part) if one else ""


def _used(who: Who) -> str:
    return "\n".join((*who.used, *(part for part in (who.other,) if part)))


def _look(tx: Tx, desk: Desk, visit: Visit, found: Whole, sure: dict[str, str]) -> dict[str, str]:
    """What is still to be ticked; where nothing is, all that was ticked is kept, with who and when."""
    shown, named = examples(tx, found), names_of(tx, desk.pack, found)
    wrong = not_ticked(visit, shown) | naming.not_ticked(visit, named) | sure
    if not wrong:
        number, at = found.assessment.id, desk.now()
        keep(tx, number, ticked(visit, shown), who=visit.who, at=at)
        names_to_ask.keep(tx, subject_of(number), naming.ticked(visit, named), who=visit.who, at=at)
    return wrong


def _signed(tx: Tx, desk: Desk, visit: Visit, version: int) -> Whole:
    """A version as it was signed; a 400 where there is none."""
    one = known(tx, visit)
    found = next((signed for signed in assessments.versions(tx, one.id) if signed.version == version), None)
    if found is None:
        raise HTTPException(400)
    return as_signed(desk.pack, one, found)


async def _recognise(desk: Desk, visit: Visit, version: int, wrong: dict[str, str]) -> Response:
    """A version from before anybody was asked whether somebody can be recognised in it, or has said yes to a name."""

    def read(tx: Tx) -> tuple[Frame, Whole, str, tuple[Example, ...], tuple[Named, ...]]:
        found = _signed(tx, desk, visit, version)
        named = names_of(tx, desk.pack, found)
        return frame(tx, visit.member), found, place_of(tx, found.assessment), examples(tx, found), named

    around, found, place, shown, named = await desk.database.read(read)
    return page(
        "assessments/publish.html",
        status=400,
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        version=version,
        examples=shown,
        names=naming.lines(named),
        typed=typed(visit, shown) | naming.typed(visit, named),
        wrong=wrong,
    )


async def _ask(desk: Desk, visit: Visit, wrong: dict[str, str]) -> Response:
    def read(tx: Tx) -> tuple[Frame, Whole, str, tuple[Missing, ...], tuple[Example, ...], tuple[Named, ...]]:
        found = whole(tx, visit, desk.pack)
        left, named = missing(tx, desk.pack, found, sight_of(visit), today=visit.today), names_of(tx, desk.pack, found)
        return frame(tx, visit.member), found, place_of(tx, found.assessment), left, examples(tx, found), named

    around, found, place, left, shown, named = await desk.database.read(read)
    return page(
        "assessments/sign.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        missing=left,
        why=WHY,
        lacks=lacks(found),
        line=line(found),
        unrated=[one for one in found.sections if not found.part(one.id).rating],
        examples=shown,
        names=naming.lines(named),
        typed={
            "sure": (visit.field("sure"),),
            "without": (visit.field("without"),),
            **typed(visit, shown),
            **naming.typed(visit, named),
        },
        wrong=wrong,
    )
