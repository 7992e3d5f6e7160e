"""When someone was added by mistake, leaves or comes back."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import people as asked_people
from asking.forgetting import forget
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, people
from store.tx import Tx


async def undo_adding(desk: Desk, visit: Visit) -> Response:
    """Take someone out again who was added by mistake, while nothing has been done with them."""
    number = visit.number("person")

    def write(tx: Tx) -> None:
        if not asked_people.may_undo_adding(tx, number):
            raise HTTPException(409)
        forget(tx, desk.pack, person_id=number, with_answers=True, at=desk.now())
        access_log.add(tx, at=desk.now(), who=visit.who, did="took out a person who was added by mistake")

    await desk.database.write(write)
    return RedirectResponse("/staff/people?done=undone", status_code=303)


async def ask_leave(desk: Desk, visit: Visit) -> Response:
    """Say what will happen, and ask."""
    return await _confirm(desk, visit, "people/leave.html", "opened the page on which a person leaves")


async def leave(desk: Desk, visit: Visit) -> Response:
    """They are asked no more."""
    number = visit.number("person")

    def write(tx: Tx) -> None:
        for one in asked_people.leave(tx, number, at=desk.now()):
            access_log.add(tx, at=desk.now(), who=visit.who, did="noted that a person is asked no more", person_id=one)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/people/{number}?done=left", status_code=303)


async def come_back(desk: Desk, visit: Visit) -> Response:
    """They are asked again, and the links that ended then work again."""
    number = visit.number("person")

    def write(tx: Tx) -> None:
        person = people.get(tx, number)
        for one in asked_people.come_back(tx, person, at=desk.now()) if person else ():
            access_log.add(tx, at=desk.now(), who=visit.who, did="noted that a person is asked again", person_id=one)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/people/{number}?done=back", status_code=303)


async def _confirm(desk: Desk, visit: Visit, template: str, did: str) -> Response:
    number = visit.number("person")

    def write(tx: Tx) -> tuple[Frame, str, int]:
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)
        return frame(tx, visit.member, number), people.name_of(tx, number) or "", len(people.relatives_of(tx, number))

    around, name, relatives = await desk.database.write(write)
    return page(template, visit=visit, frame=around, number=number, name=name, relatives=relatives)
