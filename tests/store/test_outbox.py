"""What is to be sent: kept in the turn that makes it, sealed, in order; emptied once it went or was given up."""

from __future__ import annotations

import pytest

from store import outbox
from store.database import Database
from store.errors import Tampered
from store.outbox import Letter, Totals
from store.tx import Tx
from tests.store.tools import AT, LATER

BOT = "bot"


async def put(database: Database, body: bytes = b"hello", **changes: object) -> Letter:
    """Keeps a message."""
    values = {"bot": BOT, "lane": "lane", "at": AT, **changes}
    return await database.write(lambda tx: outbox.put(tx, body=body, **values))  # type: ignore[arg-type]


async def waits(database: Database, bot: str = BOT) -> tuple[Letter, ...]:
    """What is not sent yet."""
    return await database.read(lambda tx: outbox.waiting(tx, bot))


async def test_messages_wait_in_order(database: Database) -> None:
    """They come back as they were made, oldest first, each with its lane and priority; another bot's do not."""
    first = await put(database, b"one")
    second = await put(database, b"two \xff", lane="other", priority=1)
    await put(database, bot="another")
    assert await waits(database) == (first, second)
    assert (second.lane, second.priority, second.body) == ("other", 1, b"two \xff")


async def test_a_turn_that_fails_sends_nothing(database: Database) -> None:
    """A message is there once its turn is saved, and not where the turn fails."""

    def fails(tx: Tx) -> None:
        outbox.put(tx, bot=BOT, lane="lane", body=b"hello", at=AT)
        raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        await database.write(fails)
    assert await waits(database) == ()


async def test_messages_lie_sealed(database: Database) -> None:
    """The database holds no readable byte of them, and one that is moved to another lane does not open."""
    await put(database)
    (row,) = await database.read(lambda tx: tx.all("SELECT body FROM outbox"))
    assert b"hello" not in bytes(row[0])
    await database.write(lambda tx: tx.run("UPDATE outbox SET lane = 'other'"))
    with pytest.raises(Tampered):
        await waits(database)


async def test_what_was_sent_is_empty(database: Database) -> None:
    """It no longer waits, and none of its bytes are left."""
    letter = await put(database)
    await database.write(lambda tx: outbox.done(tx, letter.id, LATER))
    assert await waits(database) == ()
    assert await database.read(lambda tx: tx.all("SELECT body, fault FROM outbox")) == [(None, "")]


async def test_a_lane_that_cannot_be_reached_is_given_up(database: Database) -> None:
    """All that waits for it goes, with the reason; what was sent before and what others wait for stays as it is."""
    sent, _, other = await put(database), await put(database), await put(database, lane="other")
    await database.write(lambda tx: outbox.done(tx, sent.id, AT))
    await database.write(lambda tx: outbox.drop(tx, BOT, "lane", LATER, "blocked"))
    assert await waits(database) == (other,)
    rows = await database.read(lambda tx: tx.all("SELECT done_at, fault, body IS NULL FROM outbox ORDER BY id"))
    assert [(row[0], row[1], bool(row[2])) for row in rows] == [
        (AT, "", True),
        (LATER, "blocked", True),
        (None, "", False),
    ]


async def test_what_may_have_come_twice_is_counted(database: Database) -> None:
    """Whatever waited when the program was cut off, and whatever lost its answer: once each, and for good."""
    first, second, third = [await put(database) for _ in range(3)]
    await put(database, bot="another")
    await database.write(lambda tx: outbox.done(tx, third.id, AT))
    await database.write(lambda tx: outbox.doubted(tx, BOT))
    await database.write(lambda tx: outbox.done(tx, first.id, LATER))
    await database.write(lambda tx: outbox.done(tx, second.id, LATER, maybe_twice=True))
    assert (await database.read(outbox.totals)).maybe_twice == 2
    fresh = await put(database)
    await database.write(lambda tx: outbox.done(tx, fresh.id, LATER, maybe_twice=True))
    assert (await database.read(outbox.totals)).maybe_twice == 3


async def test_the_totals_say_how_the_outbox_stands(database: Database) -> None:
    """How many wait and since when, and how many were given up; nothing at all for an empty one."""
    assert await database.read(outbox.totals) == Totals(0, "", 0, 0)
    gone = await put(database)
    await put(database, at=LATER)
    await put(database, at=AT)
    await database.write(lambda tx: outbox.done(tx, gone.id, LATER, fault="Forbidden"))
    assert await database.read(outbox.totals) == Totals(2, AT, 0, 1)


async def test_old_ones_go(database: Database) -> None:
    """What was done before a moment is removed; what waits stays, however old."""
    old, new, waiting = [await put(database) for _ in range(3)]
    await database.write(lambda tx: outbox.done(tx, old.id, AT))
    await database.write(lambda tx: outbox.done(tx, new.id, LATER))
    assert await database.write(lambda tx: outbox.forget_before(tx, LATER)) == 1
    assert [row[0] for row in await database.read(lambda tx: tx.all("SELECT id FROM outbox ORDER BY id"))] == [
        new.id,
        waiting.id,
    ]
