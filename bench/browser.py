"""A light browser: one kept-alive connection, and what to press on a page. It must never be the slow part."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import dataclass
from typing import Self

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
TURN = re.compile(rb'name="turn" value="(\d+)"')
CHOICE = re.compile(rb'name="choice" value="([\w.-]+)"')
OVER = b'/answers">'  # the last page links to what was said
ONWARD = re.compile(rb'<button class="(?:go|card)[^"]*" name="do" value="(\w+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered. `location` is where it sends the browser on to, '' if nowhere."""

    status: int
    location: str
    body: bytes


class Browser:
    """One visitor's connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, port: int) -> Self:
        """Connects to a server on this machine."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def get(self, path: str, cookie: str = "") -> Page:
        """Loads a page."""
        line = f"Cookie: {cookie}\r\n" if cookie else ""
        return await self._sent(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{line}\r\n".encode())

    async def post(self, path: str, form: bytes) -> Page:
        """Sends a form."""
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(form)}\r\n"
        return await self._sent(head.encode() + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + form)

    async def close(self) -> None:
        """Ends the connection."""
        self._writer.close()
        await self._writer.wait_closed()

    async def _sent(self, request: bytes) -> Page:
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length, location = LENGTH.search(head), LOCATION.search(head)
        body = await self._reader.readexactly(int(length[1])) if length else b""
        return Page(int(head[9:12]), location[1].decode() if location else "", body)


def press(html: bytes, chance: random.Random) -> bytes | None:
    """The form that a person sends from this page; None where the talk is over."""
    turn = TURN.search(html)
    choices, onward = CHOICE.findall(html), ONWARD.search(html)
    if turn is None or OVER in html:
        return None
    if choices:
        return b"turn=%s&do=choose&choice=%s" % (turn[1], chance.choice(choices))
    if onward and onward[1] != b"resume":
        return b"turn=%s&do=%s" % (turn[1], onward[1])
    return b"turn=%s&do=skip" % turn[1]
