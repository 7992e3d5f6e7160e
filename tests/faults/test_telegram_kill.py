"""kill -9 of the whole program at random moments while 50 people answer in the chat. Pretend Telegram lives on."""

from __future__ import annotations

import asyncio
import random
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.pretend import Api, serving
from bot.pretend.updates import FIRST_ID
from tests.support.counts import count
from tests.telegram.chatter import Chatter
from tests.telegram.conftest import Telegram
from tests.telegram.house import (
    check_all_kept_once,
    check_doubles_counted,
    check_in_order,
    crowd,
    kept_in,
    opened,
    the_pack,
    with_people,
)
from tests.telegram.program import free_port, launch, settings_of
from tests.telegram.strict import AiogramModel

PEOPLE = 50
KILLS = {"polling": count(8, promised=20), "webhook": count(2, promised=5)}
HOUSES = count(1, promised=12)  # `make soak`: 12 houses of 25 kills are the promised 300
LONGEST_FUSE = {"polling": count(400, promised=180), "webhook": count(1_200, promised=500)}
"""Requests of the program between its start and its end, which may come before it is ready."""
RETRY_SECONDS = 0.2


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Strict pretend Telegram that tries a webhook again soon, and lets a dead program rest."""
    api = Api(inspector=AiogramModel(), backoff=lambda _: RETRY_SECONDS)
    async with serving(api) as base:
        yield Telegram(api, base, api.token)
    assert api.violations == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(HOUSES))
@pytest.mark.parametrize("way", KILLS)
async def test_every_acknowledged_update_counts_once(telegram: Telegram, tmp_path: Path, way: str, seed: int) -> None:
    """After many kills each update that Telegram need not tell again has one effect, and all get their question.

    A message comes twice only where it was in hand when the program was killed, and is then counted.
    """
    data = tmp_path / "data"
    everyone = crowd(telegram.api, await with_people(data, ["person"] * PEOPLE), f"{way} {seed}")
    chance = random.Random(f"{way} {seed}")  # noqa: S311 - a test's chance
    await answer_through_crashes(telegram, data, everyone, way, chance)
    kept = await kept_in(data, everyone, telegram.token)
    answers = check_all_kept_once(everyone, kept, the_pack())
    doubles = check_doubles_counted(everyone, kept)
    for one in everyone:
        check_in_order(one.user)
    assert kept.aside == kept.given_up == {}
    inputs, doubted = sum(one.inputs for one in everyone), kept.doubted.total()
    print(f"{KILLS[way]} kills, {inputs} inputs, {answers} answers, {doubles} messages twice, {doubted} counted")  # noqa: T201 - the figure itself
    assert inputs > 5 * PEOPLE


async def answer_through_crashes(
    telegram: Telegram,
    data: Path,
    everyone: Sequence[Chatter],
    way: str,
    chance: random.Random,
) -> None:
    """Let everyone answer; kill the program after a random number of its requests, again and again."""
    enough, port = asyncio.Event(), free_port() if way == "webhook" else 0
    settings = settings_of(telegram.api, telegram.base, port)
    async with AsyncExitStack() as last, asyncio.TaskGroup() as people:
        for one in everyone:
            people.create_task(_answer(one, enough))
        for _ in range(KILLS[way]):
            program = launch(data, port, settings)
            try:
                await _more_requests(telegram.api, chance.randrange(1, LONGEST_FUSE[way]))
            finally:
                program.kill()
                program.wait()
            await check_nothing_forgotten(telegram, data)
        enough.set()
        last.push_async_callback(asyncio.to_thread, _stop, launch(data, port, settings))


def _stop(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    program.wait(timeout=60)


async def _more_requests(api: Api, number: int) -> None:
    until = api.counts.total() + number
    await api.wait(lambda api: api.counts.total() >= until, timeout=60)


async def check_nothing_forgotten(telegram: Telegram, data: Path) -> None:
    """What Telegram will not tell again is on disk."""
    updates = telegram.api.updates
    told = set(range(FIRST_ID, updates._next_id)) - {one.update_id for one in updates.newer(0)}
    database = await opened(data)
    try:
        rows = await database.read(lambda tx: tx.all("SELECT update_id FROM inbox"))
    finally:
        await database.close()
    assert told <= {row[0] for row in rows}


async def _answer(one: Chatter, enough: asyncio.Event) -> None:
    """Answer until there were kills enough, and then until the next question is there."""
    await one.start()
    while not (one.over or enough.is_set()):
        await one.turn()
