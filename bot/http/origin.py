"""Posts come from our own pages only.

On plain HTTP (a house tablet on `http://192.168...`) browsers send no Sec-Fetch headers, so they are only a second
lock where they exist. Staff forms also carry a token of the sign-in that they belong to (see `bot.staff.guard`).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.http.errors import ErrorPage

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN_SITES = frozenset({"cross-site", "same-site"})


class SameSite:
    """Refuses a post whose Origin is another site's, with a friendly page and status 403.

    A post without Origin goes on: old browsers and scripts send none, and a person's page rests on its secret link.

    Args:
        app: What is behind.
        page: Makes the refusal.
        own: Further host names that pages are served under, such as a proxy's.
    """

    def __init__(self, app: ASGIApp, page: ErrorPage, own: tuple[str, ...] = ()) -> None:
        self._app = app
        self._page = page
        self._own = frozenset(host.lower() for host in own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS or self._is_own(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        response = self._page(Request(scope), 403, "")
        await response(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        if headers.get("sec-fetch-site") in FOREIGN_SITES:
            return False
        origin = headers.get("origin")
        return origin is None or host_of(origin) in self._own | {headers.get("host", "").lower()}


def host_of(origin: str) -> str:
    """`http://Tablet.example:8000` → `tablet.example:8000`; '' for `null` and for what is no web origin."""
    try:
        parts = urlsplit(origin)
    except ValueError:  # half of an IPv6 address
        return ""
    return parts.netloc.lower() if parts.scheme in {"http", "https"} else ""
