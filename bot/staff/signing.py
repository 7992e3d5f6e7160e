"""The sign-in page. Looking at it changes nothing, so that a link preview cannot use the link up."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asking import signin
from bot.http.forms import read_form, text_field
from bot.staff.desk import Desk
from bot.staff.guard import COOKIE, COOKIE_PATH, Visit
from store.errors import NotSaved


async def show(desk: Desk, request: Request) -> Response:
    """The page with the button. It is the same for every token."""
    del request
    return desk.page("sign_in.html", missing=False)


async def use(desk: Desk, request: Request) -> Response:
    """Use the link up and set the cookie."""
    who = text_field(await read_form(request), "who")
    if not who:
        return desk.page("sign_in.html", status=400, missing=True)
    token, now = request.path_params["token"], desk.clock()
    try:
        found = await desk.database.write(lambda tx: signin.sign_in(tx, token, who=who, now=now))
    except NotSaved as error:
        raise HTTPException(503) from error
    if found is None:
        raise HTTPException(401)
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
    response = desk.page("signed_out.html")
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, samesite="lax")
    return response
