"""The whole Telegram channel in this process: a house with people to ask, and a store on disk behind it.

    ada = await office.opens("person")       # someone has pressed Start on their own link, and sees the first screen
    (screen,) = await ada.taps("Next")       # what the bot sent because of it

Nothing here waits for time to pass: `Office.settled` waits for the very tasks that handle and send.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from asking.conversation import Conversations
from asking.invitations import invite, link_token
from asking.observing import observe
from bot import app
from bot.app import Bell, Rooms
from bot.config import read_config
from bot.pretend import Api
from bot.pretend.changes import Changes
from bot.telegram import cards as cards_module
from bot.telegram import channel as channel_module
from easyread.cards import Card
from easyread.fonts import FontSet
from easyread.pictures import PictureSet
from evidence.check import compare
from store import invitations, people, services
from store.inbox import Waiting
from store.media_files import MediaFiles
from store.tx import Tx
from tests.asking.tools import NOW, House, a_house
from tests.support.ready import built_in_pack, built_in_pictures, ready_store
from tests.telegram.phone import Phone
from tests.telegram.samples import png

if TYPE_CHECKING:
    from bot.telegram.channel import Telegram as Channel
    from tests.telegram.conftest import Telegram

T = TypeVar("T")
NAMES = ("Ada Example", "Bo Example", "Cy Example")
"""The people of the house."""
HOUSE_PHONE, INDEPENDENT_PHONE = "01632 960001", "01632 960009"
TOLD = ("answer", "consent", "comment", "flag", "media", "session", "worry")
"""The tables of what people said."""


def _small(_: PictureSet, name: str) -> bytes:
    """A picture that takes no time to draw, other than all others by what stands behind its end."""
    return png(40, 30) + name.encode()


async def _small_card(card: Card, _: PictureSet, __: FontSet) -> bytes:
    """A card that takes no time to draw, other than all others by what stands behind its end."""
    return png(40, 60) + repr(card).encode()


@dataclass
class Clock:
    """Plainsay's clock, which tests turn."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.moment


