"""Handles what was kept: each person's updates in order, people side by side, each update exactly once."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from telegram.error import TelegramError

from asking import links
from asking.conversation import Conversations
from asking.errors import UnknownLink
from asking.sight import NOTHING, Sight
from bot.delivery import Sender
from bot.passing import passes
from bot.telegram import handling
from bot.telegram.arrived import Arrived, Nothing, NotReadable, Sent, Tapped, Wrote, read
from bot.telegram.fetching import Fetched, Fetcher
from bot.telegram.hand import Hand
from bot.telegram.helping import WORRY
from bot.telegram.strangers import in_trouble
from easyread.pictures import PictureSet
from store import chats, inbox
from store.database import Database
from store.errors import NotRead, NotSaved
from store.inbox import Waiting
from store.tx import Tx

T = TypeVar("T")
LOG = logging.getLogger("plainsay.telegram")
AT_ONCE = 64
FETCHES_AT_ONCE = 8
ANSWERS_AT_ONCE = 200
"""Taps that are being answered. More are not: they count all the same, and other people's messages need the way."""
BODIES_AT_HAND = 20
"""Of one person. More that arrive at once wait in the database only: one who floods us costs no memory."""
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
LAST_SECONDS = 5.0


@dataclass
class _Lane:
    waiting: deque[tuple[Waiting, bytes | None]] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None


