"""What is done from time to time, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from asking import retention
from asking.moment import stamp
from bot import caretaker
from bot.caretaker import WAITED, Caretaker
from store import inbox, members, outbox, staff
from store.crypto import Keys
from store.database import Database, open_database
from store.errors import NotSaved
from store.inbox import Update
from store.tx import Tx
from tests.asking.tools import NOW

KEPT = timedelta(days=next(one.days for one in retention.KINDS if one.name == "arrived"))


async def made(tmp_path: Path) -> Database:
    """An empty store."""
    return await open_database(tmp_path / "plainsay.db", Keys(tmp_path / "plainsay.key"))


async def test_what_is_done_goes_after_three_days(tmp_path: Path) -> None:
    """Updates that were handled and messages that were sent go; what waits stays, however old."""
    database = await made(tmp_path)
    long_ago = stamp(NOW - KEPT - timedelta(seconds=1))

    def fill(tx: Tx) -> None:
        done, _waits = inbox.keep(tx, "bot", [Update(1, "a", b"1"), Update(2, "a", b"2")], long_ago)
        inbox.done(tx, done.id, long_ago)
        sent = outbox.put(tx, bot="bot", lane="a", body=b"1", at=long_ago)
        outbox.put(tx, bot="bot", lane="a", body=b"2", at=long_ago)
        outbox.done(tx, sent.id, long_ago)

    await database.write(fill)
    await Caretaker(database, lambda: NOW, lambda: None, nothing).go_round()
    rows = await database.read(
        lambda tx: (tx.all("SELECT update_id FROM inbox"), [one.body for one in outbox.waiting(tx, "bot")])
    )
    assert rows == ([(2,)], [b"2"])
    await database.close()


async def test_links_and_sign_ins_that_ran_out_go(tmp_path: Path) -> None:
    """What opens nothing any more is not kept; what is good stays."""
    database = await made(tmp_path)

    def fill(tx: Tx) -> None:
        kim = members.add(tx, name="Kim", role="keyworker", services=None, at=stamp(NOW))
        for name, hours in (("old", -1), ("good", 1)):
            staff.add_link(tx, name, member_id=kim, expires_at=stamp(NOW + timedelta(hours=hours)))

    await database.write(fill)
    await Caretaker(database, lambda: NOW, lambda: None, nothing).go_round()
    assert await database.read(lambda tx: tx.all("SELECT hash FROM staff_link")) == [("good",)]
    await database.close()


async def nothing() -> None:
    """No pictures of our own."""


async def test_what_another_process_put_is_sent(tmp_path: Path) -> None:
    """A message that a command put there has waited half a minute: the bell rings, though nothing new is due."""
    database, rung = await made(tmp_path), list[int]()
    caretaker = Caretaker(database, lambda: NOW, lambda: rung.append(1), nothing)
    await caretaker.go_round()
    assert rung == []
    before = stamp(NOW - WAITED)
    await database.write(lambda tx: outbox.put(tx, bot="bot", lane="a", body=b"1", at=before))
    await caretaker.go_round()
    assert rung == [1]
    await database.close()


class Breaks:
    """A store that cannot write the first times, each time for another reason."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.rounds = 0
        self.went_well = asyncio.Event()

    async def write(self, turn: Callable[[Tx], tuple[int, bool]]) -> tuple[int, bool]:
        """Fail as long as there is a fault left."""
        del turn
        self.rounds += 1
        if self.faults:
            raise self.faults.pop()
        self.went_well.set()
        return 1, False


async def test_a_round_that_fails_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, even a fault of ours, is followed by the next round; and then the bell rings."""
    monkeypatch.setattr(caretaker, "EVERY_SECONDS", 0)
    database, rung = Breaks(NotSaved("disk", "full", "free"), ValueError("a bug")), []
    task = asyncio.create_task(Caretaker(database, lambda: NOW, lambda: rung.append(1), nothing).run())  # type: ignore[arg-type]
    async with asyncio.timeout(10):
        await database.went_well.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert database.rounds >= 3
    assert rung
