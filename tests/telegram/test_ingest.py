"""Receiving: kept before Telegram hears of it, whatever arrives and whatever Telegram answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from telegram.error import Conflict

from bot.pretend import Kind
from bot.telegram import channel, ingest
from bot.telegram.api import make_bot
from bot.telegram.ingest import Intake, Poller
from bot.telegram.state import Condition, State
from store import inbox
from store.database import Database
from store.errors import NotSaved
from store.inbox import Waiting
from store.tx import Tx
from tests.support.ready import ready_store
from tests.telegram.conftest import Telegram
from tests.telegram.office import opened

AT = "2026-11-28T12:00:00Z"
BOT = "1234567890"


@dataclass
class Desk:
    """An intake over a store, and what it passed on.

    Attributes:
        fresh: Numbers and bodies of the updates that were new, in order.
        told: Every condition that was noted, in order.
    """

    database: Database
    fresh: list[tuple[int, bytes]] = field(default_factory=list)
    told: list[Condition] = field(default_factory=list)
    full: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def intake(self) -> Intake:
        """Keeps updates in the store, unless the disk is full."""
        return Intake(self, BOT, lambda: AT, self._take)  # type: ignore[arg-type]  # all that it needs is `write`

    def state(self) -> State:
        """A condition that is watched."""

        def be(condition: Condition) -> None:
            self.told.append(condition)
            self.changed.set()

        return State(asyncio.get_running_loop().time, be)

    async def write(self, turn: Callable[[Tx], Any]) -> Any:
        """The store's own, or a full disk."""
        if self.full:
            raise NotSaved("disk", "It is full.", "Make room.")
        return await self.database.write(turn)

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for something to come true."""
        async with asyncio.timeout(10):
            while not done():
                await self.changed.wait()
                self.changed.clear()

    def _take(self, kept: Iterable[tuple[Waiting, bytes]]) -> None:
        self.fresh += [(waiting.update_id, body) for waiting, body in kept]
        self.changed.set()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """An intake over an empty store."""
    database = await ready_store(tmp_path / "plainsay.db", tmp_path / "plainsay.key")
    yield Desk(database)
    await database.close()


@pytest.fixture
async def poller(telegram: Telegram, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Poller]:
    """A poller at work; it waits for next to nothing after a fault."""
    monkeypatch.setattr(ingest, "FIRST_WAIT_SECONDS", 0.01)
    bot = make_bot(telegram.token, telegram.base)
    made = Poller(bot, desk.intake(), desk.state(), poll_seconds=1)
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await bot.request.shutdown()


async def numbers(desk: Desk) -> list[int]:
    """The updates that wait in the store."""
    return [each.update_id for each in await desk.database.read(lambda tx: inbox.waiting(tx, BOT))]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "words",
        7,
        [],
        {},
        {"update_id": "1"},
        {"update_id": True},
        {"update_id": 2**70},
        {"update_id": None, "message": {"from": "?"}},
        {"update_id": 3, "message": {"text": "\ud800"}},
    ],
)
async def test_whatever_arrives_is_kept(desk: Desk, raw: Any) -> None:
    """Nothing of a batch is lost over one strange thing in it, and the same strange thing again is known."""
    good = {"update_id": 5, "message": {"from": {"id": 1}}}
    intake = desk.intake()
    await intake.keep([raw, good])
    assert len(desk.fresh) == 2
    assert 5 in await numbers(desk)
    await intake.keep([raw, good])
    assert len(desk.fresh) == 2


async def test_one_person_has_one_lane(desk: Desk) -> None:
    """Messages and taps of one person stand in one lane, another's in another; the lane does not tell the number."""
    said = {"update_id": 1, "message": {"from": {"id": 4711}, "chat": {"id": 4711}}}
    tapped = {"update_id": 2, "callback_query": {"from": {"id": 4711}, "message": {"chat": {"id": 4711}}}}
    other = {"update_id": 3, "message": {"from": {"id": 4712}}}
    await desk.intake().keep([said, tapped, other])
    first, second, third = (each.lane for each in await desk.database.read(lambda tx: inbox.waiting(tx, BOT)))
    assert first == second != third
    assert "4711" not in first


async def test_what_is_polled_is_kept_before_it_is_confirmed(telegram: Telegram, desk: Desk, poller: Poller) -> None:
    """Telegram forgets an update only once it stands in the store."""
    del poller
    telegram.user().say("hello")
    await desk.until(lambda: len(desk.fresh) == 1)
    await telegram.api.wait(lambda api: not api.updates)
    assert len(await numbers(desk)) == 1


async def test_a_full_disk_confirms_nothing(telegram: Telegram, desk: Desk, poller: Poller) -> None:
    """While nothing can be saved the update stays with Telegram, and says so; then it is kept, once."""
    del poller
    desk.full = True
    telegram.user().say("hello")
    await desk.until(lambda: Condition.NOT_SAVED in desk.told)
    assert len(telegram.api.updates) == 1
    desk.full = False
    await desk.until(lambda: len(desk.fresh) == 1)
    await telegram.api.wait(lambda api: not api.updates)


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        (Kind.NOT_FOUND, Condition.TOKEN_REFUSED),
        (Kind.UNAUTHORIZED, Condition.TOKEN_REFUSED),
        (Kind.SERVER_ERROR, Condition.NOT_REACHED),
        (Kind.CLOSED_BEFORE, Condition.NOT_REACHED),
    ],
)
async def test_no_answer_of_telegrams_ends_polling(
    telegram: Telegram, desk: Desk, poller: Poller, kind: Kind, condition: Condition
) -> None:
    """What is wrong is said; once it is over, updates come as before."""
    del poller
    telegram.api.faults.add(kind, "getUpdates", times=3)
    await desk.until(lambda: condition in desk.told)
    telegram.user().say("hello")
    await desk.until(lambda: len(desk.fresh) == 1)
    assert desk.told[-1] is Condition.WORKING


async def test_another_program_with_this_token_is_told(telegram: Telegram, desk: Desk, poller: Poller) -> None:
    """Two that poll take each other's turn away: that is said by name, and polling goes on when the other stops."""
    del poller
    await desk.until(lambda: Condition.WORKING in desk.told)
    async with telegram.client() as other:
        while Condition.OTHER_PROGRAM not in desk.told:
            with suppress(Conflict):  # ours may take the turn away from it, too
                await other.get_updates(timeout=1)
    telegram.user().say("hello")
    await desk.until(lambda: len(desk.fresh) >= 1)


@pytest.mark.parametrize("death", ["dies", "falls silent"])
async def test_a_poller_that_is_gone_is_started_again(
    telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, death: str
) -> None:
    """Whatever it died of, or where it hangs: a new one receives, and the log says that it had to be started."""
    real, lives = Poller.run, [death]

    async def run(self: Poller) -> None:
        if not lives:
            await real(self)
            return
        if lives.pop() == "dies":
            raise RuntimeError("a bug")
        self._state.alive()
        await asyncio.Event().wait()

    monkeypatch.setattr(Poller, "run", run)
    monkeypatch.setattr(channel, "WATCH_SECONDS", 0.01)
    monkeypatch.setattr(channel, "SILENT_TOO_LONG_SECONDS", 0.05)
    monkeypatch.setattr(channel, "FIRST_WAIT_SECONDS", 0.01)
    async with opened(telegram, tmp_path / "data") as office:
        sam = telegram.user(77)
        sam.start()
        await sam.sees("You need a link of your own.")
        assert office.channel.state.restarts >= 1
    assert "T201" in caplog.text
