"""kill -9 of the whole program while it tells people of a worry that nobody takes. Pretend Telegram lives on."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from asking import alerts
from asking.alerts import Watch
from asking.moment import stamp
from asking.worries import raise_worry
from bot.clock import utc_now
from bot.pretend import User
from bot.telegram.api import bot_id
from bot.telegram.letters import lane_of
from store import services, worries, worry_alerts
from store.tx import Tx
from store.worry_alerts import Alerted
from tests.faults.test_reminder_kill import PATIENCE_SECONDS, run, telegram
from tests.support.counts import count
from tests.telegram.conftest import Telegram
from tests.telegram.house import opened, with_people
from tests.telegram.program import running

__all__ = ["telegram"]
KILLS = count(3, promised=40)
NEWS = ("Something waits for you.", "Something still waits.")


@pytest.mark.soak
async def test_each_is_told_once_a_step_and_none_is_lost(telegram: Telegram, tmp_path: Path) -> None:
    """Whenever the program dies, each step has each of the two once, put once; what comes twice is noted as doubted.

    Half an hour passes between two kills, so that each start has a step to do.
    """
    data, chance = tmp_path / "data", random.Random(7)  # noqa: S311 - a test's chance
    both = {role: telegram.user(201 + number) for number, role in enumerate(Watch)}
    await with_people(data, ["person"])
    links = await linked(data)
    async with running(data, telegram.api, telegram.base, "polling"):
        for role, user in both.items():
            user.start(links[role])
        await telegram.api.wait(lambda _: all(user.inbox for user in both.values()), timeout=PATIENCE_SECONDS)
    await tell(data)
    for _ in range(KILLS):
        await run(telegram, data, more(telegram, list(both.values()), chance.randint(0, 2)))
        await let_half_an_hour_pass(data)
    steps, _ = await kept(data)
    async with running(data, telegram.api, telegram.base, "polling"):
        await telegram.api.wait(
            lambda _: all(came(one) > len(steps) // 2 for one in both.values()), timeout=PATIENCE_SECONDS
        )
    steps, waiting = await kept(data)
    assert waiting == 0
    told = [(one.step, one.role) for one in steps]
    assert sorted(told) == [(step, role) for step in range(len(steps) // 2) for role in ("deputy", "lead")]
    for role, user in both.items():
        put, doubted = await letters(data, telegram, user)
        assert put == len(steps) // 2, role
        assert came(user) == put or (came(user) > put and doubted), role
    arrived = [came(one) for one in both.values()]
    print(f"{KILLS} kills, {len(steps) // 2} steps, each put once for each of two; on their phones: {arrived}")  # noqa: T201 - the figure itself


def came(user: User) -> int:
    """How many alerts are on somebody's phone."""
    return sum(any(news in (message.text or "") for news in NEWS) for message in user.inbox)


async def more(telegram: Telegram, users: list[User], number: int) -> None:
    """So many more alerts arrive; for none, the program has only begun to ask."""
    asked, wanted = telegram.api.counts.total() + 1, sum(map(came, users)) + number
    await telegram.api.wait(
        lambda api: api.counts.total() >= asked and sum(map(came, users)) >= wanted, timeout=PATIENCE_SECONDS
    )


async def linked(data: Path) -> dict[Watch, str]:
    """A link for the lead and one for the deputy."""

    def made(tx: Tx) -> dict[Watch, str]:
        house = services.all(tx)[0]
        return {role: alerts.make_link(tx, house, role, utc_now()) for role in Watch}

    database = await opened(data)
    try:
        return await database.write(made)
    finally:
        await database.close()


async def tell(data: Path) -> None:
    """Somebody tells a worry, in a command beside the program."""

    def told(tx: Tx) -> None:
        house = services.all(tx)[0].id
        raise_worry(
            tx, utc_now(), service_id=house, person_id=None, session_id=None, words="Help", origin=worries.STAFF
        )  # fmt: skip

    database = await opened(data)
    await database.write(told)
    await database.close()


async def let_half_an_hour_pass(data: Path) -> None:
    """The last step lies half an hour further back, and so does what waits to be sent."""

    def earlier(text: str) -> str:
        return stamp(datetime.fromisoformat(text) - timedelta(minutes=30))

    def passed(tx: Tx) -> None:
        for number, last in tx.all("SELECT id, alerted_at FROM worry WHERE alerted_at <> ''"):
            tx.run("UPDATE worry SET alerted_at = :at WHERE id = :id", id=number, at=earlier(last))

    database = await opened(data)
    await database.write(passed)
    await database.close()


async def kept(data: Path) -> tuple[tuple[Alerted, ...], int]:
    """Who was told in which step, and how many messages wait."""

    def read(tx: Tx) -> tuple[tuple[Alerted, ...], int]:
        left = tx.one("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL")
        return worry_alerts.of(tx, worries.all(tx)[0].id), int(left[0]) if left else 0

    database = await opened(data)
    try:
        return await database.read(read)
    finally:
        await database.close()


async def letters(data: Path, telegram: Telegram, user: User) -> tuple[int, int]:
    """How many alerts were put for a chat, and how many of its messages may have come twice."""
    bot = bot_id(telegram.token)

    def read(tx: Tx) -> tuple[int, int]:
        lane = lane_of(tx.keys, bot, user.id)
        rows = tx.all("SELECT maybe_twice FROM outbox WHERE lane = :lane ORDER BY id", lane=lane)
        return len(rows) - 1, sum(row[0] for row in rows)  # the first one says hello

    database = await opened(data)
    try:
        return await database.read(read)
    finally:
        await database.close()