class Worker:
    """Handles updates.

    Args:
        talks: The talks.
        pictures: The picture set.
        number: The bot's own number.
        now: The moment as a stamp.
        sender: Sends what comes of them.
        fetcher: Fetches voice notes and photos.
        answer: Tells Telegram that a tap has arrived, so that the button stops waiting.
    """

    def __init__(
        self,
        talks: Conversations,
        pictures: PictureSet,
        number: str,
        *,
        now: Callable[[], str],
        sender: Sender,
        fetcher: Fetcher,
        answer: Callable[[str], Awaitable[None]],
    ) -> None:
        self._talks, self._pictures, self._number, self._now = talks, pictures, number, now
        self._sender, self._fetcher, self._answer = sender, fetcher, answer
        self._lanes: dict[str, _Lane] = {}
        self._free, self._fetching = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(FETCHES_AT_ONCE)
        self._answering: set[asyncio.Task[None]] = set()
        self._closed = False
        self.passed: Callable[[], None] = lambda: None

    @property
    def _database(self) -> Database:
        return self._talks.database

    async def start(self) -> None:
        """Take up what was kept and not handled before."""
        left = await self._database.read(lambda tx: inbox.waiting(tx, self._number))
        self.add((one, None) for one in left)

    def add(self, fresh: Iterable[tuple[Waiting, bytes | None]]) -> None:
        """Handle these, each person's after those that wait already."""
        if self._closed:
            return  # they are kept, and handled at the next start
        for waiting, body in fresh:
            lane = self._lanes.setdefault(waiting.lane, _Lane())
            lane.waiting.append((waiting, body if len(lane.waiting) < BODIES_AT_HAND else None))
            if lane.task is None:
                lane.task = asyncio.create_task(self._drain(waiting.lane, lane))

    async def close(self) -> None:
        """Finish what is in hand; what waits is handled at the next start."""
        self._closed = True
        tasks = [lane.task for lane in self._lanes.values() if lane.task]
        for lane in self._lanes.values():
            lane.waiting.clear()
        await _ended(tasks)
        await _ended(self._answering)

    async def _drain(self, name: str, lane: _Lane) -> None:
        try:
            while lane.waiting:
                waiting, body = lane.waiting.popleft()
                await self._until_handled(waiting, body)
        finally:
            lane.task = None
            if not lane.waiting:
                self._lanes.pop(name, None)

    async def _until_handled(self, waiting: Waiting, body: bytes | None) -> None:
        """A fault of ours in one update must not stop this person for ever: that update is put aside."""
        try:
            await self._handle(waiting, body)
        except NotReadable as error:
            LOG.warning("T303: An update that cannot be read was put aside: %s", error)
            await self._put_aside(waiting, f"not readable: {error}", tell=False)
        except Exception as error:
            LOG.exception("T302: An update was put aside: %s", type(error).__name__)
            await self._put_aside(waiting, type(error).__name__)

    async def _handle(self, waiting: Waiting, body: bytes | None) -> None:
        if body is None:
            body = await self._patiently(lambda: self._database.read(lambda tx: inbox.take(tx, waiting.id)))
            if body is None:
                return
        arrived = read(body)
        if isinstance(arrived.did, Tapped):
            self._answer_soon(arrived.did.query)
        fetched = await self._fetched(waiting, arrived)
        seen = await self._patiently(lambda: self._seen(waiting, arrived))
        hand = await self._written(lambda tx: self._turn(tx, waiting, arrived, fetched, seen))
        if hand is None:
            await self._talks.discard(fetched.files)
            return
        self._talks.answered(hand.answers)
        self._sender.add(hand.letters)
        if hand.told or hand.seen.kinds:
            self._sender.wake()
            self._talks.told()  # whoever is told of a worry by e-mail
        if hand.gone:
            await self._talks.discard(tuple(hand.gone))

    async def _written(self, turn: Callable[[Tx], T]) -> T:
        async def write() -> T:
            async with self._free:  # first come, first served: one who floods us has one place, like everyone
                return await self._database.write(turn)

        return await self._patiently(write)

    def _turn(self, tx: Tx, waiting: Waiting, arrived: Arrived, fetched: Fetched, seen: Sight) -> Hand | None:
        """Everything that comes of an update, in one transaction; None where it was handled before."""
        if not inbox.done(tx, waiting.id, self._now()) or isinstance(arrived.did, Nothing):
            return None
        hand = replace(self._hand(tx, waiting, arrived, fetched), seen=seen)
        handling.handle(hand)
        return hand

    def _hand(self, tx: Tx, waiting: Waiting, arrived: Arrived, fetched: Fetched) -> Hand:
        return Hand(
            tx=tx,
            talks=self._talks,
            pictures=self._pictures,
            bot=self._number,
            lane=waiting.lane,
            at=self._now(),
            arrived=arrived,
            chat=chats.by_lane(tx, self._number, waiting.lane),
            kept=fetched.kept,
            refused=fetched.refused,
        )

    async def _seen(self, waiting: Waiting, arrived: Arrived) -> Sight:
        """What the detector sees in the words of it, before its turn. Words of a worry are told, and not looked at."""
        words = arrived.did.words if isinstance(arrived.did, Wrote | Sent) else ""
        if not words:
            return NOTHING
        token = await self._database.read(lambda tx: self._token(tx, waiting.lane))
        try:
            return await self._talks.look_first(token, words) if token else NOTHING
        except UnknownLink:
            return NOTHING

    def _token(self, tx: Tx, lane: str) -> str:
        chat = chats.by_lane(tx, self._number, lane)
        told = chat is None or chat.awaits == WORRY
        return "" if told or chat is None else links.token_for(tx.keys, chat.invitation_id, chat.version)

    async def _fetched(self, waiting: Waiting, arrived: Arrived) -> Fetched:
        """On places of its own: where files come slowly, only those wait who sent one."""
        sent = arrived.did
        if not isinstance(sent, Sent):
            return Fetched()

        async def fetch() -> Fetched:
            async with self._fetching:
                return await self._fetcher.fetch(waiting.lane, sent)

        return await self._patiently(fetch)

    def _answer_soon(self, query: str) -> None:
        """First of all, and nothing waits for it: a tap too old to be answered counts all the same."""

        async def answered() -> None:
            try:
                await self._answer(query)
            except TelegramError as error:
                LOG.debug("A tap could not be answered: %s", type(error).__name__)

        if len(self._answering) >= ANSWERS_AT_ONCE:
            return
        task = asyncio.create_task(answered())
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _put_aside(self, waiting: Waiting, fault: str, *, tell: bool = True) -> None:
        """It is kept apart; the person hears that it did not work, and may go on."""

        def put(tx: Tx, *, told: bool) -> Hand:
            inbox.put_aside(tx, waiting.id, fault, self._now())
            hand = self._hand(tx, waiting, Arrived(waiting.update_id, 0, 0, Nothing()), Fetched())
            if told and not hand.flooded():
                in_trouble(hand)
            return hand

        for told in (True, False) if tell else (False,):  # what went wrong may be what is said, too
            try:
                hand = await self._written(partial(put, told=told))
            except Exception as error:
                LOG.exception("T304: An update could not be put aside: %s", type(error).__name__)
            else:
                self._sender.add(hand.letters)
                return

    async def _patiently(self, do: Callable[[], Awaitable[T]]) -> T:
        """A machine that cannot do it just now is waited for: nobody's turn is lost over a full disk."""
        wait = FIRST_WAIT_SECONDS
        while True:
            try:
                return await do()
            except Exception as error:
                if not (passes(error) or isinstance(error, NotSaved | NotRead)):
                    raise
                self.passed()
                LOG.warning("T301: An update waits: %s", getattr(error, "code", type(error).__name__))
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)


async def _ended(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Wait for these; after a while they are told to end."""
    waited = list(tasks)
    if waited:
        _done, late = await asyncio.wait(waited, timeout=LAST_SECONDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*waited, return_exceptions=True)
