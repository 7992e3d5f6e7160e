"""Naming a service's safeguarding lead and deputy. Who is named no longer stops at once, and the page says so."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from asking.errors import NotFilledIn
from asking.hearers import appoint
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.houses.fields import HEARERS, hearer_fields, hearers_in, posted, the_service
from store.services import Service
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, with who is named now."""
    return await _form(desk, visit, None)


async def name(desk: Desk, visit: Visit) -> Response:
    """Name the two, or show the form again with all that is wrong."""
    typed = posted(visit, HEARERS)

    def named(tx: Tx) -> tuple[str, ...]:
        return appoint(tx, [the_service(tx, visit)], hearers_in(typed), who=visit.who, at=desk.now())

    try:
        gone = await desk.database.write(named)
    except NotFilledIn as refused:
        return await _form(desk, visit, typed, refused.wrong)
    desk.bell()  # who is new is told by e-mail how to sign in
    done = "replaced" if gone else "named"
    return RedirectResponse(f"/staff/services/{visit.number('service')}?done={done}", status_code=303)


async def _form(
    desk: Desk, visit: Visit, typed: Mapping[str, str] | None, wrong: Mapping[str, str] | None = None
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Service]:
        return frame(tx, visit.member), the_service(tx, visit)

    around, service = await desk.database.read(read)
    return page(
        "service_hearers.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        service=service,
        typed=hearer_fields(service) if typed is None else typed,
        wrong=wrong or {},
    )
