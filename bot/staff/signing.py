"""The sign-in page. Looking at it changes nothing, so that a link preview cannot use the link up."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asking import signin
from bot.http.forms import read_form, text_field
from bot.staff.desk import Desk, is_sample, page, refused
from bot.staff.guard import COOKIE, COOKIE_PATH, Visit
from store.errors import NotRead, NotSaved
from store.tx import Tx


async def show(desk: Desk, request: Request) -> Response:
    """The page with the button, while the link is good."""
    return await _page(desk, request)


async def use(desk: Desk, request: Request) -> Response:
    """Use the link up and set the cookie."""
    who = text_field(await read_form(request), "who")
    if not who:
        return await _page(desk, request, status=400, missing=True)
    token, now = request.path_params["token"], desk.clock()
    try:
        found = await desk.database.write(lambda tx: signin.sign_in(tx, token, who=who, now=now))
        if found is None:
            return refused(await desk.database.read(is_sample))
    except (NotSaved, NotRead) as error:
        raise HTTPException(503) from error
    response = RedirectResponse("/staff", status_code=303)
    response.set_cookie(
        COOKIE,
        found.secret,
        max_age=int(signin.SIGN_IN_LASTS.total_seconds()),
        path=COOKIE_PATH,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",  # over plain HTTP a browser would drop a Secure cookie
    )
    return response


async def leave(desk: Desk, visit: Visit) -> Response:
    """Sign out, here and in the database."""
    await desk.database.write(lambda tx: signin.sign_out(tx, visit.secret))
    response = page("signed_out.html", sample=await desk.database.read(is_sample))
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, samesite="lax")
    return response


async def _page(desk: Desk, request: Request, *, status: int = 200, missing: bool = False) -> Response:
    """The page with the button; for a link that is used, expired or unknown the same refusal as on pressing it."""

    def read(tx: Tx) -> tuple[bool, bool]:
        return signin.link_is_good(tx, request.path_params["token"], desk.clock()), is_sample(tx)

    try:
        good, sample = await desk.database.read(read)
    except NotRead as error:
        raise HTTPException(503) from error
    return page("sign_in.html", status=status, missing=missing, sample=sample) if good else refused(sample)
