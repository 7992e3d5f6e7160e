"""Handling what was kept: each person's in order, people side by side, each update once, and nobody held up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from asking.conversation import Conversations
from bot.telegram import handling, worker
from bot.telegram.hand import Hand
from bot.telegram.letters import lane_of
from bot.telegram.worker import Worker
from store import inbox
from store.crypto import Keys
from store.database import Database, open_database
from store.errors import NotSaved
from store.inbox import Update, Waiting
from store.media_files import MediaFiles
from store.outbox import Letter
from store.tx import Tx
from tests.asking.tools import NOW, a_house
from tests.support.counts import count
from tests.telegram.office import built_in_pack, built_in_pictures

AT = "2026-11-28T12:00:00Z"
BOT = "1234567890"
FLOOD = count(2_000, promised=20_000)
BATCH = 500


@dataclass
class Bench:
    """A worker over a store, with a list in the place of the sender.

    Attributes:
        handled: Who did what, in the order in which it was handled.
        answered: Taps that Telegram was told of.
    """

    database: Database
    worker: Worker = field(init=False)
    letters: list[Letter] = field(default_factory=list)
    handled: list[tuple[int, str]] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    full: int = 0
    numbers: int = 0

    def add(self, letters: list[Letter]) -> None:
        """What the sender is given."""
        self.letters += letters

    def wake(self) -> None:
        """What the sender is asked to do."""

    async def answer(self, query: str) -> None:
        """Tell Telegram that a tap arrived."""
        self.answered.append(query)

    async def fetch(self, *_: Any) -> None:
        """Nothing here is fetched."""
        raise AssertionError

    async def read(self, query: Callable[[Tx], Any]) -> Any:
        """The store's own."""
        return await self.database.read(query)

    async def write(self, turn: Callable[[Tx], Any]) -> Any:
        """The store's own, or a full disk for so many times."""
        if self.full:
            self.full -= 1
            raise NotSaved("disk", "It is full.", "Make room.")
        return await self.database.write(turn)

    async def keep(self, *raws: dict[str, Any]) -> list[tuple[Waiting, bytes]]:
        """Keep updates as the intake does, each with a number of its own."""
        made: list[tuple[int, bytes]] = []
        for raw in raws:
            self.numbers += 1
            number = int(raw.get("message", raw.get("callback_query", {})).get("from", {}).get("id", 0))
            made.append((number, json.dumps({"update_id": self.numbers, **raw}).encode()))
        first = self.numbers - len(raws) + 1

        def kept(tx: Tx) -> list[tuple[Waiting, bytes]]:
            updates = [
                Update(first + place, lane_of(tx.keys, BOT, who), body) for place, (who, body) in enumerate(made)
            ]
            return [(each, made[each.update_id - first][1]) for each in inbox.keep(tx, BOT, updates, AT)]

        return await self.database.write(kept)

    async def rest(self) -> None:
        """Wait until everything is handled."""
        while tasks := [lane.task for lane in self.worker._lanes.values() if lane.task]:
            await asyncio.wait(tasks)

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the store holds."""
        return await self.database.read(lambda tx: tx.all(sql))


def said(who: int, words: str) -> dict[str, Any]:
    """Someone writes."""
    return {"message": {"message_id": 1, "chat": {"id": who, "type": "private"}, "from": {"id": who}, "text": words}}


@pytest.fixture
async def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    """A worker over a house, which waits for next to nothing after a fault, and notes what it handles."""
    monkeypatch.setattr(worker, "FIRST_WAIT_SECONDS", 0.001)
    database = await open_database(tmp_path / "plainsay.db", Keys(tmp_path / "plainsay.key"))
    await database.write(a_house)
    made = Bench(database)
    talks = Conversations(made, built_in_pack(), MediaFiles(tmp_path / "recordings"), lambda: NOW)  # type: ignore[arg-type]
    made.worker = Worker(
        talks, built_in_pictures(), BOT,
        now=lambda: AT, sender=made, fetcher=made, answer=made.answer,  # type: ignore[arg-type]
    )  # fmt: skip
    real = handling.handle

    def noted(hand: Hand) -> None:
        real(hand)
        made.handled.append((hand.arrived.chat, getattr(hand.arrived.did, "words", "")))

    monkeypatch.setattr(handling, "handle", noted)
    yield made
    await made.worker.close()
    await database.close()


async def test_each_persons_updates_are_handled_in_order(bench: Bench) -> None:
    """However they are mixed with others' and however many come at once."""
    kept = await bench.keep(*(said(number % 7, f"word {number}") for number in range(70)))
    bench.worker.add(kept)
    await bench.rest()
    for who in range(7):
        mine = [words for chat, words in bench.handled if chat == who]
        assert mine == [f"word {number}" for number in range(who, 70, 7)]


async def test_one_who_floods_holds_nobody_up(bench: Bench) -> None:
    """Thousands of messages of one person: everyone else's is handled within a few of the flooder's."""
    kept = await bench.keep(*(said(1, f"flood {number}") for number in range(FLOOD)))
    bench.worker.add(kept)
    others = await bench.keep(*(said(who, "hello") for who in range(100, 120)))
    bench.worker.add(others)
    async with asyncio.timeout(60):
        while len({chat for chat, _ in bench.handled} - {1}) < len(others):
            await asyncio.wait([lane.task for lane in bench.worker._lanes.values() if lane.task], timeout=0.01)
    assert len([chat for chat, _ in bench.handled if chat == 1]) < BATCH


