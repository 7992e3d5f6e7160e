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
    was not sent. Only a press is said to be not saved. Nothing that was posted is shown again.
    """
    if status == NOT_FOUND:
        return _pages().page("unknown.html", status=status)
    token = _token_in(request.url.path)
    posted = request.method not in {"GET", "HEAD"}
    if posted and request.url.path.endswith("/worry"):
        return _pages().page("not_sent.html", status=status, token=token, contacts=None, said="", again="")
    return _pages().page("problem.html", status=status, token=token, reason=status, posted=posted, reference=reference)


def _token_in(path: str) -> str:
    """The link that a person's address belongs to, '' for other addresses."""
    match path.split("/"):
        case ["", "s", token, *_]:
            return token
        case _:
            return ""
