"""Adding a service, and changing its name and numbers."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from asking.errors import NotFilledIn
from asking.houses import add_house, change_house
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.houses.fields import HOUSE, NO_HOUSE, house_fields, house_in, posted
from store import services
from store.services import Service
from store.tx import Tx


async def show_new(desk: Desk, visit: Visit) -> Response:
    """The empty form."""
    return await _form(desk, visit, NO_HOUSE)


async def add(desk: Desk, visit: Visit) -> Response:
    """Add it and go on to who hears its worries, or show the form again with all that is wrong."""
    typed = posted(visit, HOUSE)
    try:
        made = await desk.database.write(
            lambda tx: add_house(tx, house_in(typed), who=visit.member, at=desk.now()),
        )
    except NotFilledIn as refused:
        return await _form(desk, visit, typed, refused.wrong)
    return RedirectResponse(f"/staff/services/{made}?done=added", status_code=303)


async def show(desk: Desk, visit: Visit) -> Response:
    """The form as it was filled in."""
    return await _form(desk, visit, None)


async def change(desk: Desk, visit: Visit) -> Response:
    """Keep the changes, or show the form again with all that is wrong."""
    typed, service_id = posted(visit, HOUSE), visit.number("service")
    try:
        await desk.database.write(
            lambda tx: change_house(tx, service_id, house_in(typed), who=visit.member, at=desk.now())
        )
    except NotFilledIn as refused:
        return await _form(desk, visit, typed, refused.wrong)
    return RedirectResponse(f"/staff/services/{service_id}?done=changed", status_code=303)


async def _form(
    desk: Desk, visit: Visit, typed: Mapping[str, str] | None, wrong: Mapping[str, str] | None = None
) -> Response:
    """The form of the service in the address, or of a new one."""
    service_id = visit.number("service") if "service" in visit.request.path_params else 0

    def read(tx: Tx) -> tuple[Frame, Service | None]:
        return frame(tx, visit.member), services.get(tx, service_id) if service_id else None

    around, service = await desk.database.read(read)
    if typed is None:
        typed = house_fields(service) if service else NO_HOUSE
    return page(
        "service_form.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        service=service,
        typed=typed,
        wrong=wrong or {},
    )
