"""The whole of Plainsay in the test's own event loop, with a clock that the test turns, and pretend Telegram beside it.

What runs by itself in a real installation, such as reminders, is asked for by the test: `go_round`.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from bot.app import Rooms, open_rooms, telegram, web
from bot.commands.address import ADDRESS
from bot.commands.serve import caretaker
from bot.commands.sign_in import ways_in
from bot.config import read_config
from bot.pretend import PRETEND_TOKEN, Api, serving
from bot.telegram.channel import Telegram
from store import settings as kept
from tests.telegram.office import Rest
from tests.telegram.program import FAST

PATIENCE_SECONDS = 30.0


@dataclass
class Clock:
    """A clock that the test turns."""

    moment: datetime

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.moment

    def turn(self, **by: float) -> None:
        """Turn it forward, such as `days=3`."""
        self.moment += timedelta(**by)


@dataclass(frozen=True)
class Whole:
    """A running Plainsay.

    Attributes:
        base: Its address.
        api: Telegram's side: the people there and their phones.
        rest: Knows when nothing is in hand.
    """

    rooms: Rooms
    clock: Clock
    base: str
    api: Api
    channel: Telegram
    rest: Rest

    async def go_round(self) -> int:
        """What the program does each minute; gives how many messages were put."""
        put = await caretaker(self.rooms).go_round()
        self.rooms.bell()
        return put

    async def set_up_link(self) -> str:
        """The first line that a new installation prints."""
        lines = await self.rooms.database.write(lambda tx: ways_in(tx, now=self.clock(), base=self.base))
        return lines[0].partition(": ")[2]

    async def turn(self, **by: float) -> None:
        """Turn the clock, and let what is due at that moment happen."""
        self.clock.turn(**by)
        await self.go_round()
        await self.rest.come()


@asynccontextmanager
async def whole(folder: Path, clock: Clock, settings: Mapping[str, str] | None = None) -> AsyncIterator[Whole]:
    """Start everything on a data folder, with settings of its own besides, and end it afterwards."""
    api = Api()
    async with serving(api) as phone:
        pretend = {"PLAINSAY_TELEGRAM_TOKEN": PRETEND_TOKEN, "PLAINSAY_TELEGRAM_API": phone}
        chosen = {**FAST, **pretend, **(settings or {})}  # its own pace is a message a second in each chat
        config = read_config(chosen, data=str(folder))
        async with open_rooms(config, clock) as rooms, telegram(rooms, config, f"{phone}/") as channel:
            assert channel is not None
            with socket.socket() as listening:
                listening.bind(("127.0.0.1", 0))
                pages = uvicorn.Config(web(rooms, "", channel), log_config=None, lifespan="off")
                server = uvicorn.Server(pages)
                task = asyncio.create_task(server.serve([listening]))
                base = f"http://localhost:{listening.getsockname()[1]}"
                await rooms.database.write(lambda tx: kept.put(tx, ADDRESS, base))
                yield Whole(rooms, clock, base, api, channel, Rest(api, channel))
                server.should_exit = True
                await asyncio.wait_for(task, PATIENCE_SECONDS)
