"""People in pretend Telegram who tap as soon as they see a question. They live in its process and cost it little."""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.machine import cpu_seconds
from bench.telegram_taps import OVER, Press, PressAfterHearing
from bot.pretend import Api, Chat, Message

FIRST_NUMBER = 100_000
AT_ONCE = 64


class NoAnswer(Exception):
    """The bot left somebody without the next question: nothing may be measured then."""


@dataclass(frozen=True, slots=True)
class Talked:
    """One measurement.

    Attributes:
        turns: Taps after which the next question came.
        cpu: Processor seconds of the bot.
        own_cpu: Processor seconds of pretend Telegram with its people.
    """

    turns: int
    seconds: float
    cpu: float
    own_cpu: float

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Processor milliseconds of the bot, a turn."""
        return self.cpu * 1000 / self.turns if self.turns else 0.0


@dataclass(slots=True)
class Files:
    """Pictures and sounds in what the bot sent: how many came for the first time or again, and bytes uploaded for each.

    What a file holds decides whether it came before, so one that is uploaded twice counts as 'again'.
    """

    sent: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    uploaded: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    _uploads: set[tuple[str, ...]] = field(default_factory=set)
    _known: set[bytes] = field(default_factory=set)

    def count(self, message: Message) -> None:
        """Notes a message's file."""
        media = message.media
        if media is None:
            return
        is_first = media.data not in self._known
        self._known.add(media.data)
        self.sent[is_first] += 1
        if media.ids not in self._uploads:
            self._uploads.add(media.ids)
            self.uploaded[is_first] += len(media.data)


@dataclass(slots=True)
class _Waiting:
    """Someone who did something and waits for the next question.

    Attributes:
        is_turn: It was a tap.
        toasts: Answers to taps that there will be once this tap is answered.
        seen: The button to tap next and its message, once the question is there.
    """

    is_turn: bool
    toasts: int
    seen: tuple[str, int] | None = None


