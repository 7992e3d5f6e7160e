"""A friendly page for whatever goes wrong, and a log line that names nobody."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.metrics.requests import NOTE
from bot.passing import passes

ErrorPage = Callable[[Request, int, str], Response]
"""Makes the page for a status. The text is the reference to quote, '' where nothing was logged."""

Handler = Callable[[Request, Exception], Awaitable[Response]]

TRY_AGAIN = 503
LOG = logging.getLogger("plainsay.http")


def pages_by_path(pages: Mapping[str, ErrorPage], otherwise: ErrorPage) -> ErrorPage:
    """One error page that asks the right room: `{"/staff": staff_page}`, and the person's for all else."""

    def choose(request: Request, status: int, reference: str) -> Response:
        path = request.url.path
        for start, page in pages.items():
            if path == start or path.startswith(start.rstrip("/") + "/"):
                return page(request, status, reference)
        return otherwise(request, status, reference)

    return choose


def handlers(page: ErrorPage) -> dict[type[Exception], Handler]:
    """For `Starlette(exception_handlers=...)`: turns each HTTPException (404, 413, ...) into its page."""

    async def on_http(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        response = page(request, error.status_code, "")
        response.headers.update(error.headers or {})
        return response

    return {HTTPException: on_http}


class Unexpected:
    """Turns our own faults into a page with status 500.

    The log has a random reference, the kind of error and where it happened: never its message, the address, or
    anything that was sent, because those can hold a person's words or secret link.
    """

    def __init__(self, app: ASGIApp, page: ErrorPage) -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer for what breaks."""
        started = False

        async def noticed(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001  # the last line of defence answers for every fault
            reference = secrets.token_hex(4)
            LOG.error("Reference %s: %s at %s", reference, type(error).__name__, where(error))  # noqa: TRY400  # no data
            if scope["type"] == "http" and not started:
                status = TRY_AGAIN if passes(error) else 500
                if status == TRY_AGAIN and (note := scope.get(NOTE)):
                    note.passed = True
                await self._page(Request(scope), status, reference)(scope, receive, send)


def where(error: BaseException) -> str:
    """The last calls on the way to an error, as `file:line function`, without any values."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
