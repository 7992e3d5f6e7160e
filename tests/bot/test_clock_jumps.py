"""A computer whose clock is set to a wrong year must not delete what people said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from asking import retention
from asking.moment import stamp
from bot.app import Rooms, open_rooms
from bot.caretaker import Caretaker
from bot.clock import utc_now
from bot.config import read_config
from bot.rights import Rights
from store import outbox, people, services
from store.tx import Tx
from tests.asking.tools import NOW

TEN_YEARS = timedelta(days=3650)


@dataclass
class House:
    """The program's rooms, with someone who left yesterday and a message that was sent.

    Attributes:
        now: What the clock shows.
    """

    rooms: Rooms
    now: datetime = NOW

    async def looks_after(self) -> None:
        """The caretaker goes round once."""
        rights = Rights(self.rooms.database, self.rooms.pack, self.rooms.media, lambda: self.now)
        bell, tend = self.rooms.bell, self.rooms.own_pictures.tend
        await Caretaker(self.rooms.database, lambda: self.now, bell, tend, rights=rights.go_round).go_round()

    async def kept(self) -> tuple[str | None, int]:
        """The name of who left, and how many messages the outbox knows of."""

        def read(tx: Tx) -> tuple[str | None, int]:
            return people.name_of(tx, 1), len(tx.all("SELECT 1 FROM outbox"))

        return await self.rooms.database.read(read)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Everything is as it should be, and the caretaker was here a minute ago."""

    def fill(tx: Tx) -> None:
        service = services.add(tx, name="Mill Lane")
        ada = people.add(tx, service_id=service, audience="person", name="Ada Example", at=stamp(NOW))
        people.stop(tx, ada, stamp(NOW - timedelta(days=1)))
        letter = outbox.put(tx, bot="bot", lane="a", body=b"1", at=stamp(NOW))
        outbox.done(tx, letter.id, stamp(NOW))

    async with open_rooms(read_config({}, data=str(tmp_path)), utc_now) as rooms:
        await rooms.database.write(fill)
        found = House(rooms)
        await found.looks_after()
        yield found


async def test_a_wrong_year_deletes_nothing(house: House) -> None:
    """The clock is ten years ahead for a day less a minute, and then right again: everything is there."""
    house.now = NOW + TEN_YEARS
    await house.looks_after()
    house.now += timedelta(hours=23, minutes=59)
    await house.looks_after()
    house.now = NOW + timedelta(days=1)
    await house.looks_after()
    assert await house.kept() == ("Ada Example", 1)


async def test_what_is_old_goes_once_the_clock_is_steady(house: House) -> None:
    """The control: where ten years have really passed, a day later it goes."""
    house.now = NOW + TEN_YEARS
    await house.looks_after()
    assert await house.kept() == ("Ada Example", 1)
    house.now += timedelta(days=1)
    await house.looks_after()
    assert await house.kept() == (None, 0)


def test_the_periods_are_shorter_than_the_jump() -> None:
    """Else the tests above show nothing."""
    assert all(timedelta(days=kind.days) < TEN_YEARS for kind in retention.KINDS if kind.name in {"left", "sent"})