class People(Api):
    """Pretend Telegram with people who talk to its bot.

    They tap again once the next question is there and the button that they tapped has stopped waiting.

    Args:
        press: What they tap.
        payloads: What the link of each new person carries.
        patience_seconds: How long they wait for the next question.
    """

    def __init__(self, press: Press, payloads: Iterator[str], patience_seconds: float = 60.0) -> None:
        super().__init__()
        self.record.on = False
        self.press = press
        self.seen_files: dict[str, Files] = {"photo": Files(), "voice": Files()}
        self.questions = 0
        self._payloads, self._patience = payloads, patience_seconds
        self._chance = random.Random(1)  # noqa: S311 - taps, not secrets
        self._numbers = iter(range(FIRST_NUMBER, 2**31))
        self._waiting: dict[int, _Waiting] = {}
        self._ready: deque[tuple[int, str, int]] = deque()
        self.turns = 0
        self._goes_on = False
        self._rung = asyncio.Event()

    def touch(self, chat: Chat, message: Message | None = None) -> int:
        """Something changed in a chat. A person looks at it a moment later."""
        number = super().touch(chat, message)
        if message is None:
            asyncio.get_running_loop().call_soon(self._goes_on_in, chat)
        elif message.from_bot and not message.deleted:
            asyncio.get_running_loop().call_soon(self._looks, chat, message)
        return number

    async def talk(self, many: int, seconds: float, pid: int) -> Talked:
        """Has this many people talk at once for a while; then each waits for what they asked for last.

        Args:
            many: How many talk.
            seconds: For how long.
            pid: The bot's process.

        Raises:
            NoAnswer: Somebody was left waiting.
        """
        await self.open(many)
        gc.collect()
        gc.freeze()  # else the collector would go through everything that was ever said, in the middle of it
        self.turns, self._goes_on = 0, True
        began, cpu, own = time.perf_counter(), cpu_seconds(pid), time.process_time()
        for _ in range(many):
            self._tap(*self._ready.popleft())
        await asyncio.sleep(seconds)
        await self.wait(lambda people: people.turns > 0, self._patience)  # a rate of nothing says nothing
        self._goes_on = False
        took = time.perf_counter() - began
        done = Talked(self.turns, took, cpu_seconds(pid) - cpu, time.process_time() - own)
        await self._all_answered()
        return done

    async def open(self, many: int) -> None:
        """Has new people begin until this many are at a question."""
        while (missing := many - len(self._ready)) > 0:
            for _ in range(min(missing, AT_ONCE)):
                self._begin()
            await self._all_answered()

    async def spread(self, many: int, most: int) -> None:
        """Opens this many new conversations, and lets chance say how far each has gone on: not all are at one place.

        Args:
            many: How many.
            most: All go on for fewer taps than this.
        """
        self.forget()
        await self.open(many)
        waits = {number: self._chance.randrange(most) for number, _, _ in self._ready}
        for step in range(most):
            staying = [one for one in self._ready if waits[one[0]] <= step]
            self._ready = deque(one for one in self._ready if waits[one[0]] > step)
            await self.each_taps(1)
            self._ready += staying
        self._chance.shuffle(self._ready)

    def forget(self) -> None:
        """Whoever is at a question stays there, and does nothing any more."""
        self._ready.clear()

    async def each_taps(self, times: int) -> None:
        """Has everyone who is at a question tap, some after others, so often."""
        for _ in range(times):
            left = len(self._ready)
            while left > 0:
                for _ in range(min(left, AT_ONCE)):
                    self._tap(*self._ready.popleft())
                left -= AT_ONCE
                await self._all_answered()

    async def whole_talk(self, most: int, *, aloud: bool = False) -> int:
        """Has one new person talk to the end, alone.

        Args:
            most: Taps after which the talk is left, should it be longer.
            aloud: The person asks for reading aloud first, and hears every question before tapping.

        Returns:
            How many questions came, with the one at the end.
        """
        self.forget()
        before, usual = self.questions, self.press
        await self.open(1)
        if aloud:
            self.press = PressAfterHearing(usual)
            number = self._ready.popleft()[0]
            self._waiting[number] = _Waiting(is_turn=False, toasts=0)
            self.users[number].say("/aloud")
            await self._all_answered()
        for _ in range(most):
            if self._ready:
                self._tap(*self._ready.popleft())
                await self._all_answered()
        self.press = usual
        return self.questions - before

    def _begin(self) -> None:
        payload = next(self._payloads, None)
        if payload is None:
            raise LookupError("There are too few people for this measurement.")
        number = next(self._numbers)
        self._waiting[number] = _Waiting(is_turn=False, toasts=0)
        self.user(number).start(payload)

    def _tap(self, number: int, data: str, message_id: int) -> None:
        user = self.users[number]
        self._waiting[number] = _Waiting(is_turn=True, toasts=len(user.toasts) + 1)
        user.tap_raw(data, message_id)

    def _looks(self, chat: Chat, message: Message) -> None:
        if message.media is not None:
            self.seen_files[message.media.kind].count(message)
        data, waiting = self.press(message, self._chance), self._waiting.get(chat.id)
        if data is None or waiting is None or waiting.seen:
            return
        waiting.seen = data, message.message_id
        self.turns += waiting.is_turn
        self.questions += 1
        self._goes_on_in(chat)

    def _goes_on_in(self, chat: Chat) -> None:
        waiting = self._waiting.get(chat.id)
        if waiting is None or not waiting.seen or len(chat.toasts) < waiting.toasts:
            return
        del self._waiting[chat.id]
        data, message_id = waiting.seen
        if data is not OVER and not self._goes_on:
            self._ready.append((chat.id, data, message_id))
        elif data is not OVER:
            self._tap(chat.id, data, message_id)
        elif self._goes_on:
            self._begin()
        if not self._waiting:
            self._rung.set()

    async def _all_answered(self) -> None:
        """Waits until nobody waits for the bot."""
        self._rung.clear()
        while self._waiting:
            try:
                await asyncio.wait_for(self._rung.wait(), self._patience)
            except TimeoutError:
                raise NoAnswer(f"{len(self._waiting)} people see no next question.") from None
            self._rung.clear()
