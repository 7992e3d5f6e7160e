"""Closing a service, and opening it again. Nothing that was said there is lost."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from asking.errors import NotFilledIn
from asking.houses import close_house, headcount
from asking.worry_access import hidden_from
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.houses.fields import the_service
from store import worries
from store.services import Service
from store.tx import Tx


async def confirm(desk: Desk, visit: Visit) -> Response:
    """What closing does, before it is done."""

    def read(tx: Tx) -> tuple[Frame, Service, int, bool]:
        service = the_service(tx, visit)
        hidden = hidden_from(tx, visit.member)
        waits = any(one.service_id == service.id and one.id not in hidden for one in worries.open(tx))
        return frame(tx, visit.member), service, headcount(tx, service.id), waits

    around, service, people, waits = await desk.database.read(read)
    return page("service_close.html", visit=visit, frame=around, service=service, people=people, waits=waits)


async def close(desk: Desk, visit: Visit) -> Response:
    """Close it."""
    await desk.database.write(lambda tx: close_house(tx, the_service(tx, visit), who=visit.member, at=desk.now()))
    return RedirectResponse("/staff/services?done=closed", status_code=303)


async def reopen(desk: Desk, visit: Visit) -> Response:
    """Open it again, or say whose name stands in the way."""

    def opened(tx: Tx) -> None:
        close_house(tx, the_service(tx, visit), who=visit.member, at=desk.now(), opened=True)

    try:
        await desk.database.write(opened)
    except NotFilledIn:
        return RedirectResponse("/staff/services?done=taken", status_code=303)
    return RedirectResponse(f"/staff/services/{visit.number('service')}?done=opened", status_code=303)
