"""One area (or part of the organisation) on one page: each question with its evidence beside it, and what we say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.assessments import clashes, starting
from bot.staff.assessments.drafting import kept, of_the_time, quotes, taken
from bot.staff.assessments.picked import choices, picked, stories, told
from bot.staff.assessments.plain import WHY, place_of, sight_of, whole
from bot.staff.assessments.section_asked import Above, Asked, Source, sources
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.summaries.hints import hints
from evidence.record_sight import Sight
from evidence.reports.public_statement import STATUS
from evidence.self_assessment.laid import Laid, lay
from evidence.self_assessment.material import Material, gather
from evidence.self_assessment.showing import Story
from evidence.self_assessment.written import Answer, Section, SectionPart, Shown, Whole, any_section, body_of
from evidence.self_assessment.written import section_of as written_section
from evidence.self_assessment.years import LastTime, last_time
from store import access_log, assessments
from store.assessments import Part
from store.tx import Tx

LONGEST = 8000
"""Of one response."""
USE = "use"
"""The button that puts the draft below what is there; for what was said last time see `starting`."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows; `theirs` is what somebody else saved meanwhile in a field of the whole page."""

    frame: Frame
    whole: Whole
    section: Section
    part: SectionPart
    saved: Part
    theirs: dict[str, str]
    asked: tuple[Asked, ...]
    place: str
    stories: tuple[tuple[str, str], ...]
    last: LastTime | None
    quotes: dict[int, Story]
    start: starting.Starting | None

    @property
    def sources(self) -> tuple[Source, ...]:
        """What can be ticked for every question."""
        return sources(self.asked)


async def show(desk: Desk, visit: Visit) -> Response:
    """What was saved last, with the evidence as it is today. Quotes can name people: whoever opens them is noted."""
    found = await desk.database.read(lambda tx: _read(tx, desk, visit, None))
    if found.quotes:
        did = f"opened the quotes in self-assessment {found.whole.assessment.id}"
        await desk.database.write(lambda tx: access_log.add(tx, at=desk.now(), who=visit.who, did=did))
    return _page(visit, found)


async def save(desk: Desk, visit: Visit) -> Response:
    """Keep everything on the page; a draft, or last year's words, are put below what is there and never over it."""
    found = await desk.database.read(lambda tx: _read(tx, desk, visit, None))
    is_there = found.section in found.whole.sections
    typed = _typed(visit, found)
    wrong = _wrong(typed, found.whole)
    if wrong:
        return _page(visit, await desk.database.read(lambda tx: _read(tx, desk, visit, typed)), wrong=wrong)
    typed = await desk.database.read(partial(starting.undo, visit=visit, section=found.section.id, typed=typed))
    more = starting.taken(visit, typed, found.start)
    kept = await desk.database.write(partial(_kept, desk=desk, visit=visit, found=found, parts=(typed, *more)))
    if not kept:  # somebody saved it meanwhile: both are shown, and nothing is lost
        both = await desk.database.read(lambda tx: _read(tx, desk, visit, typed, clash=True))
        return _page(visit, both, clash=True)
    if not is_there:
        return RedirectResponse(f"/staff/assessments/{found.whole.assessment.id}?done=kept", status_code=303)
    place = visit.field(USE)
    how = starting.how(visit, more)
    return RedirectResponse(f"{visit.request.url.path}?done={how}{'#' if place else ''}{place}", status_code=303)


def _kept(tx: Tx, *, desk: Desk, visit: Visit, found: Read, parts: tuple[SectionPart, ...]) -> bool:
    """Saves what was typed, and on its own, so that it can be undone, what was taken of last time."""
    number, part, edit = found.whole.assessment.id, found.section.id, visit.posted_number("edit")
    done = all(
        assessments.put(tx, number, part, body_of(one), edit=edit + more, at=desk.now(), who=visit.who)
        for more, one in enumerate(parts)
    )
    if done:
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"wrote in self-assessment {number}")
    return done


def _read(tx: Tx, desk: Desk, visit: Visit, typed: SectionPart | None, *, clash: bool = False) -> Read:
    found = whole(tx, visit, desk.pack)
    found, section = _kept_section(found, desk, visit) if visit.form else (found, section_of(found, visit))
    sight = sight_of(visit)
    material = gather(tx, desk.pack, found.assessment, (section,), sight, today=visit.today)
    part = typed or found.part(section.id)
    last, words = last_time(tx, desk.pack, found.assessment), quotes(tx, material, sight)
    saved, told_of = found.part(section.id) if clash else None, stories(material)
    asked = tuple(_asked(tx, material, section, part, saved=saved, last=last, words=words, sight=sight))
    return Read(
        frame(tx, visit.member),
        found,
        section,
        part,
        found.saved.get(section.id, Part()),
        clashes.of_section(part, saved, dict(told_of)) if saved else {},
        asked,
        place_of(tx, found.assessment),
        told_of,
        last,
        words,
        starting.of(tx, last, section, part, sight=sight, offered={one.laid.question.id: one.choices for one in asked}),
    )


