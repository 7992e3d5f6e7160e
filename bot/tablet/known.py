"""What every handler of a person's pages does about a link that opens nothing and a store that cannot be read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.errors import UnknownLink
from bot.http import device
from bot.tablet.render import Page, home
from locales import SOURCE
from store.errors import NotRead

COOKIE = "language"
Handler = Callable[[Request], Awaitable[Response]]


def speaks(request: Request, response: Response) -> Response:
    """Remembers on the device what it is known by, and a page's language, for pages that are made without the store."""
    if isinstance(response, Page):
        device.keep(request, response, response.keep, over=response.over)
    if isinstance(response, Page) and response.words.language != request.cookies.get(COOKIE, SOURCE):
        path, secure = home(request.path_params["token"]), request.url.scheme == "https"
        response.set_cookie(COOKIE, response.words.language, path=path, secure=secure, httponly=True, samesite="lax")
    return response


def known(handler: Handler) -> Handler:
    """Turns UnknownLink into status 404, with one page for all its reasons, and NotRead into 503."""

    @wraps(handler)
    async def checked(request: Request) -> Response:
        try:
            return speaks(request, await handler(request))
        except UnknownLink as error:
            raise HTTPException(404) from error
        except NotRead as error:
            raise HTTPException(503) from error

    return checked
