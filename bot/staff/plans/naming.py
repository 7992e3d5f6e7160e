"""Making a plan by hand, and giving one another name or layout."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import PROVIDER, Visit
from bot.staff.plans.plain import LAYOUTS
from evidence.plan_order import STOCKTON
from store import access_log, plans, services
from store.plans import Plan
from store.tx import Tx

LONGEST = 120


async def ask_new(desk: Desk, visit: Visit) -> Response:
    """An empty form."""
    return await _form(desk, visit, {"name": "", "layout": STOCKTON, "service": str(PROVIDER)})


async def add(desk: Desk, visit: Visit) -> Response:
    """Make it; its page says what to do next."""
    typed = _typed(visit)
    wrong = _wrong(typed)
    if typed["service"] not in await desk.database.read(lambda tx: dict(_places(tx, visit))):
        wrong["service"] = "Choose where its actions are done."
    if wrong:
        return await _form(desk, visit, typed, wrong)

    def write(tx: Tx) -> int:
        if (there := _twin(tx, typed)) is not None:
            return there
        number = plans.add(
            tx,
            name=typed["name"],
            kind=plans.REGISTER,
            service_id=int(typed["service"]),
            layout=typed["layout"],
            at=desk.now(),
            by=visit.member.id,
        )
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"made plan {number}")
        return number

    number = await desk.database.write(write)
    return RedirectResponse(f"/staff/plans/{number}/parts?done=made", status_code=303)


async def ask_change(desk: Desk, visit: Visit) -> Response:
    """The form with what the plan is called."""
    found = await desk.database.read(lambda tx: known(tx, visit))
    return await _form(desk, visit, {"name": found.name, "layout": found.layout or STOCKTON}, plan=found)


async def change(desk: Desk, visit: Visit) -> Response:
    """Keep another name and layout."""
    typed, number = _typed(visit), visit.number("plan")
    wrong = _wrong(typed)
    if wrong:
        found = await desk.database.read(lambda tx: known(tx, visit))
        return await _form(desk, visit, typed, wrong, found)

    def write(tx: Tx) -> None:
        plans.rename(tx, number, name=typed["name"], layout=typed["layout"])
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"changed plan {number}")

    await desk.database.write(write)
    return RedirectResponse(f"/staff/plans/{number}?done=changed", status_code=303)


def known(tx: Tx, visit: Visit) -> Plan:
    """The plan of the address."""
    found = plans.get(tx, visit.number("plan"))
    if found is None:
        raise HTTPException(404)
    return found


async def _form(
    desk: Desk, visit: Visit, typed: dict[str, str], wrong: dict[str, str] | None = None, plan: Plan | None = None
) -> Response:
    def read(tx: Tx) -> tuple[Frame, list[tuple[str, str]]]:
        return frame(tx, visit.member), _places(tx, visit)

    around, places = await desk.database.read(read)
    return page(
        "plans/form.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        plan=plan,
        typed=typed,
        wrong=wrong or {},
        layouts=list(LAYOUTS.items()),
        places=places,
    )


def _twin(tx: Tx, typed: dict[str, str]) -> int | None:
    """An open plan of this name and place in which nothing stands: a button that is pressed twice makes one plan."""
    same = (one.id for one in plans.all(tx) if (one.name, str(one.service_id)) == (typed["name"], typed["service"])
            and not one.closed_at and one.is_removable and plans.is_empty(tx, one.id))  # fmt: skip
    return next(same, None)


def _typed(visit: Visit) -> dict[str, str]:
    name = " ".join(visit.field("name", LONGEST).split())
    return {"name": name, "layout": visit.field("layout"), "service": visit.field("service")}


def _wrong(typed: dict[str, str]) -> dict[str, str]:
    wrong = {} if typed["name"] else {"name": "Give the plan a name."}
    return wrong if typed["layout"] in LAYOUTS else {**wrong, "layout": "Choose how it is printed."}


def _places(tx: Tx, visit: Visit) -> list[tuple[str, str]]:
    houses = [(str(one.id), one.name) for one in services.all(tx) if visit.sees(one.id)]
    return [*([(str(PROVIDER), "All services")] if visit.sees(PROVIDER) else []), *houses]