def _asked(
    tx: Tx,
    material: Material,
    section: Section,
    part: SectionPart,
    *,
    saved: SectionPart | None,
    last: LastTime | None,
    words: dict[int, Story],
    sight: Sight,
) -> Iterator[Asked]:
    """The questions of the page; where something was typed, with what is `saved` beside it if that differs."""
    more, above = of_the_time(tx, material.assessment), Above()
    for number, question in enumerate(section.questions, 1):
        laid, answer = lay(material, question), part.answer(question.id)
        theirs, seen_too = _theirs(tx, laid, answer, saved, sight=sight, more=more)
        offered, own = choices(tx, laid, answer, sight, (*more, *seen_too))
        yield Asked(
            number,
            laid,
            answer,
            offered,
            own,
            theirs,
            last.to(question.id, section) if last else None,
            kept(tx, answer, sight),
            above.standards(laid, number),
            above.quotes(laid, words),
        )


def _theirs(
    tx: Tx, laid: Laid, mine: Answer, saved: SectionPart | None, *, sight: Sight, more: Iterable[tuple[str, Shown]]
) -> tuple[dict[str, str], tuple[tuple[str, Shown], ...]]:
    """What somebody else saved to a question, where it differs, and what they ticked: it can be ticked here too."""
    if saved is None:
        return {}, ()
    theirs = saved.answer(laid.question.id)
    (offered, own), (_, mine_own) = choices(tx, laid, theirs, sight, more), choices(tx, laid, mine, sight, more)
    ticked = tuple(one for one in offered if one.ticked)
    return clashes.of_answer(mine, theirs, (mine_own, own), ticked), tuple((one.label, one.shown) for one in ticked)


def _kept_section(found: Whole, desk: Desk, visit: Visit) -> tuple[Whole, Section]:
    """The section, also one of the other way: whoever writes while another changes the way loses nothing."""
    one = any_section(desk.pack, found.about, visit.request.path_params["area"])
    if one is None or one.id in {each.id for each in found.sections}:
        return found, section_of(found, visit)
    part = written_section(found.saved[one.id].content) if one.id in found.saved else SectionPart()
    return replace(found, written={**found.written, one.id: part}), one


def section_of(found: Whole, visit: Visit) -> Section:
    """`{area}`; a 404 where this self-assessment has none like that."""
    one = next((one for one in found.sections if one.id == visit.request.path_params["area"]), None)
    if one is None:
        raise HTTPException(404)
    return one


def _typed(visit: Visit, found: Read) -> SectionPart:
    """What was typed and ticked, by question."""
    answers = {}
    for asked in found.asked:
        name = asked.laid.question.id
        said = visit.field(f"response-{name}", LONGEST).replace("\r\n", "\n").strip()
        if visit.field(USE) == name:
            said = _below(said, asked.laid.text)
        ticked = visit.form.getlist(f"shown-{name}") if visit.form is not None else []
        shown = picked(asked.choices, [str(one) for one in ticked], visit.field(f"own-{name}", LONGEST), asked.answer)
        if said or shown:
            answers[name] = Answer(said, shown, taken(asked.laid, asked.answer, said) if said else ())
    return SectionPart(
        answers,
        visit.field("example", LONGEST).strip(),
        visit.posted_number("record"),
        visit.field("gaps", LONGEST).strip(),
        visit.field("rating"),
        visit.field("why", LONGEST).strip(),
        visit.field("easy", 500).strip(),
        found.whole.about.scale_key if visit.field("rating") else "",
    )


def _below(said: str, more: str) -> str:
    """What is there, and under it what is not there yet: nobody's words are written over."""
    return said if more in said else f"{said}\n{more}".strip()


def _wrong(typed: SectionPart, found: Whole) -> dict[str, str]:
    if typed.rating and typed.rating not in found.about.ratings:
        return {"rating": "Choose a rating from the list."}
    return {}


def _page(visit: Visit, found: Read, *, wrong: dict[str, str] | None = None, clash: bool = False) -> Response:
    sections = found.whole.sections
    at = sections.index(found.section) if found.section in sections else len(sections)
    return page(
        "assessments/section.html",
        status=409 if clash else 400 if wrong else 200,
        visit=visit,
        frame=found.frame,
        one=found,
        part=found.part,
        clash=clash,
        # Whoever mends a mistake saves on what they had read: what came meanwhile is still found.
        edit=visit.posted_number("edit") if wrong else found.saved.edit,
        ratings=[("", "No rating yet"), *((one, one) for one in found.whole.about.ratings)],
        stories=[("0", "No story of a record"), *found.stories],
        typed={
            "example": found.part.example,
            "record": found.part.record,
            "gaps": found.part.gaps,
            "rating": found.part.rating,
            "why": found.part.why,
            "easy": found.part.easy,
        },
        hints=hints(found.part.easy) if found.part.easy and visit.manages else (),
        wrong=wrong or {},
        longest=LONGEST,
        why=WHY,
        statuses=STATUS,
        told=told,
        next=sections[at + 1] if at + 1 < len(sections) else None,
        done=visit.request.query_params.get("done", ""),
        undo=starting.undo_of(visit, found.saved.edit),
    )
