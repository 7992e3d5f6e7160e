"""The pages for what went wrong. Each says what happened to the answer, the way back, and 999."""

from __future__ import annotations

from functools import cache, partial

from starlette.requests import Request
from starlette.responses import Response

from bot.tablet.known import COOKIE
from bot.tablet.render import Pages
from locales import SOURCE, Languages

NOT_FOUND = 404


@cache
def _languages() -> Languages:
    """The packaged ones: where the store cannot be read, a provider's own wording matters least."""
    return Languages()


@cache
def _pages() -> Pages:
    return Pages(_languages())


def error_page(request: Request, status: int, reference: str) -> Response:
    """A friendly easy-read page for a status.

    Every address that opens nothing gets the same page, byte for byte. A worry that could not be read says that it
    was not sent. Only a press is said to be not saved. Nothing that was posted is shown again.
    """
    if status == NOT_FOUND:
        return _pages().page("unknown.html", status=status)
    token, words = _token_in(request.url.path), _languages().words(request.cookies.get(COOKIE, SOURCE))
    posted = request.method not in {"GET", "HEAD"}
    page = partial(_pages().page, status=status, token=token, words=words)
    if posted and request.url.path.endswith("/worry"):
        return page("not_sent.html", contacts=None, said="", again="")
    return page("problem.html", reason=status, posted=posted, reference=reference)


def _token_in(path: str) -> str:
    """The link that a person's address belongs to, '' for other addresses."""
    match path.split("/"):
        case ["", "s", token, *_]:
            return token
        case _:
            return ""
