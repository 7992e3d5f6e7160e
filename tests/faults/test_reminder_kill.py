"""kill -9 of the whole program while it puts reminders in the outbox and sends them. Pretend Telegram lives on."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from asking.moment import stamp
from bot.clock import utc_now
from bot.pretend import Api, User, serving
from bot.telegram.api import bot_id
from bot.telegram.letters import lane_of
from store.tx import Tx
from tests.support.counts import count
from tests.telegram.conftest import Telegram
from tests.telegram.house import opened, with_people
from tests.telegram.program import launch, running, settings_of
from tests.telegram.reminded import REMINDER
from tests.telegram.strict import AiogramModel

KILLS = count(3, promised=40)
LONGEST_FUSE = 3
"""Reminders that go out between a start and its end; with none, it ends at its first request."""
PEOPLE = KILLS * LONGEST_FUSE + LONGEST_FUSE
NOON = 13
PATIENCE_SECONDS = 60.0


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Strict pretend Telegram."""
    api = Api(inspector=AiogramModel())
    async with serving(api) as base:
        yield Telegram(api, base, api.token)
    assert api.violations == []


def by_day(now: datetime) -> str:
    """A time zone in which it is early afternoon at this moment, so that nobody is asleep whenever this test runs."""
    ahead = NOON - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@pytest.mark.soak
async def test_nobody_is_reminded_twice_knowingly_and_nobody_is_lost(telegram: Telegram, tmp_path: Path) -> None:
    """Whenever the program dies, each person has one reminder in the store, and gets it.

    It comes twice only where it was on its way when the program was killed, and is then counted.
    """
    data, chance = tmp_path / "data", random.Random(7)  # noqa: S311 - a test's chance
    everyone = [telegram.user(101 + number) for number in range(PEOPLE)]
    tokens = await with_people(data, ["person"] * PEOPLE)
    async with running(data, telegram.api, telegram.base, "polling"):
        await opening(telegram, everyone, tokens)
    await let_days_pass(data)
    for _ in range(KILLS):
        await run(telegram, data, more_sent(telegram.api, everyone, chance.randint(0, LONGEST_FUSE)))
    rows, _, _ = await kept(telegram, data, everyone)
    all_there = arrived(everyone) + PEOPLE - len(rows)
    async with running(data, telegram.api, telegram.base, "polling"):
        await telegram.api.wait(lambda _: arrived(everyone) >= all_there, timeout=PATIENCE_SECONDS)
    rows, doubted, left = await kept(telegram, data, everyone)
    assert (sorted(rows), left) == (sorted((one, 1) for one in rows_of(rows)), 0)
    assert len(rows) == PEOPLE
    for user in everyone:
        came = arrived([user])
        assert came == 1 or (came and doubted[user.id]), f"{came} reminders for {user.id}"
    print(f"{KILLS} kills, {PEOPLE} people, each reminded; {sum(doubted.values())} messages counted as maybe twice")  # noqa: T201 - the figure itself


def rows_of(rows: list[tuple[int, int]]) -> list[int]:
    """The people of rows."""
    return [person for person, _ in rows]


async def run(telegram: Telegram, data: Path, until: Awaitable[None]) -> None:
    """Start the program, wait for something, and kill it."""
    program = launch(data, 0, settings_of(telegram.api, telegram.base))
    try:
        await until
    finally:
        program.kill()
        await asyncio.to_thread(program.wait)


async def opening(telegram: Telegram, everyone: list[User], tokens: list[str]) -> None:
    """Everyone presses Start on their own link and looks at the first screen."""
    for user, token in zip(everyone, tokens, strict=True):
        user.start(token)
    await telegram.api.wait(lambda _: all(user.inbox for user in everyone), timeout=PATIENCE_SECONDS)


def arrived(everyone: list[User]) -> int:
    """How many reminders are on people's phones."""
    return sum(message.text == REMINDER for user in everyone for message in user.inbox)


async def more_sent(api: Api, everyone: list[User], number: int) -> None:
    """So many more reminders arrive; for none, the program has only begun to ask."""
    asked, sent = api.counts.total() + 1, arrived(everyone) + number
    await api.wait(lambda api: api.counts.total() >= asked and arrived(everyone) >= sent, timeout=PATIENCE_SECONDS)


async def let_days_pass(data: Path) -> None:
    """The links were sent ten days ago, and it is early afternoon where everyone is."""
    now = utc_now()

    def passed(tx: Tx) -> None:
        tx.run("UPDATE invitation SET created_at = :at", at=stamp(now - timedelta(days=10)))
        tx.run("UPDATE round SET opens_on = '2020-01-01'")
        tx.run("UPDATE person SET zone = :zone", zone=by_day(now))

    database = await opened(data)
    await database.write(passed)
    await database.close()


async def kept(
    telegram: Telegram, data: Path, everyone: list[User]
) -> tuple[list[tuple[int, int]], dict[int, int], int]:
    """Person → how many reminders; person's chat → messages that may have come twice; how many wait."""
    bot = bot_id(telegram.token)

    def read(tx: Tx) -> tuple[list[tuple[int, int]], dict[int, int], int]:
        rows = tx.all(
            """SELECT i.person_id, COUNT(*) FROM reminder m JOIN invitation i ON i.id = m.invitation_id
            WHERE m.sent_at IS NOT NULL GROUP BY i.person_id"""
        )
        doubted = {
            user.id: len(
                tx.all("SELECT 1 FROM outbox WHERE maybe_twice = 1 AND lane = :l", l=lane_of(tx.keys, bot, user.id))
            )
            for user in everyone
        }
        left = tx.one("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL")
        return [(row[0], row[1]) for row in rows], doubted, int(left[0]) if left else 0

    database = await opened(data)
    try:
        return await database.read(read)
    finally:
        await database.close()
