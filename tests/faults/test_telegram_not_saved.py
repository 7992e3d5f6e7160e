"""A full disk under the whole program: what arrives in the chat stays with Telegram, and counts once there is room."""

from __future__ import annotations

import asyncio
import resource
from pathlib import Path

import pytest

from bot.pretend import Api
from tests.telegram.chatter import Chatter
from tests.telegram.conftest import Telegram, telegram
from tests.telegram.house import check_all_kept_once, crowd, kept_in, the_pack, with_people
from tests.telegram.program import WAYS, running

__all__ = ["telegram"]
TRIES = 2


@pytest.mark.parametrize("way", WAYS)
async def test_a_full_disk_loses_no_tap(telegram: Telegram, tmp_path: Path, way: str) -> None:
    """While no file can grow, a tap has no effect, and the person hears so once; then it has one, as all others."""
    data = tmp_path / "data"
    everyone = crowd(telegram.api, await with_people(data, ["person"] * 5))
    async with running(data, telegram.api, telegram.base, way) as server:
        await asyncio.gather(*(one.start() for one in everyone))
        unlimited = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, unlimited[1]))
        turns = [asyncio.create_task(one.turn()) for one in everyone]
        await refused(telegram.api, way)
        assert not any(turn.done() for turn in turns)
        assert len(telegram.api.updates) == len(everyone)
        for one in everyone:
            await telegram.api.wait(lambda _, one=one: told(one) == 1)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, unlimited)
        await asyncio.gather(*turns)
        for _ in range(3):
            await asyncio.gather(*(one.turn() for one in everyone))
        assert [told(one) for one in everyone] == [1] * len(everyone)
    kept = await kept_in(data, everyone, telegram.token)
    check_all_kept_once(everyone, kept, the_pack())
    assert len(kept.updates) == 5 * len(everyone)


def told(one: Chatter) -> int:
    """How often someone heard that nothing is kept now."""
    return sum("Not sent yet" in (message.text or "") for message in one.user.inbox)


async def refused(api: Api, way: str) -> None:
    """Wait until the program has been told of an update and could not keep it."""
    if way == "webhook":
        await api.wait(lambda api: api.deliverer and "503" in api.deliverer.last_error)
        return
    asked = api.counts["getUpdates"]
    await api.wait(lambda api: api.counts["getUpdates"] >= asked + TRIES)
