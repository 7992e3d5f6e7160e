"""The whole of Plainsay over the sample provider, in this process, and the people who come to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from asking import links, signin
from asking.permissions import Role
from bot import app as composition
from bot.app import Rooms, open_rooms
from bot.config import read_config
from bot.http.gate import Rates
from bot.http.stack import Walls
from bot.sample.links import fresh_invitations
from bot.staff.cookie import OVER_HTTP
from store import members
from store.members import Member
from store.tx import Tx
from tests.staff.office import form_token_on

HOST = "http://plainsay.test"
UNLIMITED = Walls(rates=Rates(*[(10**9, 1.0)] * 5))
"""No limit at all: what fuzzers need, and what the controls of the limits are."""
NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
AT = "2026-11-29T10:00:00Z"


@dataclass
class Site:
    """A running installation."""

    rooms: Rooms
    app: Starlette

    def over(self, walls: Walls, public: str = "") -> Site:
        """The same installation with other walls."""
        return Site(self.rooms, composition.web(self.rooms, public, walls=walls))

    def visitor(self, address: str = "198.51.100.7", **options: Any) -> AsyncClient:
        """A browser with no cookies yet, somewhere on the internet."""
        return AsyncClient(transport=ASGITransport(self.app, client=(address, 40_000)), base_url=HOST, **options)

    async def secret(self, role: Role, services: list[int] | None = None, name: str = "Mo Manager") -> str:
        """What the browser of a new member keeps once they are signed in."""

        def made(tx: Tx) -> str:
            number = members.add(tx, name=name, role=role, services=services, at=AT)
            who = members.get(tx, number)
            assert isinstance(who, Member)
            return signin.start(tx, who, now=self.rooms.clock(), how="a test").secret

        return await self.rooms.database.write(made)

    async def signed_in(self, role: Role, services: list[int] | None = None) -> AsyncClient:
        """The browser of a new member."""
        return self.visitor(cookies={OVER_HTTP: await self.secret(role, services)})

    async def links(self) -> dict[str, str]:
        """For each audience, the token of a link that nobody has opened."""
        return await self.rooms.database.read(
            lambda tx: {label: links.token_for(tx.keys, one.id, one.version) for label, one in fresh_invitations(tx)}
        )


async def form_token(browser: AsyncClient) -> str:
    """The hidden field of this browser's forms."""
    return form_token_on((await browser.get("/staff/me")).text)


@asynccontextmanager
async def open_site(folder: Path, walls: Walls | None = None, public: str = "", **settings: str) -> AsyncIterator[Site]:
    """An installation over a data folder, with these walls around its pages."""
    async with open_rooms(read_config(settings, data=str(folder)), lambda: NOW) as rooms:
        yield Site(rooms, composition.web(rooms, public, walls=walls))


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Site, Callable[..., Any]]]:
    """A site without limits that stays open over many attacks, and what runs one of them to its end."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()

        async def start() -> Site:
            return await stack.enter_async_context(open_site(folder, UNLIMITED))

        site = runner.run(start())
        try:
            yield site, runner.run
        finally:
            runner.run(stack.aclose())
