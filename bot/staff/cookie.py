"""The cookie of a sign-in: what a browser keeps, and which of two it is asked for.

Over HTTPS its name begins with `__Host-`: a browser then takes it from this very host only, over HTTPS only, so that
neither another site under the same domain nor somebody on the way can put one of theirs in its place.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from asking import signin
from bot.http import device

OVER_HTTP, OVER_HTTPS = "plainsay_staff", "__Host-plainsay_staff"
PATHS = {OVER_HTTP: "/staff", OVER_HTTPS: "/"}
"""A `__Host-` cookie has to be for all paths."""


def secret_in(request: Request) -> str:
    """What the browser of a signed-in member shows; '' where it shows nothing."""
    return request.cookies.get(_name(request), "")


def keep(request: Request, response: Response, secret: str) -> None:
    """Have the browser keep it for as long as the sign-in lasts."""
    name = _name(request)
    response.set_cookie(
        name,
        secret,
        max_age=int(signin.SIGN_IN_LASTS.total_seconds()),
        path=PATHS[name],
        httponly=True,
        samesite="lax",
        secure=name == OVER_HTTPS,  # over plain HTTP a browser would drop a Secure cookie
    )
    device.staff_here(request, response, lasts=signin.SIGN_IN_LASTS)


def clear(request: Request, response: Response) -> None:
    """Take it out of the browser."""
    name = _name(request)
    response.delete_cookie(name, path=PATHS[name], httponly=True, samesite="lax", secure=name == OVER_HTTPS)
    device.staff_left(response)


def _name(request: Request) -> str:
    return OVER_HTTPS if request.url.scheme == "https" else OVER_HTTP
