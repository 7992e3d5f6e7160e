"""Counts requests by the template of their address, never by the address: that can hold a person's secret link."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.metrics.counts import Counts

NOTE: Final = "plainsay.note"
ELSEWHERE: Final = "other"
"""Addresses that nothing answers to, and what is refused before anything does."""
FACES: Final = (
    ("/s/", "person"),
    ("/staff", "staff"),
    ("/telegram", "telegram"),
    ("/published", "public"),
    ("/health", "watch"),
    ("/ready", "watch"),
    ("/metrics", "watch"),
)
SPOKEN_FOR: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
"""What a proxy writes into a request that it passes on."""


@dataclass(slots=True)
class Note:
    """What is noted of a request on its way.

    Attributes:
        peer: The address at the other end of the line, whatever the request claims; '' where there is none.
        template: Of the address, once a page was found for it.
        status: Of the answer; 500 where none was begun.
        passed: A fault of the machine kept it from an answer, and passes.
    """

    peer: str
    template: str = ELSEWHERE
    status: int = 500
    passed: bool = False


class Counted:
    """The outermost layer: counts each request with its answer, and times it.

    Args:
        app: What is behind.
        counts: Where it is counted.
        clock: Seconds that pass.
    """

    def __init__(self, app: ASGIApp, counts: Counts, clock: Callable[[], float] = time.perf_counter) -> None:
        self._app, self._counts, self._clock = app, counts, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note what comes of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        note = Note((scope.get("client") or ("",))[0])
        began = self._clock()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                note.status = message["status"]
            await send(message)

        try:
            await self._app({**scope, NOTE: note}, receive, noted)
        finally:
            self._counts.requests[note.template, f"{note.status // 100}xx"] += 1
            if note.passed:
                self._counts.waited("pages")
            self._counts.pages[_face(note.template)].add(self._clock() - began)


class Named:
    """Around one page: says which template its address has."""

    def __init__(self, app: ASGIApp, template: str) -> None:
        self._app, self._template = app, template

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if note := scope.get(NOTE):
            note.template = self._template
        await self._app(scope, receive, send)


def named(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """The same routes, each with its name around it."""
    found = list(routes)
    for route in found:
        if isinstance(route, Route | Mount) and not isinstance(route.app, Named):
            route.app = Named(route.app, route.path)
    return found


def is_from_here(scope: Scope) -> bool:
    """Whether a request comes from this very computer, to a name of it, and nobody passed it on for somebody else."""
    headers, note = Headers(scope=scope), scope.get(NOTE)
    host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    passed_on = any(name in headers for name in SPOKEN_FOR)
    return isinstance(note, Note) and _is_loopback(note.peer) and _is_loopback(host) and not passed_on


def _is_loopback(name: str) -> bool:
    try:
        address = ip_address(name.strip("[]"))
    except ValueError:
        return name.lower() == "localhost"
    return address.is_loopback


def _face(template: str) -> str:
    return next((face for start, face in FACES if template.startswith(start)), "files and others")
