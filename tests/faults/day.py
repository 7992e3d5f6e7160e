"""A day on which everything goes wrong while people answer: what can go wrong, how it shows, and how it ends."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.pretend.faults import Kind
from tests.faults.crowd import Crowd
from tests.mail.postbox import CUT, SENDER, Postbox, serving
from tests.support.server import Server, start
from tests.telegram.conftest import Telegram
from tests.telegram.program import settings_of

PATIENCE_SECONDS = 90.0
LOOK_SECONDS = 0.02
ENOUGH = 20
"""So many refusals, or presses that were acknowledged in spite of it, show that a fault was there."""
HALF_A_FORM = b"POST /s/%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\nturn=0&do="
HOLDS = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    connection.execute(statement).fetchall()
print("held", flush=True)
sys.stdin.read()
"""


async def until(happened: Callable[[], bool]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: It was not so in time.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError
        await asyncio.sleep(LOOK_SECONDS)


@dataclass
class Day:
    """The program, those who answer, and what is done to both.

    Attributes:
        data: The program's folder.
        port: Where it listens, through all starts.
    """

    data: Path
    port: int
    telegram: Telegram
    crowd: Crowd
    server: Server | None = None
    box: Postbox = field(default_factory=Postbox)
    _open_box: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def running(self) -> Server:
        """The program as it runs now."""
        assert self.server is not None
        return self.server

    async def start(self) -> None:
        """Start the program, and let people go on."""
        settings = settings_of(self.telegram.api, self.telegram.base)
        settings |= {"PLAINSAY_SMTP_URL": f"smtp://127.0.0.1:{self.box.port}", "PLAINSAY_SMTP_FROM": SENDER}
        self.server = await asyncio.to_thread(
            start, self.data, "--port", str(self.port), environment=settings, program="tests.faults.bad_machine"
        )
        self.crowd.up.set()

    async def open_box(self) -> None:
        """The mail server runs, on the port that it had before."""
        await self._open_box.enter_async_context(serving(self.box))

    async def shut_box(self) -> None:
        """The mail server is gone: nothing listens there."""
        await self._open_box.aclose()

    async def end(self, how: Callable[[Server], None]) -> None:
        """End it in some way; people wait until it is back."""
        self.crowd.up.clear()
        await asyncio.to_thread(how, self.running)

    async def refused(self) -> None:
        """People are told, again and again, that something is not saved."""
        await self._more(lambda: self.crowd.not_saved)

    async def acknowledged(self) -> None:
        """People go on in spite of it."""
        await self._more(lambda: self.crowd.acknowledged)

    async def cut(self) -> None:
        """Connections break."""
        await self._more(lambda: self.crowd.cut, enough=1)

    async def worried(self) -> None:
        """Worries are told and acknowledged."""
        await self._more(lambda: len(self.crowd.worries), enough=1)

    async def posted(self) -> None:
        """E-mails arrive."""
        await self._more(lambda: len(self.box.taken), enough=1)

    async def until_more_is_posted(self) -> None:
        """Wait a moment, while e-mails that were held up go out."""
        await asyncio.sleep(10 * LOOK_SECONDS)

    async def struck(self, *kinds: Kind) -> None:
        """Telegram failed the program in each of these ways."""
        before = {kind: self.telegram.api.faults.struck[kind] for kind in kinds}
        await until(lambda: all(self.telegram.api.faults.struck[kind] > before[kind] + 2 for kind in kinds))

    async def _more(self, count: Callable[[], int], enough: int = ENOUGH) -> None:
        target = count() + enough
        await until(lambda: count() >= target)


Trouble = Callable[[Day], AbstractAsyncContextManager[None]]
"""Begins when entered; the block ends once it was felt; mended when left."""


def _machine(order: str, well: str = "disk well") -> Trouble:
    refuses = order != "disk slow" and not order.startswith("clock")

    @asynccontextmanager
    async def trouble(day: Day) -> AsyncIterator[None]:
        day.running.tell(order)
        await (day.refused() if refuses else day.acknowledged())
        yield
        day.running.tell(well)

    return trouble


def _another_program(*statements: str, refuses: bool) -> Trouble:
    @asynccontextmanager
    async def trouble(day: Day) -> AsyncIterator[None]:
        command = [sys.executable, "-c", HOLDS, str(day.data / "plainsay.db"), *statements]
        holder = await asyncio.to_thread(subprocess.Popen, command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert holder.stdout is not None
        assert await asyncio.to_thread(holder.stdout.readline) == b"held\n"
        try:
            await (day.refused() if refuses else day.acknowledged())
            yield
        finally:
            await asyncio.to_thread(holder.communicate)

    return trouble


def _ended(how: Callable[[Server], None]) -> Trouble:
    @asynccontextmanager
    async def trouble(day: Day) -> AsyncIterator[None]:
        await day.end(how)
        assert day.running.process.poll() is not None
        yield
        await day.start()

    return trouble


def _telegram(*kinds: Kind, methods: tuple[str, ...] = (), clock_seconds: int = 0) -> Trouble:
    @asynccontextmanager
    async def trouble(day: Day) -> AsyncIterator[None]:
        for kind in kinds:
            day.telegram.api.faults.add(kind, *methods, retry_after=1, share=1.0 if clock_seconds else 0.3)
        if clock_seconds:
            day.running.tell(f"clock {clock_seconds}")
        await day.struck(*kinds)
        await day.acknowledged()
        yield
        day.telegram.api.faults.clear()

    return trouble


@asynccontextmanager
async def the_machine_sleeps(day: Day) -> AsyncIterator[None]:
    """A laptop whose lid is closed: all stands still, and goes on."""
    process = day.running.process
    process.send_signal(19)
    await until(lambda: Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T")
    with socket.create_connection(("127.0.0.1", day.port)) as visitor:
        visitor.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        yield
        process.send_signal(18)
        assert b"live" in await asyncio.to_thread(_all_of, visitor)


@asynccontextmanager
async def no_more_files(day: Day) -> AsyncIterator[None]:
    """The machine gives the program no more files and connections."""
    pid = day.running.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (sum(1 for _ in os.scandir(f"/proc/{pid}/fd")), before[1]))
    try:
        with socket.create_connection(("127.0.0.1", day.port)) as visitor:
            visitor.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            await day.acknowledged()  # those who are connected already go on
            resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
            assert b"live" in await asyncio.to_thread(_all_of, visitor)
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)


@asynccontextmanager
async def visitors_break_off(day: Day) -> AsyncIterator[None]:
    """Fifty connections break in the middle of a form."""
    for one in day.crowd.web[-1:] * 50:
        with socket.create_connection(("127.0.0.1", day.port)) as visitor:
            visitor.sendall(HALF_A_FORM % one.token.encode())
    await day.acknowledged()
    yield


@asynccontextmanager
async def the_mail_server_is_gone(day: Day) -> AsyncIterator[None]:
    """Nothing listens where e-mails are handed over, while worries are told; later they go out all the same."""
    await day.shut_box()
    await day.worried()
    yield
    await day.open_box()
    await day.posted()


@asynccontextmanager
async def the_mail_server_breaks_off(day: Day) -> AsyncIterator[None]:
    """It takes each e-mail, and the connection breaks before it says so."""
    day.box.fates["END"] += [CUT] * 3
    await until(lambda: len(day.box.lost) > 0)
    yield
    day.box.fates.clear()
    await day.posted()


def _all_of(visitor: socket.socket) -> bytes:
    found = b""
    while more := visitor.recv(4096):
        found += more
    return found


TROUBLES: dict[str, Trouble] = {
    "the disk is full (simulated)": _machine("disk full"),
    "the disk can only be read (simulated)": _machine("disk read-only"),
    "the disk does not say that it has written (simulated)": _machine("disk unsure"),
    "the disk is slow (simulated)": _machine("disk slow"),
    "another program holds the database": _another_program("BEGIN IMMEDIATE", refuses=True),
    "another program reads for long": _another_program("BEGIN", "SELECT COUNT(*) FROM session", refuses=False),
    "the clock jumps a day ahead": _machine("clock 86400", "clock 0"),
    "the clock jumps two days back": _machine("clock -172800", "clock 0"),
    "killed": _ended(Server.kill),
    "stopped and started": _ended(Server.stop),
    "the machine sleeps": the_machine_sleeps,
    "no more files and connections": no_more_files,
    "visitors break off": visitors_break_off,
    "Telegram is gone for a day": _telegram(
        Kind.CLOSED_BEFORE, methods=("sendMessage", "sendPhoto"), clock_seconds=86_400
    ),
    "Telegram has too much to do": _telegram(Kind.TOO_MANY, Kind.SERVER_ERROR),
    "Telegram's answers get lost": _telegram(Kind.CLOSED_AFTER, methods=("sendMessage", "sendPhoto")),
    "Telegram tells twice and out of order": _telegram(Kind.TWICE, Kind.SHUFFLED),
    "the mail server is gone": the_mail_server_is_gone,
    "the mail server breaks off": the_mail_server_breaks_off,
    "Telegram tells what nobody can read": _telegram(Kind.MALFORMED, Kind.UNKNOWN),
}
"""What goes wrong, by name. Each begins under load, and ends under load."""
