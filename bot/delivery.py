"""Sends what the outbox holds, through one transport a channel: in order for each chat, at a pace that it allows.

A message is kept until its transport says that it was sent. Where that is not known, because the connection broke or
the program was cut off, it is sent again and counted: better twice than never.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from bot.lane import Lane
from bot.pace import Bucket, Gate
from bot.passing import passes
from store import outbox, settings
from store.database import Database
from store.errors import NotRead, NotSaved, StoreError
from store.outbox import Letter
from store.tx import Tx

LOG = logging.getLogger("plainsay.delivery")
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60.0
LAST_SECONDS = 5.0
AT_ONCE = 48
IN_ORDER = "in order"
"""How the outbox was left: nothing in it is in doubt but what says so."""
MANY_LANES = 1000
"""With so many chats at hand, those that have rested long enough are forgotten."""


class DeliveryError(Exception):
    """A message was not sent. `word` is what such attempts are counted by."""

    word = "later"


class Later(DeliveryError):
    """The channel wants this chat left alone for a while."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class NotSent(DeliveryError):
    """It did not get through; to try again is safe."""


class Unclear(DeliveryError):
    """Nobody knows whether it got through: to try again may show it twice."""

    word = "unclear"


class Unreachable(DeliveryError):
    """The chat is closed to us. Nothing more can be sent there."""

    word = "closed"


class Impossible(DeliveryError):
    """The channel will never take this message. Its text is a stable word for the outbox."""

    word = "given up"


Note = Callable[[Tx], bool]
"""What to write once a message was sent; gives whether that has put further messages in the outbox."""


class Transport(Protocol):
    """A channel's own way to send."""

    bot: str

    async def send(self, body: bytes) -> Note | None:
        """Send one message, or raise a DeliveryError; gives what is to be noted together with that."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a channel takes, in messages a second: from one chat a few at once, then one by one.

    Attributes:
        at_once: How many may be on their way at the same time.
    """

    overall: float = 30.0
    chat: float = 1.0
    chat_burst: int = 3
    at_once: int = AT_ONCE


