"""kill -9 at random moments while 50 people answer over HTTP."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import httpx
import pytest

from tests.faults.answerer import Answerer
from tests.faults.house import check_kept, with_people
from tests.support.counts import count
from tests.support.ready import built_in_pack
from tests.support.server import Server, start

PEOPLE = 50
KILLS = count(8, promised=25)
HOUSES = count(1, promised=12)  # `make soak`: 12 houses of 25 kills are the promised 300


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(HOUSES))
def test_every_acknowledged_answer_is_there_once(tmp_path: Path, seed: int) -> None:
    """After many kills, each acknowledged answer is kept exactly once, and nothing is kept that nobody sent."""
    data = tmp_path / "data"
    tokens = with_people(data, PEOPLE)
    crowd = [Answerer(token, random.Random(f"{seed} {token[:3]}")) for token in tokens]  # noqa: S311 - a test's chance
    kills = asyncio.run(_answer_through_crashes(data, crowd, random.Random(seed)))  # noqa: S311 - a test's chance
    acknowledged = asyncio.run(check_kept(data, crowd, built_in_pack()))
    print(f"{kills} kills, {acknowledged} answers acknowledged, {acknowledged} kept")  # noqa: T201 - the figure itself
    assert kills == KILLS
    assert acknowledged > PEOPLE


async def _answer_through_crashes(data: Path, crowd: list[Answerer], chance: random.Random) -> int:
    """Let everyone answer; kill the server after a random number of acknowledgements, again and again."""
    kills = 0
    while any(not one.over for one in crowd):
        server = await asyncio.to_thread(start, data)
        try:
            fuse = chance.randrange(1, 35) if kills < KILLS else None
            kills += await _until_killed(server, crowd, fuse)
        finally:
            server.stop()
    return kills


async def _until_killed(server: Server, crowd: list[Answerer], fuse: int | None) -> bool:
    """Returns whether the server was killed; False when everyone came to the end first."""
    left = fuse

    async def answer(one: Answerer, client: httpx.AsyncClient) -> None:
        nonlocal left
        try:
            while not one.over:
                acknowledged = await one.turn(client)
                if acknowledged and left is not None:
                    left -= 1
                    if left == 0:
                        server.process.kill()  # while the others' posts are on their way
        except httpx.TransportError:
            return  # the server was killed

    limits = httpx.Limits(max_connections=PEOPLE, max_keepalive_connections=PEOPLE)
    async with httpx.AsyncClient(base_url=server.base, timeout=30, limits=limits) as client:
        await asyncio.gather(*(answer(one, client) for one in crowd))
    return left is not None and left <= 0
