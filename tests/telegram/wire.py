"""The sender without a network: messages go into a list, time passes at once, and the store answers at once too."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlcipher3 import dbapi2

from bot.delivery import Limits, Sender
from bot.telegram.strangers import unreachable
from store import outbox
from store.crypto import Keys
from store.errors import NotRead, NotSaved
from store.outbox import Letter
from store.sqlite_tx import SqliteTx
from store.tx import Tx, play
from tests.store.tools import AT, opened

T = TypeVar("T")
BOT = "1234567890"


class Straight:
    """A database whose turns are run at once, in this thread.

    Attributes:
        refusals: How many writes fail from now on.
        unread: How many reads fail from now on.
        delivers: What the result of a read waits for.
    """

    def __init__(self, file: Path, key_file: Path) -> None:
        self._connection = dbapi2.connect(str(file), isolation_level=None)
        self._keys = Keys(key_file)
        self._keys.unlock(new=False)
        self.refusals = self.unread = 0
        self.delivers: asyncio.Event | None = None

    def run(self, turn: Callable[[Tx], T]) -> T:
        """Run one turn and save it."""
        self._connection.execute("BEGIN")
        try:
            result = play(turn, SqliteTx(self._connection, self._keys, "database"))
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        return result

    async def write(self, turn: Callable[[Tx], T]) -> T:
        """Run one turn, or fail."""
        await asyncio.sleep(0)
        if self.refusals:
            self.refusals -= 1
            raise NotSaved("database", "The disk is full.", "Free some space.")
        return self.run(turn)

    async def read(self, query: Callable[[Tx], T]) -> T:
        """Run one query, or fail."""
        if self.unread:
            self.unread -= 1
            raise NotRead("database", "Busy.", "Wait.")
        result = self.run(query)
        if self.delivers is not None:
            await self.delivers.wait()
        return result

    async def close(self) -> None:
        """Close."""
        self._connection.close()


@dataclass
class Wire:
    """A channel's own way to send.

    Attributes:
        fates: Text → what becomes of it, one try after another; what is not named is sent.
        tried: When each text was tried, in order.
        sent: When each text was sent, in order.
        seconds: How long one message takes.
    """

    bot: str = BOT
    fates: dict[str, list[Exception | None]] = field(default_factory=dict)
    tried: list[tuple[float, str]] = field(default_factory=list)
    sent: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0

    async def send(self, body: bytes) -> None:
        """Send, or fail as it is meant to."""
        text = body.decode()
        self.tried.append((now(), text))
        if self.seconds:
            await asyncio.sleep(self.seconds)
        fates = self.fates.get(text)
        fate = fates.pop(0) if fates else None
        if fate is not None:
            raise fate
        self.sent.append((now(), text))

    @property
    def texts(self) -> list[str]:
        """What was sent, in order."""
        return [text for _at, text in self.sent]

    def when(self, text: str) -> list[float]:
        """When a text was tried."""
        return [at for at, other in self.tried if other == text]


@dataclass
class Line:
    """A sender, and all that is around it."""

    database: Straight
    wire: Wire = field(default_factory=Wire)
    limits: Limits = field(default_factory=Limits)
    lost: Callable[[Tx, str, str, str], None] = unreachable

    def __post_init__(self) -> None:
        self.sender = self.another()

    def another(self) -> Sender:
        """A sender on the same store, such as after a crash."""
        return Sender(self.database, self.wire, self.limits, lambda: AT, self._lose)

    def _lose(self, tx: Tx, bot: str, lane: str, at: str) -> None:
        self.lost(tx, bot, lane, at)

    def put(self, *texts: str, lane: str = "lane", priority: int = 0) -> list[Letter]:
        """Keep messages, and send nothing."""

        def kept(tx: Tx) -> list[Letter]:
            return [outbox.put(tx, bot=BOT, lane=lane, body=text.encode(), at=AT, priority=priority) for text in texts]

        return self.database.run(kept)

    def send(self, *texts: str, lane: str = "lane", priority: int = 0) -> None:
        """Keep messages, and have them sent."""
        self.sender.add(self.put(*texts, lane=lane, priority=priority))

    async def idle(self) -> None:
        """Wait until nothing is in hand."""
        while tasks := [one.task for one in self.sender._lanes.values() if one.task] + [
            one for one in (self.sender._reading,) if one
        ]:
            await asyncio.wait(tasks)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the store."""
        return self.database.run(lambda tx: tx.all(sql))

    def doubted(self) -> int:
        """How many messages may have come twice."""
        return self.database.run(outbox.totals).maybe_twice


async def made(folder: Path) -> None:
    """Make an empty store for `Line`."""
    async with opened(folder / "plainsay.db", folder / "plainsay.key"):
        pass


def a_line(folder: Path, **changes: Any) -> Line:
    """A line over a store that is there."""
    return Line(Straight(folder / "plainsay.db", folder / "plainsay.key"), **changes)


def now() -> float:
    """Seconds that have passed in the loop that runs."""
    return asyncio.get_running_loop().time()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A sender over an empty store."""
    asyncio.run(made(tmp_path))
    found = a_line(tmp_path)
    yield found
    found.database._connection.close()


def texts(number: int, name: str = "m") -> list[str]:
    """So many different messages."""
    return [f"{name}{place}" for place in range(number)]


def outcomes(line: Line) -> list[tuple[str, int]]:
    """Fault and doubt of each message that is done, in the order in which they were put."""
    return line.rows("SELECT fault, maybe_twice FROM outbox WHERE done_at IS NOT NULL ORDER BY id")
