"""`plainsay run` and `plainsay sign-in`."""

from __future__ import annotations

import argparse
import logging
from socket import socket

import uvicorn

from asking import signin
from asking.links import token_for
from bot.app import Rooms, open_rooms, sweep, web
from bot.clock import utc_now
from bot.config import Config
from bot.sample import fill
from bot.sample.links import fresh_invitations
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_run(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay run`: serve the pages."""
    command = commands.add_parser("run", help="serve the pages until stopped")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (0.0.0.0 for the house network)")
    command.add_argument("--port", type=int, default=8000, help="port to listen on (0 picks a free one)")
    command.add_argument("--sample", action="store_true", help="fill an empty data folder with invented people first")
    command.set_defaults(act=act_run)
    return command


def add_sign_in(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay sign-in`: print a fresh one-time link to the staff pages."""
    command = commands.add_parser("sign-in", help="print a one-time link to the staff pages")
    command.set_defaults(act=act_sign_in)
    return command


async def act_run(config: Config, options: argparse.Namespace) -> int:
    """Serve until the process is told to stop; the addresses are printed once the pages answer."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    async with open_rooms(config, utc_now) as rooms:
        if options.sample:
            print("Making the sample people ...", flush=True)
            await fill(rooms.database, rooms.pack, rooms.media, rooms.clock())
        await sweep(rooms)
        await _serve(rooms, config, options)
    return 0


async def act_sign_in(config: Config, _options: argparse.Namespace) -> int:
    """Print a fresh one-time link."""
    base = config.public_url or "http://localhost:8000"
    async with open_rooms(config, utc_now) as rooms:
        print(await _sign_in_line(rooms, base))
    return 0


class _Server(uvicorn.Server):
    """Uvicorn that tells the addresses as soon as it listens."""

    def __init__(self, rooms: Rooms, config: Config, options: argparse.Namespace) -> None:
        # No access log: addresses hold people's secret links. No server header: it helps nobody.
        settings = uvicorn.Config(
            web(rooms, config.public_url),
            host=options.host,
            port=options.port,
            access_log=False,
            server_header=False,
            log_config=None,
            timeout_graceful_shutdown=5,
        )
        super().__init__(settings)
        self._rooms, self._public_url = rooms, config.public_url

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            await _tell_addresses(self._rooms, self._public_url or self._address())

    def _address(self) -> str:
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        return f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104 - compared


async def _serve(rooms: Rooms, config: Config, options: argparse.Namespace) -> None:
    await _Server(rooms, config, options).serve()


async def _tell_addresses(rooms: Rooms, base: str) -> None:
    """One address a line, as scripts rely on."""
    for label, token in await rooms.database.read(_person_links):
        print(f"{label}: {base}/s/{token}")
    print(await _sign_in_line(rooms, base))
    print(f"Plainsay is ready at {base}", flush=True)


async def _sign_in_line(rooms: Rooms, base: str) -> str:
    token = await rooms.database.write(lambda tx: signin.make_link(tx, rooms.clock()))
    return f"Staff sign-in: {base}/staff/sign-in/{token}"


def _person_links(tx: Tx) -> list[tuple[str, str]]:
    """In sample data, an unused link for each audience; in real use nobody's link is printed."""
    return [(label, token_for(tx.keys, i.id, i.version)) for label, i in fresh_invitations(tx)]
