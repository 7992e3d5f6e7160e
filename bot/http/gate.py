"""How much one link and one place may ask for, so that nobody takes the pages from everyone else.

A house of ten people has one address, and each page brings its sounds and pictures: so a place may ask for much, and
what is kept small is what one link may put in. A worry is never refused because of others: it has a count of its own.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.http.errors import ErrorPage
from bot.http.limits import Pace
from bot.http.origin import SAFE_METHODS
from bot.http.proxy import is_here, place_of

TOO_MANY = 429
A_MINUTE, FIVE_MINUTES, AN_HOUR = 60.0, 300.0, 3600.0
FREE = ("/static/", "/pictures/", "/fonts/")
"""Files that come with the program: a browser keeps them."""
ALWAYS = frozenset({"/health", "/metrics", "/ready", "/telegram"})
"""What a supervisor asks, and where Telegram delivers, with a secret of its own."""
WORRY, VOICE = "worry", "voice"
LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Rates:
    """How often, and within how many seconds.

    Attributes:
        place: All that one address asks for, files apart: twenty a second, for as long as it likes.
        link: Pages and sounds behind one person's link.
        press: What is pressed there.
        voice: Recordings that are sent there.
        worry: Worries that are told there.
    """

    place: tuple[int, float] = (6_000, FIVE_MINUTES)
    link: tuple[int, float] = (600, A_MINUTE)
    press: tuple[int, float] = (120, A_MINUTE)
    voice: tuple[int, float] = (60, AN_HOUR)
    worry: tuple[int, float] = (30, A_MINUTE)


class Gate:
    """Lets requests in, or asks to wait with a page that says so.

    Args:
        app: What is behind.
        page: Makes the refusal.
        rates: How much is much.
        clock: Seconds that pass; nothing else is told by it.
    """

    def __init__(
        self, app: ASGIApp, page: ErrorPage, rates: Rates | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        rates = rates or Rates()
        self._app, self._page, self._clock = app, page, clock
        self._paces = {name: Pace(*getattr(rates, name)) for name in Rates.__slots__}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        wait = self._wait(Request(scope)) if scope["type"] == "http" else 0.0
        if not wait:
            await self._app(scope, receive, send)
            return
        response = self._page(Request(scope), TOO_MANY, "")
        response.headers["Retry-After"] = str(math.ceil(wait))
        await response(scope, receive, send)

    def _wait(self, request: Request) -> float:
        now = self._clock()
        return next((wait for name, key in _counted(request) if (wait := self._paces[name].wait(key, now))), 0.0)


def _counted(request: Request) -> Iterator[tuple[str, str]]:
    """Which paces a request is counted by, and under which key; the narrow ones first."""
    path = request.url.path
    if path.startswith(FREE) or path in ALWAYS:
        return
    match path.split("/"):
        case ["", "s", token, *rest]:
            yield _of_link(request.method, rest), token[:LONGEST_KEY]
            if rest == [WORRY]:
                return
    place = place_of(request)
    if not is_here(place):
        yield "place", place


def _of_link(method: str, rest: list[str]) -> str:
    if method in SAFE_METHODS:
        return "link"
    return rest[0] if rest in ([WORRY], [VOICE]) else "press"
