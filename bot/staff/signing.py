"""The sign-in page. Looking at it changes nothing, so that a link preview cannot use the link up."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from asking import signin
from asking.signin import SignedIn
from bot.http.forms import read_form
from bot.staff import cookie
from bot.staff.desk import Desk, is_sample, page, refused
from bot.staff.guard import Visit
from store.errors import NotRead, NotSaved
from store.members import Member
from store.tx import Tx


def open_routes(desk: Desk) -> list[BaseRoute]:
    """A link's addresses, open to anyone."""
    return [
        Route("/staff/sign-in/{token}", partial(show, desk), methods=["GET"]),
        Route("/staff/sign-in/{token}", partial(use, desk), methods=["POST"]),
    ]


async def show(desk: Desk, request: Request) -> Response:
    """The page with the button, while the link is good; else the same refusal as on pressing it."""

    def read(tx: Tx) -> tuple[Member | None, bool]:
        return signin.whose_link(tx, request.path_params["token"], desk.clock()), is_sample(tx)

    try:
        who, sample = await desk.database.read(read)
    except NotRead as error:
        raise HTTPException(503) from error
    return page("sign_in.html", who=who, sample=sample) if who else refused(sample)


async def use(desk: Desk, request: Request) -> Response:
    """Use the link up and set the cookie."""
    await read_form(request)
    token, now = request.path_params["token"], desk.clock()
    try:
        found = await desk.database.write(lambda tx: signin.sign_in(tx, token, now=now))
        if found is None:
            return refused(await desk.database.read(is_sample))
    except (NotSaved, NotRead) as error:
        raise HTTPException(503) from error
    return welcome(request, found)


def welcome(request: Request, found: SignedIn, to: str = "/staff") -> Response:
    """On to the staff pages, with the cookie of someone who has just signed in."""
    response = RedirectResponse(to, status_code=303)
    cookie.keep(request, response, found.secret)
    return response


async def leave(desk: Desk, visit: Visit) -> Response:
    """Sign out, here and in the database."""
    await desk.database.write(lambda tx: signin.sign_out(tx, visit.secret))
    response = page("signed_out.html", sample=await desk.database.read(is_sample))
    cookie.clear(visit.request, response)
    return response
