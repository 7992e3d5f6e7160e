"""What every handler of a person's pages does about a link that opens nothing and a store that cannot be read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.errors import UnknownLink
from store.errors import NotRead

Handler = Callable[[Request], Awaitable[Response]]


def known(handler: Handler) -> Handler:
    """Turns UnknownLink into status 404, with one page for all its reasons, and NotRead into 503."""

    @wraps(handler)
    async def checked(request: Request) -> Response:
        try:
            return await handler(request)
        except UnknownLink as error:
            raise HTTPException(404) from error
        except NotRead as error:
            raise HTTPException(503) from error

    return checked
