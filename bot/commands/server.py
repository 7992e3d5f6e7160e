"""The web server: uvicorn that tells where it listens, and ends in order when it is asked to."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.applications import Starlette

from bot import logs
from bot.commands.refused import CommandRefused

ANYWHERE = "0.0.0.0"  # noqa: S104 - a name to compare with; the default is this computer only
HERE = "127.0.0.1"
ELSEWHERE = ("192.0.2.1", 9)  # an address that is kept for documents and is nobody's
BACKLOG = 2048
LAST_PORT = 65535


class Server(uvicorn.Server):
    """One process's server.

    Args:
        app: What it serves.
        ready: Called with the address once pages answer.
    """

    def __init__(self, app: Starlette, ready: Callable[[str], Awaitable[None]]) -> None:
        # No access log: addresses hold people's secret links. No server header: it helps nobody.
        super().__init__(
            uvicorn.Config(
                app,
                access_log=False,
                server_header=False,
                log_config=None,
                timeout_graceful_shutdown=5,
                proxy_headers=False,  # `bot.http.proxy` knows whom to believe
            )
        )
        self._ready = ready

    async def run_on(self, host: str, port: int) -> None:
        """Serve until the process is asked to end.

        Raises:
            CommandRefused: The address cannot be listened on.
        """
        listener = _listen(host, port)
        for asked in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(asked, self._end)
        with listener:
            await self.serve(sockets=[listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then tell where."""
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            await self._ready(f"http://{_name(host)}:{port}")

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Uvicorn's own way raises the signal again at the end, and so skips the closing of the store."""
        yield

    def _end(self) -> None:
        self.should_exit = True


async def serve_here(pages: Starlette, ready: Callable[[str], Awaitable[None]], port: int) -> None:
    """Serves pages to this computer alone, until the process is asked to end.

    Args:
        pages: What is served.
        ready: Called with the address once they answer.
        port: To listen on; 0 picks a free one.

    Raises:
        CommandRefused: The port cannot be listened on.
    """
    logs.start()
    try:
        await Server(pages, ready).run_on(HERE, port)
    except CommandRefused as refused:
        raise CommandRefused(str(refused), mend="Choose another with --port.") from None


def _name(host: str) -> str:
    """What to type in a browser. Where every address is listened on: this computer's own one in the house."""
    if host == ANYWHERE:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(ELSEWHERE)  # sends nothing: it only makes the system choose its own address
            return str(probe.getsockname()[0])
    return "localhost" if host in {HERE, ANYWHERE} else f"[{host}]" if ":" in host else host


def _listen(host: str, port: int) -> socket.socket:
    mend = "Choose another with --host and --port."
    if not 0 <= port <= LAST_PORT:
        raise CommandRefused(f"{host} port {port} cannot be listened on: there is no such port.", mend=mend)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "no such address"
        raise CommandRefused(f"{host} port {port} cannot be listened on: {reason}.", mend=mend) from None
    # Else each page waits some 40 ms for the browser's acknowledgement of the part before.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
