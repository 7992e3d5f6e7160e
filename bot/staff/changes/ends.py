"""Publishing a change and taking it back, and pages for a wall."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import changes as rules
from asking.change_anew import begin_anew
from asking.change_names import names_of
from asking.errors import ChangeRefused
from bot.staff import naming
from bot.staff.changes.listing import where
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from store import access_log, changes, walls
from store.tx import Tx


async def publish(desk: Desk, visit: Visit) -> Response:
    """Publish it; `others` says what those get who read another language. Where something is missing, its page says."""
    number, others = visit.number("change"), visit.field("others")

    def write(tx: Tx) -> None:
        change = changes.get(tx, number)
        marks = {one.mark for one in naming.ticked(visit, names_of(tx, change))} if change else set()
        rules.publish(tx, number, now=desk.clock(), by=visit.who, others=others, ticked=marks)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"published change {number}")

    try:
        await desk.database.write(write)
    except ChangeRefused:
        return RedirectResponse(f"/staff/changes/{number}?done=refused", status_code=303)
    return RedirectResponse(f"/staff/changes/{number}?done=published", status_code=303)


async def withdraw(desk: Desk, visit: Visit) -> Response:
    """Take it back."""
    number = visit.number("change")

    def write(tx: Tx) -> None:
        if rules.withdraw(tx, number, desk.clock()):
            access_log.add(tx, at=desk.now(), who=visit.who, did=f"took change {number} back")

    await desk.database.write(write)
    return RedirectResponse(f"/staff/changes/{number}?done=withdrawn", status_code=303)


async def anew(desk: Desk, visit: Visit) -> Response:
    """Begin to write anew what was told and is wrong; its form comes next."""
    number = visit.number("change")

    def write(tx: Tx) -> int:
        made = begin_anew(tx, number, now=desk.clock(), by=visit.who)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"began to write change {number} anew")
        return made

    try:
        made = await desk.database.write(write)
    except ChangeRefused:
        return RedirectResponse(f"/staff/changes/{number}", status_code=303)
    return RedirectResponse(f"/staff/changes/{made}/edit", status_code=303)


async def add_wall(desk: Desk, visit: Visit) -> Response:
    """Make a page for a wall, for one of the visitor's places."""
    service = visit.field("service")

    def write(tx: Tx) -> None:
        if service not in dict(where(tx, visit)):
            raise HTTPException(400)
        number = walls.add(tx, service_id=int(service), at=desk.now(), by=visit.who)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"made wall page {number}")

    await desk.database.write(write)
    return RedirectResponse("/staff/changes?done=wall#walls", status_code=303)


async def revoke_wall(desk: Desk, visit: Visit) -> Response:
    """End one."""
    number = visit.number("wall")

    def write(tx: Tx) -> None:
        walls.revoke(tx, number, desk.now())
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"ended wall page {number}")

    await desk.database.write(write)
    return RedirectResponse("/staff/changes?done=wall-ended#walls", status_code=303)
