"""Putting a hold on what is kept of someone, and lifting it."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.rights import data
from store import access_log, holds
from store.tx import Tx

LONGEST_WHY = 500


async def put(desk: Desk, visit: Visit) -> Response:
    """Nothing of them is deleted from now on."""
    number, why = visit.number("person"), visit.field("why", LONGEST_WHY)
    if not why:
        return await data.page_of(desk, visit, {"why": "Say why nothing may be deleted."})

    def write(tx: Tx) -> None:
        if holds.standing(tx, number) is None:
            holds.put(tx, person_id=number, why=why, who=visit.who, at=desk.now())
            access_log.add(tx, at=desk.now(), who=visit.who, did="put a hold on a person's data", person_id=number)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/people/{number}/data?done=held#hold", status_code=303)


async def lift(desk: Desk, visit: Visit) -> Response:
    """The rules hold again."""
    number = visit.number("person")

    def write(tx: Tx) -> None:
        if holds.lift(tx, number, who=visit.who, at=desk.now()):
            access_log.add(tx, at=desk.now(), who=visit.who, did="lifted the hold on a person's data", person_id=number)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/people/{number}/data?done=lifted#hold", status_code=303)
