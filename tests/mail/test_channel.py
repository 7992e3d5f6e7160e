"""The channel as it runs: the outbox is emptied through a real mail server, whatever the server does meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from asking import post
from asking.post import Mail
from bot import delivery
from bot.mail.channel import MailChannel
from bot.mail.checkup import kept, reached
from locales import Languages
from store import outbox
from store.database import Database
from store.tx import Tx
from tests.mail.letters import AT
from tests.mail.postbox import CUT, Postbox, serving

WORDS = Languages().words
PATIENCE_SECONDS = 20.0


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_WAIT_SECONDS", 0.02)
    monkeypatch.setattr(delivery, "LONGEST_WAIT_SECONDS", 0.05)


@pytest.fixture(autouse=True)
async def _ended_in_order(database: Database, _hurry: None) -> None:
    async with running(database, Postbox()):
        pass


@asynccontextmanager
async def running(database: Database, box: Postbox) -> AsyncIterator[MailChannel]:
    """The channel while it runs."""
    channel = MailChannel(box.server, database, WORDS, lambda: AT)
    await channel.start()
    try:
        yield channel
    finally:
        await channel.close()


async def put(database: Database, *names: str) -> None:
    """E-mails for these people wait."""

    def write(tx: Tx) -> None:
        for name in names:
            post.put(tx, Mail(f"{name}@example.org", f"For {name}", ("Hello.",)), at=AT)

    await database.write(write)


async def emptied(database: Database) -> list[tuple[str, int]]:
    """Wait until nothing waits; gives each one's fault, and whether it may have come twice."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await database.read(lambda tx: outbox.queue(tx, post.MAIL)[0]):  # noqa: ASYNC110 - another task empties it
            await asyncio.sleep(0.01)
    rows = await database.read(lambda tx: tx.all("SELECT fault, maybe_twice FROM outbox ORDER BY id"))
    return [(row[0], row[1]) for row in rows]


async def test_what_waits_goes_out(database: Database, box: Postbox) -> None:
    """What was put before the start, and what is put later, once the bell was rung."""
    await put(database, "ann")
    async with running(database, box) as channel:
        await put(database, "bo", "cy")
        channel.sender.wake()
        assert await emptied(database) == [("", 0)] * 3
    assert sorted(box.to) == ["ann@example.org", "bo@example.org", "cy@example.org"]


async def test_a_server_that_comes_back_gets_everything(database: Database) -> None:
    """While it is away nothing is lost and nothing is in doubt; `/ready` says what is wrong until it is back."""
    box = Postbox()
    async with serving(box):
        pass
    await put(database, "ann", "bo")
    async with running(database, box) as channel:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not channel.trouble():  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
        assert channel.trouble() == "E-mail: the mail server cannot be reached."
        async with serving(box):
            assert await emptied(database) == [("", 0)] * 2
            assert channel.trouble() == ""
    assert len(box.taken) == 2


async def test_what_broke_off_after_the_text_comes_again_under_the_same_number(
    database: Database, box: Postbox
) -> None:
    """It is counted as one that may have come twice, and a mail programme can tell that it is the same."""
    box.fates["END"] = [CUT]
    await put(database, "ann")
    async with running(database, box):
        assert await emptied(database) == [("", 1)]
    (first,), (second,) = box.lost, box.taken
    numbers = [line for raw in (first, second) for line in raw.split(b"\r\n") if line.startswith(b"Message-ID")]
    assert len(set(numbers)) == 1


async def test_an_address_that_nobody_has(database: Database, box: Postbox) -> None:
    """All that waits for it is given up, nobody else's is, and staff can be told."""
    box.fates["RCPT"] = ["550 5.1.1 No such user"]
    await put(database, "gone", "gone")
    async with running(database, box) as channel:
        assert await emptied(database) == [(post.NO_SUCH, 0)] * 2
        await put(database, "ann")
        channel.sender.wake()
        assert (await emptied(database))[-1] == ("", 0)
    assert await database.read(lambda tx: post.came_back(tx, "Gone@example.org"))
    assert not await database.read(lambda tx: post.came_back(tx, "ann@example.org"))


async def test_what_the_doctor_says(database: Database, box: Postbox) -> None:
    """Who answers, how the program fared, and what has waited too long; no address of anybody."""
    now = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
    assert [finding.code for finding in await reached(box.server)] == [""]
    await put(database, "ann")
    late = await database.read(lambda tx: kept(tx, now + timedelta(minutes=6)))
    assert [finding.code for finding in late] == ["M105"]
    async with running(database, box):
        await emptied(database)
    found = await database.read(lambda tx: kept(tx, now))
    assert [str(finding) for finding in found] == [f"E-mail, {AT}: working.", "E-mails that wait: 0."]
