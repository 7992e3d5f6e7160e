"""What was said last time as a start: one thing, a page or everything that is empty; never over what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.assessments.drafting import of_the_time
from bot.staff.assessments.picked import Choice, choices
from bot.staff.assessments.plain import place_of, sight_of, whole
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import MOST_DIGITS, Visit
from evidence.record_sight import Sight
from evidence.self_assessment.laid import lay
from evidence.self_assessment.material import gather
from evidence.self_assessment.showing import seen
from evidence.self_assessment.starting import EVERYTHING, Start, below, filled, start_of, undone
from evidence.self_assessment.written import Section, SectionPart, Whole, body_of
from evidence.self_assessment.written import section_of as written_section
from evidence.self_assessment.years import LastTime, last_time
from store import access_log, assessments
from store.tx import Tx

START, UNDO, TAKE = "start", "undo", "take"
TAKEN, NOTHING, UNDONE, SAVED = "taken", "nothing", "undone", "saved"
"""What is told after a page was saved."""
NAMES = {"example": "the example of good", "gaps": "what is not good enough yet", "easy": "the easy words"}


@dataclass(frozen=True, slots=True)
class Starting:
    """What one page can start from.

    Attributes:
        section: The page.
        start: What can be taken.
        empty: What of it there is room for because nothing stands there: questions by their id, and fields.
        showed: Question → what showed it then, as this reader sees it.
    """

    section: Section
    start: Start
    empty: tuple[str, ...]
    showed: dict[str, tuple[str, ...]]

    @property
    def lines(self) -> tuple[str, ...]:
        """What would be taken, in words."""
        asked = {one.id: number for number, one in enumerate(self.section.questions, 1)}
        numbers = [str(asked[one]) for one in self.empty if one in asked]
        many = f"{'question' if len(numbers) == 1 else 'questions'} {', '.join(numbers)}"
        first = (f"what we said to {many}, and what showed it",) if numbers else ()
        return (*first, *(NAMES[one] for one in self.empty if one in NAMES))


def of(
    tx: Tx,
    last: LastTime | None,
    section: Section,
    now: SectionPart,
    *,
    sight: Sight,
    offered: Mapping[str, tuple[Choice, ...]],
) -> Starting | None:
    """What a page can start from; None where nothing was signed before.

    Args:
        tx: A read transaction.
        last: The newest one that was signed for an earlier time.
        section: The page.
        now: What stands on it.
        sight: What this reader may see.
        offered: Question → what can be ticked for it this time.
    """
    if last is None:
        return None
    able = {name: {(one.shown.kind, one.shown.ref): one.shown for one in every} for name, every in offered.items()}
    start = start_of(last, section, able)
    then = {one.id: last.to(one.id, section) for one in section.questions}
    showed = {name: tuple(each.text for each in seen(tx, one.shown, sight, public=False)) for name, one in then.items()
              if one}  # fmt: skip
    return Starting(section, start, start.takes(now), showed)


def taken(visit: Visit, typed: SectionPart, one: Starting | None) -> tuple[SectionPart, ...]:
    """The page with what was asked for of last time; nothing where that changes nothing."""
    what = visit.field(START)
    if not what or one is None:
        return ()
    after = filled(typed, one.start.part) if what == EVERYTHING else below(typed, one.start.part, what)
    return (after,) if after != typed else ()


def undo(tx: Tx, *, visit: Visit, section: str, typed: SectionPart) -> SectionPart:
    """What was typed, without what was taken when the page was saved so often: that is posted."""
    edit = visit.posted_number(UNDO)
    return _undone(tx, visit.number("assessment"), section, edit, typed) if edit else typed


def how(visit: Visit, more: tuple[SectionPart, ...]) -> str:
    """What is told, for the address: what was taken can be undone as long as nobody saves the page."""
    if visit.field(UNDO):
        return UNDONE
    if not visit.field(START):
        return SAVED
    return f"{TAKEN}&{UNDO}={visit.posted_number('edit') + 2}" if more else NOTHING


def undo_of(visit: Visit, edit: int) -> int:
    """The edit that can be undone; 0 where there is none, or somebody saved since."""
    asked = visit.choice(UNDO)
    return asked if asked == edit else 0


async def show(desk: Desk, visit: Visit) -> Response:
    """What would be taken, page by page."""
    return await _page(desk, visit)


async def act(desk: Desk, visit: Visit) -> Response:
    """Take everything that is still empty, or undo that."""
    do = visit.field("do")
    if do not in {TAKE, UNDO}:
        raise HTTPException(400)
    here = visit.request.url.path
    if do == UNDO:
        await desk.database.write(partial(_undo_all, desk=desk, visit=visit))
        return RedirectResponse(f"{here}?done={UNDONE}", status_code=303)
    edits = await desk.database.write(partial(_take_all, desk=desk, visit=visit))
    return RedirectResponse(f"{here}?done={TAKEN if edits else NOTHING}&{UNDO}={'.'.join(edits)}", status_code=303)


def every(tx: Tx, desk: Desk, visit: Visit, found: Whole) -> tuple[Starting, ...]:
    """What each page can start from; nothing where nothing was signed before."""
    last, sight = last_time(tx, desk.pack, found.assessment), sight_of(visit)
    if last is None:
        return ()
    material = gather(tx, desk.pack, found.assessment, found.sections, sight, today=visit.today)
    more, made = of_the_time(tx, found.assessment), []
    for section in found.sections:
        now = _now(found, section)
        offered = {
            one.id: choices(tx, lay(material, one), now.answer(one.id), sight, more)[0] for one in section.questions
        }
        one = of(tx, last, section, now, sight=sight, offered=offered)
        made += [one] if one else []
    return tuple(made)


def _take_all(tx: Tx, *, desk: Desk, visit: Visit) -> list[str]:
    """Each page that was filled, with how often it was saved by now."""
    found, edits = whole(tx, visit, desk.pack), list[str]()
    for one in every(tx, desk, visit, found):
        now = _now(found, one.section)
        after = filled(now, one.start.part)
        if after != now:
            edits.append(f"{found.sections.index(one.section)}-{_put(tx, desk, visit, one.section.id, after)}")
    if edits:
        _note(tx, desk, visit, "took last time's words to")
    return edits


def _undo_all(tx: Tx, *, desk: Desk, visit: Visit) -> None:
    """What was written since stays, also by somebody else."""
    found = whole(tx, visit, desk.pack)
    for one in visit.field("taken", 200).split("."):
        at, _, edit = one.partition("-")
        if not (_is_number(at) and _is_number(edit) and int(at) < len(found.sections)):
            raise HTTPException(400)
        section = found.sections[int(at)]
        now = _now(found, section)
        before = _undone(tx, found.assessment.id, section.id, int(edit), now)
        if before != now:
            _put(tx, desk, visit, section.id, before)
    _note(tx, desk, visit, "took last time's words out of")


def _undone(tx: Tx, number: int, section: str, edit: int, now: SectionPart) -> SectionPart:
    before, after = (written_section(assessments.part_at(tx, number, section, one)) for one in (edit - 1, edit))
    return undone(before, after, now)


def _now(found: Whole, section: Section) -> SectionPart:
    """As it was saved: with a rating on the scale before, which waits."""
    return written_section(found.saved[section.id].content) if section.id in found.saved else SectionPart()


def _put(tx: Tx, desk: Desk, visit: Visit, section: str, part: SectionPart) -> int:
    number = visit.number("assessment")
    edit = assessments.part_of(tx, number, section).edit
    assessments.put(tx, number, section, body_of(part), edit=edit, at=desk.now(), who=visit.who)
    return edit + 1


def _note(tx: Tx, desk: Desk, visit: Visit, did: str) -> None:
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"{did} self-assessment {visit.number('assessment')}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


async def _page(desk: Desk, visit: Visit) -> Response:
    def read(tx: Tx) -> tuple[Frame, Whole, str, tuple[Starting, ...], LastTime | None]:
        found = whole(tx, visit, desk.pack)
        last = last_time(tx, desk.pack, found.assessment)
        return frame(tx, visit.member), found, place_of(tx, found.assessment), every(tx, desk, visit, found), last

    around, found, place, starts, last = await desk.database.read(read)
    return page(
        "assessments/start.html",
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        starts=starts,
        last=last,
        taken=visit.request.query_params.get(UNDO, ""),
        done=visit.request.query_params.get("done", ""),
    )
