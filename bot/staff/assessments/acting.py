"""'What will we do about the rest?': an action of the register, begun from a question of a self-assessment."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.assessment_names import action_places, names_at, subject_of
from asking.names_to_ask import Named
from bot.staff import naming
from bot.staff.assessments.plain import place_of, whole
from bot.staff.assessments.section import section_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.pack import Reflection
from evidence.action_evidence import keep_basis
from evidence.self_assessment.declaring import KIND, plan_of
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.sentences import day
from evidence.self_assessment.written import Section, Whole
from store import access_log, actions, assessments, plans
from store.actions import NewAction
from store.tx import Tx

LATEST = timedelta(days=731)


async def show(desk: Desk, visit: Visit) -> Response:
    """The form: what is done, what gets better, by when."""
    return await _page(
        desk, visit, visit.request.query_params.get("question", ""), {"what": "", "outcome": "", "due": ""}
    )


async def open_one(desk: Desk, visit: Visit) -> Response:
    """Adds it to the plan of this self-assessment, which is begun with its first action."""
    question = visit.field("question")
    typed = {
        "what": visit.field("what", 1000).strip(),
        "outcome": visit.field("outcome", 1000).strip(),
        "due": visit.field("due"),
    }
    wrong = _wrong(typed, visit.today)
    if wrong:
        return await _page(desk, visit, question, typed, wrong)
    came = await desk.database.write(partial(_opened, desk=desk, visit=visit, question=question, typed=typed))
    if not isinstance(came, int):
        return await _page(desk, visit, question, typed, naming.not_ticked(visit, came), named=came)
    return RedirectResponse(f"/staff/actions/{came}", status_code=303)


def _opened(tx: Tx, *, desk: Desk, visit: Visit, question: str, typed: dict[str, str]) -> int | tuple[Named, ...]:
    found = whole(tx, visit, desk.pack)
    section = section_of(found, visit)
    if assessments.published(tx, found.assessment.id):  # then everyone reads its plan as it is now
        named = names_at(tx, found.assessment.id, *action_places(NewAction(0, typed["what"], outcome=typed["outcome"])))
        if naming.looked_at(tx, desk, visit, subject_of(found.assessment.id), named):
            return named
    asked, one, now = _question(section, question), found.assessment, desk.now()
    plan = plan_of(tx, one.id)
    plan_id = plan.id if plan else plans.add(
        tx,
        name=f"Self-assessment, {day(one.since)} to {day(one.until)}",
        kind=KIND,
        at=now,
        by=visit.member.id,
        service_id=one.service_id,
        from_id=str(one.id),
    )  # fmt: skip
    part = next((part.id for part in plans.parts(tx, plan_id) if part.title == section.name), None)
    part = part or plans.add_part(
        tx, plan_id=plan_id, number=str(found.sections.index(section) + 1), title=section.name
    )
    shows = mapping_of(desk.pack.id).of(asked).shows
    new = NewAction(
        plan_id,
        typed["what"],
        part,
        service_id=one.service_id,
        outcome=typed["outcome"],
        due_on=typed["due"],
        standards=tuple(number for number in shows if number in desk.pack.area_of) or (asked.area,),
        from_kind="assessment",
        from_id=f"{one.id}:{asked.id}",
    )
    made = actions.add(tx, new, at=now, by=visit.member.id)
    opened = actions.get(tx, made)
    if opened:
        keep_basis(tx, desk.pack, opened, today=visit.today)
    access_log.add(tx, at=now, who=visit.who, did=f"opened action {made} from self-assessment {one.id}")
    return made


def _wrong(typed: dict[str, str], today: date) -> dict[str, str]:
    wrong = {} if typed["what"] else {"what": "Write what will be done."}
    try:
        fits = today <= date.fromisoformat(typed["due"]) <= today + LATEST
    except ValueError:
        fits = False
    return wrong if fits else {**wrong, "due": "Choose a day from today to two years from now."}


def _question(section: Section, number: str) -> Reflection:
    found = next((one for one in section.questions if one.id == number), None)
    if found is None:
        raise HTTPException(404)
    return found


async def _page(
    desk: Desk,
    visit: Visit,
    question: str,
    typed: dict[str, str],
    wrong: dict[str, str] | None = None,
    *,
    named: tuple[Named, ...] = (),
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Whole, Section, str]:
        found = whole(tx, visit, desk.pack)
        return frame(tx, visit.member), found, section_of(found, visit), place_of(tx, found.assessment)

    around, found, section, place = await desk.database.read(read)
    return page(
        "assessments/action.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        whole=found,
        section=section,
        question=_question(section, question),
        gaps=found.part(section.id).gaps,
        place=place,
        names=naming.lines(named),
        typed={**typed, **naming.typed(visit, named)},
        wrong=wrong or {},
    )
