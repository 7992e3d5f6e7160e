"""The sample provider."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from asking import setting_up
from asking.errors import SampleRefused
from bot.app import Rooms, open_rooms
from bot.config import read_config
from bot.sample import fill
from bot.sample.links import fresh_invitations
from evidence.check import compare
from store import members, observations, people, rounds, services, sessions, tally_check, words, worries
from store.tx import Tx

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def _opened(data: Path) -> AbstractAsyncContextManager[Rooms]:
    return open_rooms(read_config({}, data=str(data)), lambda: NOW)


@pytest.fixture
async def rooms(tmp_path: Path) -> AsyncIterator[Rooms]:
    """Open rooms over an empty folder."""
    async with _opened(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was filled, once for these tests: it takes 15 seconds of a processor."""
    data = tmp_path_factory.mktemp("sample") / "data"

    async def fill_it() -> None:
        async with _opened(data) as opened:
            await _fill(opened)

    asyncio.run(fill_it())
    return data


@pytest.fixture
async def sample(made: Path, tmp_path: Path) -> AsyncIterator[Rooms]:
    """Open rooms over a copy of that folder."""
    async with _opened(Path(shutil.copytree(made, tmp_path / "copy"))) as opened:
        yield opened


async def _fill(rooms: Rooms) -> None:
    await fill(rooms.database, rooms.pack, rooms.media, NOW)


def _written(tx: Tx) -> int:
    return words.count_not_heard(tx) + len(words.heard_lately(tx, 1000))


def _people(tx: Tx) -> Counter[str]:
    return Counter({one.audience: 0 for one in people.counts(tx)}) + sum(
        (Counter({one.audience: one.people}) for one in people.counts(tx)), Counter()
    )


async def test_the_sample_is_as_promised(sample: Rooms) -> None:
    """6 services (one tiny), 90 people, 60 relatives, 50 staff, 8 managers, 2 rounds; counts right; one worry waits."""
    read = sample.database.read
    assert len(await read(services.all)) == 6
    assert await read(_people) == {"person": 90, "family": 60, "staff": 50, "manager": 8}
    assert min(one.people for one in await read(people.counts) if one.audience == "person") < 5
    spring, autumn = [one for one in await read(rounds.all) if one.kind is rounds.Kind.TALK]
    assert autumn.closed_at is None
    assert spring.closed_at is not None
    assert not spring.closed_early, "it ended by itself, the day after its last one"
    assert len(await read(worries.open)) == 1
    watched = await read(observations.all)
    assert [len(await read(partial(observations.observers, observation_id=one.id))) for one in watched] == [2, 2, 2]
    assert 0 < await read(words.count_not_heard) < await read(_written)
    assert await read(compare) == []
    labels = [label for label, _ in await read(fresh_invitations)]
    assert labels == ["Person", "Family", "Staff member", "Manager", "Observer"]


async def test_the_sample_is_the_same_every_time_and_made_once(sample: Rooms, rooms: Rooms) -> None:
    """Two fresh folders hold the same counts, and filling again changes nothing."""
    code = {"code": rooms.pack.id, "code_version": rooms.pack.version}
    first = await sample.database.read(lambda tx: tally_check.all_counts(tx, **code))
    assert first
    await _fill(sample)
    await _fill(rooms)
    assert await rooms.database.read(lambda tx: tally_check.all_counts(tx, **code)) == first
    assert await sample.database.read(lambda tx: tally_check.all_counts(tx, **code)) == first


async def test_sample_people_are_not_put_among_real_ones(rooms: Rooms) -> None:
    """A folder with a real service refuses the sample and stays as it was."""
    await rooms.database.write(lambda tx: services.add(tx, name="Mill Lane"))
    with pytest.raises(SampleRefused):
        await _fill(rooms)
    assert len(await rooms.database.read(services.all)) == 1
    assert await rooms.database.read(lambda tx: sessions.of_person(tx, 1)) == ()


async def test_the_sample_is_all_set_up(sample: Rooms) -> None:
    """Every step of setting up is done, each person has a keyworker of their house, some relatives live abroad."""

    def read(tx: Tx) -> tuple[bool, set[str]]:
        everyone = [one for service in services.all(tx) for one in people.in_service(tx, service.id)]
        helped = (
            one.keyworker_id and (who := members.get(tx, one.keyworker_id)) and who.sees(one.service_id)
            for one in everyone
            if one.audience == "person"
        )
        return all(helped), {one.zone for one in everyone if one.zone}

    assert await sample.database.read(setting_up.done) == frozenset(setting_up.Step)
    all_helped, zones = await sample.database.read(read)
    assert all_helped
    assert len(zones) == 4
