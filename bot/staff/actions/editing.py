"""Opening an action, and changing what one says."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.assessment_names import action_places, names_at, published_with, subject_of
from asking.names_to_ask import Named
from bot.staff import naming
from bot.staff.actions import people
from bot.staff.actions.began import Began, began, origin
from bot.staff.actions.proofs import BLANK, Line
from bot.staff.actions.typed import LONGEST, Typed, made, mistakes, of_action, posted
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import PROVIDER, Visit
from dialogs.pack import Pack
from evidence.action_evidence import keep_basis
from evidence.detailed_plan import MORE
from evidence.plan_order import next_number
from store import access_log, actions, members, plans, services
from store.action import Action, NewAction
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: pairs of value and label. `parts` has those of each plan, in its order."""

    plans: list[tuple[str, str]]
    parts: dict[str, list[tuple[str, str]]]
    services: list[tuple[str, str]]
    members: list[tuple[str, str]]


async def ask_new(desk: Desk, visit: Visit) -> Response:
    """An empty form; an address such as `?standard=duq.1.good.1&service=2` fills it in."""
    query = visit.request.query_params
    known = places(desk.pack)
    fields = {
        "service": str(visit.choice("service")),
        "plan": str(visit.choice("plan") or ""),
        "part": str(visit.choice("part") or ""),
        "standards": [one for one in query.getlist("standard") if one in known],
        "from_kind": query.get("from_kind", ""),
        "from_id": query.get("from_id", "")[:100],
        "what": query.get("what", "")[:200],
    }
    fields["number"] = await desk.database.read(lambda tx: _next_number(tx, visit))
    fields |= await desk.database.read(lambda tx: _origin(tx, visit, Typed(fields)))
    return await _form(desk, visit, Typed(fields))


async def ask_change(desk: Desk, visit: Visit) -> Response:
    """The form with what the action says."""
    found = await desk.database.read(lambda tx: _known(tx, visit))
    return await _form(desk, visit, of_action(found.said), found)


async def add(desk: Desk, visit: Visit) -> Response:
    """Open an action, with what people say at this moment."""
    typed = posted(visit)
    wrong = await _wrong(desk, visit, typed)
    if wrong:
        return await _form(desk, visit, typed, wrong=wrong)

    def write(tx: Tx) -> int | tuple[Named, ...]:
        named = _names(tx, desk, visit, typed)
        if named:
            return named
        plan_id = _plan(tx, desk, visit, typed)
        typed.fields.update(_origin(tx, visit, typed))
        new = made(typed, plan_id=plan_id, part_id=_part(tx, plan_id, typed), members=_leading(tx))
        number = actions.add(tx, new, at=desk.now(), by=visit.member.id)
        _keep_basis(tx, desk, visit, number)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened action {number}")
        return number

    came = await desk.database.write(write)
    if not isinstance(came, int):
        return await _form(desk, visit, typed, wrong=naming.not_ticked(visit, came), named=came)
    return RedirectResponse(f"/staff/actions/{came}?done=added", status_code=303)


async def change(desk: Desk, visit: Visit) -> Response:
    """Put what is said now in place of what was said."""
    typed, number = posted(visit), visit.number("action")
    found = await desk.database.read(lambda tx: _known(tx, visit))
    wrong = await _wrong(desk, visit, typed, found)
    if wrong:
        return await _form(desk, visit, typed, found, wrong)

    def write(tx: Tx) -> tuple[Named, ...]:
        named = _names(tx, desk, visit, typed)
        if named:
            return named
        before = _known(tx, visit).said
        plan_id = _plan(tx, desk, visit, typed)
        part_id = _part(tx, plan_id, typed)
        new = made(typed, plan_id=plan_id, part_id=part_id, members=_leading(tx), before=before)
        actions.change(tx, number, new, at=desk.now(), by=visit.member.id)
        _keep_basis(tx, desk, visit, number)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"changed action {number}")
        return ()

    named = await desk.database.write(write)
    if named:
        return await _form(desk, visit, typed, found, naming.not_ticked(visit, named), named=named)
    return RedirectResponse(f"/staff/actions/{number}?done=changed", status_code=303)


def _names(tx: Tx, desk: Desk, visit: Visit, typed: Typed) -> tuple[Named, ...]:
    """Names that somebody has to tick first: where everyone reads the plan, as it is now, with a self-assessment."""
    number = 0 if typed["new_plan"] else published_with(tx, int(typed["plan"]))
    if not number:
        return ()
    said = NewAction(0, typed["what"], outcome=typed["outcome"], timescale=typed["timescale"])
    named = names_at(tx, number, *action_places(said))
    return named if naming.looked_at(tx, desk, visit, subject_of(number), named) else ()


def _keep_basis(tx: Tx, desk: Desk, visit: Visit, number: int) -> None:
    found = actions.get(tx, number)
    if found is not None:
        keep_basis(tx, desk.pack, found, today=visit.today)