async def test_a_flood_is_not_answered_by_a_flood(bench: Bench) -> None:
    """While a few messages wait to be sent to someone, no more of the same are put beside them."""
    bench.worker.add(await bench.keep(*(said(1, f"flood {number}") for number in range(50))))
    await bench.rest()
    assert 1 <= len(bench.letters) <= 5
    held = [lane for lane in bench.worker._lanes.values() if lane.waiting]
    assert held == []


async def test_bodies_of_a_flood_stay_in_the_store(bench: Bench) -> None:
    """Only a few of one person's waiting updates are held in memory; the others are read when it is their turn."""
    kept = await bench.keep(*(said(1, f"flood {number}") for number in range(100)))
    bench.worker.add(kept)
    (lane,) = bench.worker._lanes.values()
    assert len([body for _, body in lane.waiting if body is not None]) <= worker.BODIES_AT_HAND
    await bench.rest()
    assert [words for _, words in bench.handled] == [f"flood {number}" for number in range(100)]


async def test_what_was_handled_is_emptied(bench: Bench) -> None:
    """No word of it stays in the inbox."""
    bench.worker.add(await bench.keep(said(1, "my words")))
    await bench.rest()
    assert await bench.rows("SELECT body, fault, handled_at FROM inbox") == [(None, "", AT)]


async def test_an_update_is_handled_once(bench: Bench) -> None:
    """Given twice to the worker, as after a crash in the middle, it has one effect."""
    kept = await bench.keep(said(1, "hello"))
    bench.worker.add([*kept, *kept, (kept[0][0], None)])
    await bench.rest()
    assert len(bench.handled) == len(bench.letters) == 1


async def test_what_a_crash_left_is_handled_at_the_start(bench: Bench) -> None:
    """In the order in which it was sent, whatever the order of its arrival."""
    later, *earlier = await bench.keep(said(1, "first kept"), said(1, "second"), said(1, "third"))
    del later, earlier
    await bench.worker.start()
    await bench.rest()
    assert [words for _, words in bench.handled] == ["first kept", "second", "third"]


async def test_what_cannot_be_read_is_put_aside(bench: Bench) -> None:
    """It keeps its sealed body and gets a reason without a word of it; the same person's next update goes on."""
    broken = {"message": {"message_id": "my secret", "from": {"id": 1}}}
    bench.worker.add(await bench.keep(broken, said(1, "next")))
    await bench.rest()
    assert bench.handled == [(1, "next")]
    ((fault, kept),) = await bench.rows("SELECT fault, body IS NOT NULL FROM inbox WHERE fault <> ''")
    assert kept
    assert fault.startswith("not readable: ")
    assert "secret" not in fault


async def test_a_fault_of_ours_stops_nobody(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The update is put aside with the fault's name, nothing of it is saved, and the next one is handled."""
    real = handling.handle

    def breaks(hand: Hand) -> None:
        real(hand)
        if getattr(hand.arrived.did, "words", "") == "break":
            raise ZeroDivisionError

    monkeypatch.setattr(handling, "handle", breaks)
    bench.worker.add(await bench.keep(said(1, "break"), said(1, "next")))
    await bench.rest()
    assert await bench.rows("SELECT fault FROM inbox ORDER BY id") == [("ZeroDivisionError",), ("",)]
    assert len(await bench.rows("SELECT id FROM outbox")) == 1
    assert "T302" in caplog.text


async def test_a_full_disk_is_waited_for(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """The update is handled once it can be saved, and the next ones after it."""
    kept = await bench.keep(said(1, "first"), said(1, "second"))
    bench.full = 3
    bench.worker.add(kept)
    await bench.rest()
    assert [words for _, words in bench.handled] == ["first", "second"]
    assert caplog.text.count("T301") == 3


async def test_every_tap_is_answered_even_a_bad_one(bench: Bench) -> None:
    """The button stops waiting, whatever it carries, and also where a tap comes again."""
    tap = {"callback_query": {"id": "q1", "from": {"id": 1}, "data": "nonsense"}}
    again = {"callback_query": {"id": "q2", "from": {"id": 1}}}
    bench.worker.add(await bench.keep(tap, again))
    await bench.rest()
    await asyncio.gather(*bench.worker._answering)
    assert sorted(bench.answered) == ["q1", "q2"]


async def test_closing_leaves_the_rest_for_the_next_start(bench: Bench) -> None:
    """What is in hand is finished; what waits is not begun, and stands in the inbox."""
    bench.worker.add(await bench.keep(*(said(1, f"word {number}") for number in range(20))))
    await asyncio.sleep(0)
    await bench.worker.close()
    bench.worker.add(await bench.keep(said(2, "late")))
    waiting = await bench.database.read(lambda tx: inbox.waiting(tx, BOT))
    assert len(bench.handled) + len(waiting) == 21
    assert waiting[-1].update_id == 21
