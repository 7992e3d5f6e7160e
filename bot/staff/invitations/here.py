"""Opening someone's page in this very browser, on a tablet that staff and people share.

Staff are signed out first, here and in the database: whoever is handed the tablet can open no staff page with it,
not with the back key either, for no browser keeps those pages. From then on the tablet is known to be shared: it
forgets soon whose answers it may show.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asking import devices, inviting, signin
from asking.errors import LinkOver
from asking.invitations import link_token
from bot.http import device
from bot.staff import cookie
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.invitations.ending import asked
from bot.staff.invitations.facts import known
from bot.staff.invitations.one import page_of_one
from store.tx import Tx


async def ask(desk: Desk, visit: Visit) -> Response:
    """Says what will happen, before it does."""
    return await asked(desk, visit, "here")


async def hand_over(desk: Desk, visit: Visit) -> Response:
    """Sign staff out and open the person's page."""
    number = visit.number("invitation")
    await desk.database.read(lambda tx: known(tx, number))
    try:
        return await hand_over_to(desk, visit, number)
    except LinkOver as refused:
        return await page_of_one(desk, visit, refused=refused)


async def hand_over_to(desk: Desk, visit: Visit, number: int) -> Response:
    """The person's page, in a browser that is no longer signed in.

    Raises:
        LinkOver: The link opens nothing.
    """

    def write(tx: Tx) -> tuple[str, str]:
        inviting.good(tx, number, desk.clock())
        inviting.sent(tx, number, by="tablet", who=visit.who, now=desk.clock())
        signin.sign_out(tx, visit.secret)
        return link_token(tx, number), devices.shared_mark(tx.keys)

    return handed_over(visit.request, *await desk.database.write(write))


def handed_over(request: Request, token: str, mark: str) -> Response:
    """On to the pages behind a person's link, in a browser whose sign-in was just ended in the database."""
    response = RedirectResponse(f"/s/{token}", status_code=303)
    cookie.clear(request, response)
    device.hand_over(request, response, mark)
    return response
