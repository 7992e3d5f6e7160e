"""A request made by hand, byte for byte: browsers and HTTP clients are too polite to send what an attacker sends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

Headers = list[tuple[bytes, bytes]]
INSIDE = re.compile(
    r"Traceback|File &#34;|File \"|\.py[:\"&]|jinja2\.|starlette\.|sqlite|psycopg|pydantic|\w+Error\b(?!:)|object at 0x"
)
"""What no page says to anyone: how the program is made, and what went wrong inside it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it goes over the wire. `target` is the path with its query, percent signs and all."""

    method: str
    target: bytes
    headers: Headers = field(default_factory=list)
    body: tuple[bytes, ...] = ()
    client: str = "198.51.100.7"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """A header's value, '' where it is absent."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def text(self) -> str:
        """The body of a page; '' for sounds, pictures and files."""
        return self.body.decode("utf-8", "replace") if self.header("content-type").startswith("text/") else ""


async def send(app: ASGIApp, asked: Request) -> Answer:
    """Send it, as the server hands it to the application."""
    path, _, query = asked.target.partition(b"?")
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in asked.headers],
        "client": (asked.client, 40_000),
        "server": ("plainsay.test", 80),
        "state": {},
    }
    got: list[Message] = []
    pieces = _messages(asked.body)

    async def receive() -> Message:
        return next(pieces)

    async def take(message: Message) -> None:
        got.append(message)

    await app(scope, receive, take)
    start = next(one for one in got if one["type"] == "http.response.start")
    body = b"".join(one.get("body", b"") for one in got if one["type"] == "http.response.body")
    headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in start["headers"])
    return Answer(start["status"], headers, body)


def _messages(body: Iterable[bytes]) -> Any:
    pieces = list(body) or [b""]
    for number, piece in enumerate(pieces, 1):
        yield {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
    while True:
        yield {"type": "http.disconnect"}


def told_of_the_inside(text: str) -> str:
    """What a page says of the program's inside; '' as it should be."""
    found = INSIDE.search(text)
    return text[max(0, found.start() - 60) : found.end() + 60] if found else ""
