"""The worker without Telegram: updates go in by hand, and what is to be sent is looked at."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from asking.conversation import Conversations
from bot.clock import utc_now
from bot.telegram.arrived import Sent
from bot.telegram.fetching import Fetched
from bot.telegram.ingest import Intake
from bot.telegram.letters import Message, lane_of, load
from bot.telegram.worker import Worker
from easyread import pictures
from store.database import Database
from store.errors import NotSaved
from store.media_files import MediaFiles
from store.outbox import Letter
from store.tx import Tx
from tests.support.ready import ready_store
from tests.telegram.house import make_people, the_pack

BOT = "1234567890"
T = TypeVar("T")
Json = dict[str, Any]


@dataclass
class Outgoing:
    """In the place of the sender: what is to be sent stays here."""

    letters: list[Letter] = field(default_factory=list)
    woken: int = 0

    def add(self, letters: list[Letter]) -> None:
        """Take letters."""
        self.letters += letters

    def wake(self) -> None:
        """Another room has put something."""
        self.woken += 1


@dataclass
class Files:
    """In the place of the fetcher.

    Attributes:
        gate: What every fetch waits for.
        asked: File ids, as often as they were asked for.
    """

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, lane: str, sent: Sent) -> Fetched:
        """Nobody's file, once the gate is open."""
        del lane
        self.asked.append(sent.file_id)
        await self.gate.wait()
        return Fetched()


@dataclass
class Stubborn:
    """A database that cannot write for a while."""

    inner: Database
    refusals: int = 0
    tried: int = 0

    async def write(self, turn: Callable[[Tx], T]) -> T:
        """Write, or refuse to."""
        if self.refusals:
            self.refusals -= 1
            self.tried += 1
            raise NotSaved("database", "The disk is full.", "Free some space.")
        return await self.inner.write(turn)

    async def read(self, query: Callable[[Tx], T]) -> T:
        """Read."""
        return await self.inner.read(query)

    async def close(self) -> None:
        """Close."""
        await self.inner.close()


@dataclass
class Desk:
    """A worker, and all that is around it.

    Attributes:
        moments: The clock: each look at it is one moment later.
        answered: Taps that Telegram was told of.
    """

    database: Stubborn
    talks: Conversations
    outgoing: Outgoing = field(default_factory=Outgoing)
    files: Files = field(default_factory=Files)
    answered: list[str] = field(default_factory=list)
    moments: count[int] = field(default_factory=count)
    numbers: count[int] = field(default_factory=lambda: count(700_000_001))

    def __post_init__(self) -> None:
        self.worker = self.another()
        self.intake = Intake(self.database, BOT, self.now, self.worker.add)

    def now(self) -> str:
        """A moment that comes after every moment before."""
        return f"{next(self.moments):010}"

    def another(self) -> Worker:
        """A worker on the same store, such as after a crash."""
        return Worker(
            self.talks,
            pictures.load(),
            BOT,
            now=self.now,
            sender=self.outgoing,
            fetcher=self.files,
            answer=self._answer,
        )

    async def _answer(self, query: str) -> None:
        self.answered.append(query)

    async def keep(self, *raws: Any) -> None:
        """Let updates arrive."""
        await self.intake.keep(list(raws))

    async def arrive(self, *raws: Any) -> None:
        """Let updates arrive, and wait until all is handled."""
        await self.keep(*raws)
        await self.idle()

    async def idle(self, worker: Worker | None = None) -> None:
        """Wait until nothing waits to be handled."""
        while tasks := [lane.task for lane in (worker or self.worker)._lanes.values() if lane.task]:
            await asyncio.wait(tasks)

    async def served(self, user: int) -> None:
        """Wait until nothing of one person waits to be handled."""
        lane = self.worker._lanes.get(await self.lane(user))
        if lane and lane.task:
            await asyncio.wait([lane.task])

    def said(self, user: int, text: str) -> Json:
        """An update: someone wrote."""
        return {"update_id": next(self.numbers), "message": {**self._message(user), "text": text}}

    def spoke(self, user: int) -> Json:
        """An update: someone sent a voice note."""
        number = next(self.numbers)
        voice = {"file_id": f"file-{number}", "file_unique_id": f"{number}", "duration": 1, "file_size": 100}
        return {"update_id": number, "message": {**self._message(user), "voice": voice}}

    def tapped(self, user: int, data: str) -> Json:
        """An update: someone tapped."""
        number = next(self.numbers)
        query = {"id": f"q{number}", "from": _user(user), "chat_instance": "1", "data": data}
        return {"update_id": number, "callback_query": {**query, "message": self._message(user)}}

    def messages(self, user: int) -> list[Message]:
        """What is to be sent to someone, oldest first."""
        found = [load(json.loads(letter.body)) for letter in self.outgoing.letters]
        return [message for message in found if message.to == user]

    def button(self, user: int, act: str) -> str:
        """The data of a button of someone's newest message."""
        keys = [key.data for row in self.messages(user)[-1].rows for key in row]
        return next(data for data in keys if data.startswith(f"{act}."))

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the store."""
        return await self.database.read(lambda tx: tx.all(sql))

    async def lane(self, user: int) -> str:
        """The lane of someone's chat."""
        return await self.database.read(lambda tx: lane_of(tx.keys, BOT, user))

    def _message(self, user: int) -> Json:
        chat = {"id": user, "type": "private", "first_name": "Sam"}
        return {"message_id": next(self.numbers), "date": 1_790_000_000, "chat": chat, "from": _user(user)}


def _user(user: int) -> Json:
    return {"id": user, "is_bot": False, "first_name": "Sam"}


@asynccontextmanager
async def a_desk(folder: Path) -> AsyncIterator[Desk]:
    """A desk over an empty store."""
    database = Stubborn(await ready_store(folder / "plainsay.db", folder / "plainsay.key"))
    desk = Desk(database, Conversations(database, the_pack(), MediaFiles(folder / "recordings"), utc_now))
    try:
        yield desk
    finally:
        desk.files.gate.set()
        await desk.worker.close()
        await database.close()


async def with_links(desk: Desk, number: int) -> list[str]:
    """Invite so many people; gives their links."""
    return await desk.database.write(lambda tx: make_people(tx, ["person"] * number))
