"""The layers around every page, in order."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.middleware import Middleware

from bot.http.body import BodyLimit
from bot.http.errors import ErrorPage, Unexpected
from bot.http.origin import SameSite
from bot.http.security import SecurityHeaders


def layers(
    page: ErrorPage, larger: Mapping[str, int] | None = None, own: tuple[str, ...] = (), *, microphone: bool = False
) -> list[Middleware]:
    """For `Starlette(middleware=...)`; give it `errors.handlers(page)` as exception handlers too.

    Args:
        page: Makes the error pages, see `errors.pages_by_path`.
        larger: Path ending → bytes, for addresses that take more than a form.
        own: Further host names that pages are served under.
        microphone: Whether the pages may record.
    """
    return [
        Middleware(SecurityHeaders, microphone=microphone),
        Middleware(Unexpected, page=page),
        Middleware(SameSite, page=page, own=own),
        Middleware(BodyLimit, larger=larger),
    ]
