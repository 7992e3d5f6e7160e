"""`GET /.well-known/security.txt`: whom to tell of a hole, in the form of RFC 9116."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

GOOD_FOR = timedelta(days=180)
"""The form wants an end. It moves on with each day."""


def contact_routes(contact: str, clock: Callable[[], datetime]) -> list[BaseRoute]:
    """The page, where a contact is set.

    Args:
        contact: A mailto: or https: address; '' for none.
        clock: Tells the present moment, in UTC.
    """

    async def show(_: Request) -> Response:
        until = (clock() + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
        return PlainTextResponse(f"Contact: {contact}\nExpires: {until}\nPreferred-Languages: en\n")

    return [Route("/.well-known/security.txt", show)] if contact else []
