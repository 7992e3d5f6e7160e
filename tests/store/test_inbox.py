"""What arrived: kept once, sealed, in order; emptied once it was handled, and put aside where it cannot be."""

from __future__ import annotations

import asyncio

from store import inbox
from store.database import Database
from store.inbox import Aside, Update, Waiting
from store.tx import Tx
from tests.store.tools import AT, LATER

BOT = "bot"


async def kept(database: Database, *updates: Update, bot: str = BOT, at: str = AT) -> tuple[Waiting, ...]:
    """Keeps updates."""
    return await database.write(lambda tx: inbox.keep(tx, bot, updates, at))


async def waits(database: Database, bot: str = BOT) -> list[int]:
    """The numbers of what is not handled yet."""
    return [one.update_id for one in await database.read(lambda tx: inbox.waiting(tx, bot))]


async def test_the_same_update_is_kept_once(database: Database) -> None:
    """However often and from how many sides at once it comes; another bot's of that number is not the same."""
    update = Update(7, "lane", b"hello")
    found = await asyncio.gather(*(kept(database, update) for _ in range(5)))
    assert sorted(len(one) for one in found) == [0, 0, 0, 0, 1]
    assert len(await kept(database, update, bot="other")) == 1
    assert await waits(database) == [7]


async def test_updates_wait_in_the_order_they_were_sent(database: Database) -> None:
    """Whatever order they arrive in, and each with its lane."""
    await kept(database, Update(9, "b", b"2"), Update(8, "a", b"1"))
    await kept(database, Update(10, "a", b"3"))
    found = await database.read(lambda tx: inbox.waiting(tx, BOT))
    assert [(one.update_id, one.lane) for one in found] == [(8, "a"), (9, "b"), (10, "a")]
    assert await waits(database, "other") == []


async def test_what_arrived_lies_sealed_and_comes_back(database: Database) -> None:
    """The database holds no readable byte of it; taking it gives it as it came, again and again until it is done."""
    (one,) = await kept(database, Update(7, "lane", b"hello \xff"))
    (row,) = await database.read(lambda tx: tx.all("SELECT body FROM inbox"))
    assert b"hello" not in bytes(row[0])
    for _ in range(2):
        assert await database.write(lambda tx: inbox.take(tx, one.id)) == b"hello \xff"
    assert await database.write(lambda tx: inbox.take(tx, 99)) is None


async def test_what_was_handled_is_empty(database: Database) -> None:
    """It no longer waits, cannot be taken, and none of its bytes are left."""
    (one,) = await kept(database, Update(7, "lane", b"hello"))
    await database.write(lambda tx: inbox.done(tx, one.id, LATER))
    assert await waits(database) == []
    assert await database.write(lambda tx: inbox.take(tx, one.id)) is None
    assert await database.read(lambda tx: tx.all("SELECT handled_at, body FROM inbox")) == [(LATER, None)]
    assert await kept(database, Update(7, "lane", b"hello")) == ()


async def test_what_was_put_aside_blocks_nothing(database: Database) -> None:
    """It no longer waits, and is listed with its fault and no word of what it held, which stays sealed."""
    (one,) = await kept(database, Update(7, "lane", b"hello"))
    await database.write(lambda tx: inbox.put_aside(tx, one.id, "ValueError", LATER))
    assert await waits(database) == []
    assert await database.read(inbox.aside) == (Aside(7, AT, "ValueError"),)
    (row,) = await database.read(lambda tx: tx.all("SELECT body FROM inbox"))
    assert row[0] is not None


async def test_a_lane_can_be_emptied(database: Database) -> None:
    """What was put aside of one lane is emptied; what still waits there, and every other lane, is left."""
    rows = await kept(database, Update(1, "lane", b"a"), Update(2, "lane", b"b"), Update(3, "other", b"c"))

    def aside(tx: Tx) -> None:
        for row in (rows[0], rows[2]):
            inbox.put_aside(tx, row.id, "fault", LATER)
        inbox.empty_lane(tx, BOT, "lane")
        inbox.empty_lane(tx, "other bot", "other")

    await database.write(aside)
    found = await database.read(lambda tx: tx.all("SELECT update_id FROM inbox WHERE body IS NOT NULL ORDER BY id"))
    assert found == [(2,), (3,)]
    assert await database.write(lambda tx: inbox.take(tx, rows[1].id)) == b"b"


async def test_old_ones_go(database: Database) -> None:
    """What was handled before a moment is removed, put aside or not; what waits stays, however old."""
    rows = await kept(database, *(Update(number, "lane", b"x") for number in range(4)))
    await database.write(lambda tx: inbox.done(tx, rows[0].id, AT))
    await database.write(lambda tx: inbox.put_aside(tx, rows[1].id, "fault", AT))
    await database.write(lambda tx: inbox.done(tx, rows[2].id, LATER))
    assert await database.write(lambda tx: inbox.forget_before(tx, LATER)) == 2
    assert [row[0] for row in await database.read(lambda tx: tx.all("SELECT update_id FROM inbox ORDER BY id"))] == [
        2,
        3,
    ]
