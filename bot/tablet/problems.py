"""The pages for what went wrong. Each says what happened to the answer, the way back, and 999."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from bot.tablet.render import Pages

NOT_FOUND = 404


@cache
def _pages() -> Pages:
    return Pages()


def error_page(request: Request, status: int, reference: str) -> Response:
    """A friendly easy-read page for a status.

    Every address that opens nothing gets the same page, byte for byte. A worry that could not be read says that it
    was not sent. Nothing that was posted is shown again.
    """
    if status == NOT_FOUND:
        return _pages().page("unknown.html", status=status)
    parts = request.url.path.split("/")
    token = parts[2] if parts[1:2] == ["s"] and len(parts) > 2 else ""  # noqa: PLR2004  # '', 's', the token
    if parts[-1] == "worry":
        return _pages().page("not_sent.html", status=status, token=token, contacts=None, said="", again="")
    return _pages().page("problem.html", status=status, token=token, reason=status, reference=reference)