@dataclass
class Office:
    """The channel, and what is behind it.

    Attributes:
        api: Pretend Telegram.
        rooms: The store, the talks and the pack.
        channel: The channel itself.
        house: Ids of a house with one person of each audience.
        clock: Plainsay's clock.
        data: The data folder.
        rest: Knows when nothing is in hand.
    """

    api: Api
    rooms: Rooms
    channel: Channel
    house: House
    clock: Clock
    data: Path
    rest: Rest
    phones: Iterator[int] = field(default_factory=lambda: count(5_300_000_101))

    async def read(self, look: Callable[[Tx], T]) -> T:
        """Look into the store."""
        return await self.rooms.database.read(look)

    async def write(self, change: Callable[[Tx], T]) -> T:
        """Change something in the store."""
        return await self.rooms.database.write(change)

    async def settled(self) -> None:
        """Wait until all that was done is handled, and all that came of it is sent."""
        await self.rest.come()

    def phone(self, name: str = "Sam") -> Phone:
        """Somebody with a phone of their own, who has not been here before."""
        return Phone(self.api.user(next(self.phones), name), self.settled)

    async def link(self, who: str | int, *areas: str) -> str:
        """The token of a new invitation, for someone of the house by part or by id; on the first area as a rule."""
        person = who if isinstance(who, int) else int(getattr(self.house, who))
        asked, now = areas or ("duq.1",), self.clock.moment

        def invited(tx: Tx) -> str:
            made = invite(tx, person_id=person, round_id=self.house.round, code=app.CODE, areas=asked, now=now)
            return link_token(tx, made)

        return await self.write(invited)

    async def watching_link(self) -> str:
        """The token with which the member of staff watches the person."""
        by, house = (self.house.relative, self.house.staff), self.house

        def watched(tx: Tx) -> str:
            made = observe(
                tx, person_id=house.person, by=by, decided="A meeting", round_id=house.round, code=app.CODE,
                areas=("duq.1",), now=self.clock.moment, who="test",
            )  # fmt: skip
            return link_token(tx, made.invitations[1])

        return await self.write(watched)

    async def opens(self, who: str | int, *areas: str) -> Phone:
        """Someone of the house presses Start on a new link of their own."""
        phone = self.phone()
        await phone.opens(await self.link(who, *areas))
        return phone

    async def another(self, audience: str, name: str) -> int:
        """One more person of the house; gives the id."""
        at, service = self.rooms.now(), self.house.service
        return await self.write(lambda tx: people.add(tx, service_id=service, audience=audience, name=name, at=at))

    async def revoke(self, token: str) -> None:
        """End a link."""
        number, at = int(token.partition("-")[0]), self.rooms.now()
        await self.write(lambda tx: invitations.revoke(tx, number, at))

    async def differences(self) -> list[str]:
        """How the tallies differ from a rebuild; nothing when all is well."""
        return await self.read(compare)

    async def told(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of what people said, to compare with those of another moment."""
        return await self.read(lambda tx: {name: tx.all(f"SELECT * FROM {name} ORDER BY id") for name in TOLD})  # noqa: S608

    def files(self) -> set[str]:
        """The sealed recordings and photos on disk."""
        folder = self.data / "recordings"
        return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


class Rest:
    """Knows when the channel has nothing in hand.

    Args:
        api: Pretend Telegram, which numbers what is done.
        channel: The channel, which says what it has kept.
    """

    def __init__(self, api: Api, channel: Channel) -> None:
        self._updates, self._channel = api.updates, channel
        self._kept, self._changes = self._last, Changes()
        intake = channel._intake
        handled = intake._fresh

        def fresh(kept: Iterable[tuple[Waiting, bytes]]) -> None:
            listed = list(kept)
            handled(listed)
            self._kept = max([self._kept, *(waiting.update_id for waiting, _ in listed)])
            self._changes.ring()

        intake._fresh = fresh

    async def come(self) -> None:
        """Wait until it has nothing in hand."""
        while self._kept < self._last or self._tasks():
            await self._changes.until(lambda: self._kept >= self._last, 10)
            if tasks := self._tasks():
                await asyncio.wait(tasks)

    @property
    def _last(self) -> int:
        """The number of the last thing that was done."""
        return self._updates._next_id - 1

    def _tasks(self) -> list[asyncio.Task[None]]:
        worker, sender = self._channel._worker, self._channel.sender
        lanes = [*(lane.task for lane in worker._lanes.values()), *(lane.task for lane in sender._lanes.values())]
        return [task for task in (*lanes, *worker._answering, sender._reading) if task is not None]


@asynccontextmanager
async def opened(telegram: Telegram, data: Path, **settings: str) -> AsyncIterator[Office]:
    """The channel while it runs, on a new house. The pack is loaded once for all tests of a process.

    Args:
        telegram: Pretend Telegram.
        data: The data folder.
        settings: More settings, such as `PLAINSAY_PUBLIC_URL`.
    """
    environment = {
        "PLAINSAY_TELEGRAM_TOKEN": telegram.token,
        "PLAINSAY_TELEGRAM_API": telegram.base,
        "PLAINSAY_TELEGRAM_PER_SECOND": "1000",
        "PLAINSAY_TELEGRAM_CHAT_PER_SECOND": "1000",
        **settings,
    }
    config, clock = read_config(environment, data=str(data)), Clock()
    database = await ready_store(data / "plainsay.db", config.key_file)
    files, bell = MediaFiles(config.media), Bell()
    talks = Conversations(database, built_in_pack(), files, clock, bell)
    rooms = Rooms(database, built_in_pack(), built_in_pictures(), files, clock, bell, talks, talks.languages)
    try:
        house = await database.write(_house)
        async with app.telegram(rooms, config) as channel:
            assert channel is not None
            yield Office(telegram.api, rooms, channel, house, clock, data, Rest(telegram.api, channel))
    finally:
        await database.close()


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was spoken before, for all tests of a process: speech is what takes longest."""
    return tmp_path_factory.mktemp("speech")


@pytest.fixture
async def office(
    telegram: Telegram, tmp_path: Path, spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """The channel, running, with small pictures."""
    monkeypatch.setattr(channel_module, "png", _small)
    monkeypatch.setattr(cards_module, "png_beside", _small_card)
    (tmp_path / "speech").symlink_to(spoken)
    async with opened(telegram, tmp_path) as office:
        yield office


def _house(tx: Tx) -> House:
    house = a_house(tx)
    services.set_contacts(
        tx, house.service, phone=HOUSE_PHONE, independent_name="Open Voices", independent_phone=INDEPENDENT_PHONE
    )
    return house
