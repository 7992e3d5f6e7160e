"""Taking back what was added from a file: a list of what goes and what stays, and only then the doing."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.taking_back import Standing, standing, take_back
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.plans.naming import known
from store import access_log
from store.plans import Plan
from store.tx import Tx


async def ask(desk: Desk, visit: Visit) -> Response:
    """The list."""

    def read(tx: Tx) -> tuple[Frame, Plan, Standing]:
        return frame(tx, visit.member), known(tx, visit), _wanted(tx, visit)

    around, plan, found = await desk.database.read(read)
    return page("plans/take_back.html", visit=visit, frame=around, plan=plan, found=found)


async def act(desk: Desk, visit: Visit) -> Response:
    """Take back what nobody has worked on until this moment."""

    def write(tx: Tx) -> str:
        plan, found = known(tx, visit), _wanted(tx, visit)
        is_gone = take_back(tx, found, at=desk.now(), by=visit.member.id)
        did = f"took back {len(found.goes)} actions that were read from a file, plan {plan.id}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        if found.restores:
            did = f"put back {len(found.restores)} actions that a file had changed, plan {plan.id}"
            access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        more = f"&restored={len(found.restores)}" if found.restores else ""
        return f"/staff/plans{'' if is_gone else f'/{plan.id}'}?done=back&back={len(found.goes)}{more}"

    return RedirectResponse(await desk.database.write(write), status_code=303)


def _wanted(tx: Tx, visit: Visit) -> Standing:
    """The import of the address, where it is one of this plan's and some of it is there."""
    number = visit.number("import")
    found = next((one for one in standing(tx, visit.number("plan")) if one.one.id == number), None)
    if found is None:
        raise HTTPException(404)
    return found