class Sender:
    """Sends one channel's messages.

    Args:
        database: Where the outbox is.
        transport: Sends.
        limits: The pace.
        now: The moment as a stamp.
        lost: What to write when a chat can no longer be reached.
    """

    def __init__(
        self,
        database: Database,
        transport: Transport,
        limits: Limits,
        now: Callable[[], str],
        lost: Callable[[Tx, str, str, str], None],
    ) -> None:
        self._database, self._transport, self._now, self._lost = database, transport, now, lost
        self._limits, self._mark = limits, f"outbox {transport.bot}"
        self._gate = Gate(limits.overall, limits.at_once)
        self._lanes: dict[str, Lane] = {}
        self._many = MANY_LANES
        self._known: set[int] = set()
        self._ended: set[int] = set()  # while the outbox is read: what is read may not know of it yet
        self._reading: asyncio.Task[None] | None = None
        self._read_again = False
        self._closed = False
        self.counted: Callable[[str], None] = lambda _: None

    async def start(self) -> None:
        """Take up what was left over from before. Where the program was cut off, it may have been sent already."""

        def left(tx: Tx) -> tuple[Letter, ...]:
            if settings.get(tx, self._mark) != IN_ORDER:
                outbox.doubted(tx, self._transport.bot)
            settings.put(tx, self._mark, "")
            return outbox.waiting(tx, self._transport.bot)

        self.add(await self._database.write(left))

    def add(self, letters: Iterable[Letter]) -> None:
        """Send these; they are saved. Those that are in hand already are left out."""
        for letter in letters:
            if letter.id in self._known or self._closed:
                continue
            self._known.add(letter.id)
            lane = self._lanes.get(letter.lane)
            if lane is None:
                self._forget_rested()
                lane = self._lanes[letter.lane] = Lane(Bucket(self._limits.chat, self._limits.chat_burst))
            heapq.heappush(lane.waiting, (letter.priority, letter.id, letter.body))
            if lane.task is None:
                lane.task = asyncio.create_task(self._drain(letter.lane, lane))
            elif lane.ticket is not None:
                self._gate.hasten(lane.ticket, letter.priority)

    def wake(self) -> None:
        """Something was put in the outbox by another room: look there."""
        self._read_again = True
        if self._reading is None and not self._closed:
            self._reading = asyncio.create_task(self._read())

    async def close(self) -> None:
        """Stop sending. What is on its way is waited for a little, and what waits is sent at the next start."""
        self._closed = True
        lanes = [lane for lane in self._lanes.values() if lane.task]
        busy = [lane.task for lane in lanes if lane.task and lane.sending]
        idle = [lane.task for lane in lanes if lane.task and not lane.sending]
        idle += [self._reading] if self._reading else []
        for task in idle:
            task.cancel()
        late = (await asyncio.wait(busy, timeout=LAST_SECONDS))[1] if busy else ()
        for task in late:
            task.cancel()
        await asyncio.gather(*idle, *busy, return_exceptions=True)
        await self._leave_in_order()

    async def _leave_in_order(self) -> None:
        """Note what is in doubt, so that at the next start nothing else is."""
        doubted = {one for lane in self._lanes.values() for one in (*lane.doubted, lane.sending) if one}

        def left(tx: Tx) -> None:
            outbox.doubt(tx, doubted)
            settings.put(tx, self._mark, IN_ORDER)

        with suppress(StoreError):
            await self._database.write(left)

    async def _read(self) -> None:
        try:
            while self._read_again:
                self._read_again = False
                self._ended.clear()
                try:
                    found = await self._database.read(lambda tx: outbox.waiting(tx, self._transport.bot))
                except StoreError as error:
                    LOG.warning("The outbox could not be read: %s", error.code)
                    self._read_again = True
                    await asyncio.sleep(FIRST_WAIT_SECONDS)
                else:
                    self.add(letter for letter in found if letter.id not in self._ended)
        finally:
            self._reading = None

    async def _drain(self, name: str, lane: Lane) -> None:
        """Send a chat's messages one after another, until none waits."""
        wait = FIRST_WAIT_SECONDS
        try:
            while lane.waiting and not self._closed:
                await lane.pace.wait()
                lane.ticket = self._gate.queued(lane.waiting[0][0])
                async with self._gate.entered(lane.ticket):
                    letter = heapq.heappop(lane.waiting)
                    lane.sending = letter[1]
                    outcome = await self._attempt(letter[2])
                    self.counted(outcome.word if isinstance(outcome, DeliveryError) else "sent")
                if isinstance(outcome, Unreachable):
                    await self._give_up(name, lane, letter[1])
                elif not isinstance(outcome, DeliveryError) or isinstance(outcome, Impossible):
                    await self._done(letter[1], outcome, twice=letter[1] in lane.doubted)
                    lane.doubted.discard(letter[1])
                    wait = FIRST_WAIT_SECONDS
                else:  # the same again, once it may go; only what is more urgent is sent to this chat before it
                    heapq.heappush(lane.waiting, letter)
                    if isinstance(outcome, Unclear):
                        lane.doubted.add(letter[1])
                    lane.sending = 0
                    wait = await self._hold(lane, outcome, wait)
                lane.sending = 0
        finally:
            lane.task = lane.ticket = None

    def _forget_rested(self) -> None:
        if len(self._lanes) >= self._many:
            self._lanes = {name: lane for name, lane in self._lanes.items() if lane.task or not lane.pace.is_full()}
            self._many = max(MANY_LANES, 2 * len(self._lanes))

    async def _attempt(self, body: bytes) -> DeliveryError | Note | None:
        try:
            return await self._transport.send(body)
        except DeliveryError as error:
            return error
        except Exception as error:  # a fault of ours in one message must not stop this chat for ever
            if passes(error) or isinstance(error, NotSaved | NotRead):
                LOG.warning("A message waits, for this machine cannot make it now: %s", type(error).__name__)
                return NotSent()
            LOG.exception("A message could not be made: %s", type(error).__name__)
            return Impossible("broken")

    async def _hold(self, lane: Lane, outcome: DeliveryError, wait: float) -> float:
        """Wait as long as the channel says, or a while that grows. Returns how long to wait next time."""
        if self._closed:
            return wait
        if isinstance(outcome, Later):
            lane.pace.pause(outcome.seconds)
            return wait
        await asyncio.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - so that not all come back at once
        return min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _done(self, letter_id: int, outcome: Impossible | Note | None, *, twice: bool) -> None:
        """Note that a message is done. Until that is saved, nothing more is sent to its chat."""
        if fault := str(outcome) if isinstance(outcome, Impossible) else "":
            LOG.warning("A message could not be sent: %s", fault)

        def done(tx: Tx) -> bool:
            outbox.done(tx, letter_id, self._now(), maybe_twice=twice, fault=fault)
            return callable(outcome) and outcome(tx)

        if await self._saved(done):
            self.wake()
        self._end({letter_id})

    async def _give_up(self, name: str, lane: Lane, letter_id: int) -> None:
        at = self._now()
        try:
            await self._saved(lambda tx: self._lost(tx, self._transport.bot, name, at))
        except Exception as error:  # a fault of ours: what waits here does so until the next start
            LOG.exception("A chat that is closed to us could not be closed: %s", type(error).__name__)
        else:
            self._end({letter_id, *(one[1] for one in lane.waiting)})
            self.wake()  # whoever else is to know of it
        lane.waiting.clear()

    def _end(self, letters: set[int]) -> None:
        self._known -= letters
        if self._reading is not None:
            self._ended |= letters

    async def _saved(self, turn: Callable[[Tx], bool | None]) -> bool | None:
        while True:
            try:
                return await self._database.write(turn)
            except StoreError as error:
                LOG.warning("A message was sent, and that could not be saved yet: %s", error.code)
            await asyncio.sleep(FIRST_WAIT_SECONDS)
