"""The parts of a plan by hand: its areas or recommendations are added, called otherwise, put in order and taken away.

What is typed is kept so that a printed plan is read back as it was: a part has a number, a heading over several has
none, and parts without a heading stand before those with one.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.plans.naming import known
from bot.staff.plans.plain import parts_of
from evidence.plan_order import MOST_PARTS, is_heading_of_part, next_part
from store import access_log, actions, plans
from store.plans import Part, Plan
from store.tx import Tx

LONGEST = 500
LONGEST_GROUP = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows: each part with how many actions stand under it."""

    frame: Frame
    plan: Plan
    parts: list[tuple[Part, int]]


async def show(desk: Desk, visit: Visit) -> Response:
    """All parts, and a form for the next one."""
    return await _page(desk, visit)


async def act(desk: Desk, visit: Visit) -> Response:
    """Add one, move one up or down, or take one away."""
    do, part_id, typed = visit.field("do"), visit.posted_number("part"), _typed(visit)
    if do not in {"add", "up", "down", "remove"}:
        raise HTTPException(400)

    def write(tx: Tx) -> dict[str, str]:
        there = _of(tx, visit)
        wrong = _added(tx, visit, typed, there) if do == "add" else _moved(tx, there, part_id, do)
        if not wrong:
            access_log.add(tx, at=desk.now(), who=visit.who, did=f"changed plan {visit.number('plan')}")
        return wrong

    wrong = await desk.database.write(write)
    if wrong:
        return await _page(desk, visit, typed if do == "add" else None, wrong)
    return RedirectResponse(f"/staff/plans/{visit.number('plan')}/parts?done={do}", status_code=303)


async def ask_change(desk: Desk, visit: Visit) -> Response:
    """The form of one part, with what it is called."""
    return await _form(desk, visit)


async def change(desk: Desk, visit: Visit) -> Response:
    """Call it otherwise."""
    typed, number = _typed(visit), visit.number("plan")

    def write(tx: Tx) -> dict[str, str]:
        there = _of(tx, visit)
        one = _part(there, visit.number("part"))
        wrong = _wrong(typed, [other for other in there if other is not one], one)
        if not wrong:
            plans.change_part(tx, one.id, **typed)
            _settle(tx, number)
            access_log.add(tx, at=desk.now(), who=visit.who, did=f"changed plan {number}")
        return wrong

    wrong = await desk.database.write(write)
    if wrong:
        return await _form(desk, visit, typed, wrong)
    return RedirectResponse(f"/staff/plans/{number}/parts?done=changed", status_code=303)


def _of(tx: Tx, visit: Visit) -> tuple[Part, ...]:
    """The parts of the plan of the address, which is kept from other writers."""
    return plans.parts(tx, known(tx, visit).id)


def _added(tx: Tx, visit: Visit, typed: dict[str, str], there: tuple[Part, ...]) -> dict[str, str]:
    wrong = _wrong(typed, there)
    if not wrong:
        plans.add_part(tx, plan_id=visit.number("plan"), **typed)
        _settle(tx, visit.number("plan"))
    return wrong


def _moved(tx: Tx, there: tuple[Part, ...], part_id: int, do: str) -> dict[str, str]:
    one = _part(there, part_id)
    if do == "remove":
        is_gone = plans.remove_part(tx, one.id)
        return {} if is_gone else {f"part-{one.id}": f"{one.name}: actions stand under it. Move them first."}
    order = [each.id for each in there]
    place = order.index(one.id)
    other = place + (1 if do == "down" else -1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        plans.order_parts(tx, order)
        _settle(tx, one.plan_id)
    return {}


def _settle(tx: Tx, plan_id: int) -> None:
    """Parts without a heading come first: below one, they would be read as under it."""
    there = plans.parts(tx, plan_id)
    plans.order_parts(tx, (one.id for one in sorted(there, key=lambda one: bool(one.group))))


def _part(there: tuple[Part, ...], part_id: int) -> Part:
    found = next((one for one in there if one.id == part_id), None)
    if found is None:
        raise HTTPException(404)
    return found


def _typed(visit: Visit) -> dict[str, str]:
    longest = {"number": 20, "title": LONGEST, "group": LONGEST_GROUP}
    return {name: " ".join(visit.field(name, most).split()) for name, most in longest.items()}


def _wrong(typed: dict[str, str], others: tuple[Part, ...] | list[Part], before: Part | None = None) -> dict[str, str]:
    wrong = {} if typed["title"] else {"title": "Write what it is about."}
    number = typed["number"]
    fits = number.isascii() and number.isdigit() and 0 < int(number) <= MOST_PARTS and number == str(int(number))
    if not fits and not (before and before.number == number):
        wrong["number"] = f"Give it a number from 1 to {MOST_PARTS}, such as 3."
    elif number and number in {one.number for one in others}:
        wrong["number"] = "Another one has this number."
    if is_heading_of_part(typed["group"]):
        wrong["group"] = "A heading over several has no number like this. Use I, II, III, or words alone."
    return wrong


async def _page(
    desk: Desk, visit: Visit, typed: dict[str, str] | None = None, wrong: dict[str, str] | None = None
) -> Response:
    sheet = await desk.database.read(lambda tx: _sheet(tx, visit))
    last = sheet.parts[-1][0].group if sheet.parts else ""
    return page(
        "plans/parts.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        called=parts_of(sheet.plan.layout),
        typed=typed or {"number": next_part(one.number for one, _ in sheet.parts), "title": "", "group": last},
        wrong=wrong or {},
        done=visit.request.query_params.get("done", ""),
    )


async def _form(
    desk: Desk, visit: Visit, typed: dict[str, str] | None = None, wrong: dict[str, str] | None = None
) -> Response:
    sheet = await desk.database.read(lambda tx: _sheet(tx, visit))
    one = _part(tuple(part for part, _ in sheet.parts), visit.number("part"))
    return page(
        "plans/part.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=sheet.frame,
        plan=sheet.plan,
        part=one,
        called=parts_of(sheet.plan.layout),
        typed=typed or {"number": one.number, "title": one.title, "group": one.group},
        wrong=wrong or {},
    )


def _sheet(tx: Tx, visit: Visit) -> Sheet:
    plan = known(tx, visit)
    under = [one.said.part_id for one in actions.of_plan(tx, plan.id)]
    return Sheet(frame(tx, visit.member), plan, [(one, under.count(one.id)) for one in plans.parts(tx, plan.id)])