def places(pack: Pack) -> frozenset[str]:
    """The areas, standards and warning signs that an action can be about."""
    return frozenset({area.id for area in pack.areas} | {one.id for one in pack.standards})


async def _form(
    desk: Desk,
    visit: Visit,
    typed: Typed,
    found: Action | None = None,
    wrong: dict[str, str] | None = None,
    *,
    named: tuple[Named, ...] = (),
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Choices, Began | None]:
        where = typed["service"] if typed["service"].isdigit() else "0"
        kind, which = origin(tx, visit, typed["from_kind"], typed["from_id"])
        said = NewAction(0, "", service_id=int(where), from_kind=kind, from_id=which)
        return frame(tx, visit.member), _choices(tx, visit, found), None if found else began(tx, desk, visit, said)

    around, choices, start = await desk.database.read(read)
    if not found and not typed["plan"] and len(choices.plans) == 1:
        typed.fields["plan"] = choices.plans[0][0]
    rows = typed["expected"] or []
    typed.fields.update(naming.typed(visit, named))
    return page(
        "actions/form.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        action=found,
        typed=typed,
        names=naming.lines(named),
        wrong=wrong or {},
        choices=choices,
        began=start,
        areas=[(area, desk.pack.standards_of(area.id)) for area in desk.pack.areas],
        rows=[*rows, *([Line()] * BLANK)],
        more=MORE,
        longest=LONGEST,
    )


async def _wrong(desk: Desk, visit: Visit, typed: Typed, found: Action | None = None) -> dict[str, str]:
    choices = await desk.database.read(lambda tx: _choices(tx, visit, found))
    wrong = mistakes(
        typed,
        services=[value for value, _ in choices.services],
        plans={plan: {part for part, _ in choices.parts[plan]} for plan, _ in choices.plans},
        standards=places(desk.pack),
        before=found.said if found else None,
    )
    if not wrong and await desk.database.read(lambda tx: _is_taken(tx, typed, found)):
        return {"number": "Another action beside it has this number. In print the two would be read as one."}
    return wrong


def _is_taken(tx: Tx, typed: Typed, found: Action | None) -> bool:
    """Whether the number is another action's under the same part; one that it had there already may stay."""
    if typed["new_plan"] or not typed["number"]:
        return False
    every = actions.of_plan(tx, int(typed["plan"]))
    beside = [
        one for one in every if one.said.number == typed["number"] and str(one.said.part_id or "") == typed["part"]
    ]
    return bool(beside) and (found is None or found.id not in {one.id for one in beside})


def _choices(tx: Tx, visit: Visit, found: Action | None = None) -> Choices:
    houses = [(str(one.id), one.name) for one in services.all(tx) if visit.sees(one.id)]
    everywhere = [(str(PROVIDER), "All services")] if visit.sees(PROVIDER) else []
    here, leading = found.said.plan_id if found else 0, _leading(tx)
    theirs = [
        one
        for one in plans.all(tx)
        if (not one.closed_at and (not one.service_id or visit.sees(one.service_id))) or one.id == here
    ]
    return Choices(
        [(str(one.id), one.name) for one in theirs],
        {str(one.id): [(str(part.id), part.name) for part in plans.parts(tx, one.id)] for one in theirs},
        [*everywhere, *houses],
        [*leading.items(), *people.left(found.said.leads if found else (), leading)],
    )


def _leading(tx: Tx) -> dict[str, str]:
    return {str(one.id): one.name for one in members.active(tx)}


def _plan(tx: Tx, desk: Desk, visit: Visit, typed: Typed) -> int:
    if typed["new_plan"]:
        where = int(typed["service"])
        return plans.add(
            tx, name=typed["new_plan"], kind=plans.REGISTER, service_id=where, at=desk.now(), by=visit.member.id
        )
    return int(typed["plan"])


def _part(tx: Tx, plan_id: int, typed: Typed) -> int | None:
    """The part that was chosen; none where the plan is new, or somebody took the part away at this moment."""
    return next((one.id for one in plans.parts(tx, plan_id) if str(one.id) == typed["part"]), None)


def _next_number(tx: Tx, visit: Visit) -> str:
    """What the next action of the plan, or of the part, that the address names is likely called."""
    plan, part_id = plans.get(tx, visit.choice("plan")), visit.choice("part")
    if plan is None:
        return ""
    every = actions.of_plan(tx, plan.id)
    part = next((one.number for one in plans.parts(tx, plan.id) if one.id == part_id), "")
    here = [one.said.number for one in every if one.said.part_id == part_id]
    return next_number(part, here, [one.said.number for one in every], plan.layout)


def _origin(tx: Tx, visit: Visit, typed: Typed) -> dict[str, str]:
    kind, said = origin(tx, visit, typed["from_kind"], typed["from_id"])
    return {"from_kind": kind, "from_id": said}


def _known(tx: Tx, visit: Visit) -> Action:
    found = actions.get(tx, visit.number("action"))
    if found is None:
        raise HTTPException(404)
    return found
