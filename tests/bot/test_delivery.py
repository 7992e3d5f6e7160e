"""The one way in which messages leave: in order, at a pace, and never lost. Simulated: the channel behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import DeliveryError, Impossible, Later, Limits, NotSent, Sender, Unclear, Unreachable
from store import outbox
from store.crypto import Keys
from store.database import Database, open_database
from store.errors import NotSaved
from store.tx import Tx
from tests.support.virtual_time import run

BOT = "bot"
AT = "2026-11-28T12:00:00Z"


@dataclass
class PretendChannel:
    """Takes messages and notes when; fails as it is told, by the message's words.

    Attributes:
        sent: Words and time of each message that got through.
        faults: Words → what happens the next times that they are sent; after that they get through.
    """

    bot: str = BOT
    sent: list[tuple[str, float]] = field(default_factory=list)
    faults: dict[str, list[DeliveryError]] = field(default_factory=dict)

    async def send(self, body: bytes) -> None:
        """Take a message, or fail."""
        words = body.decode()
        waiting = self.faults.get(words)
        if waiting:
            fault = waiting.pop(0)
            if isinstance(fault, Unclear):
                self.note(words)
            raise fault
        self.note(words)

    def note(self, words: str) -> None:
        """It is there."""
        self.sent.append((words, round(asyncio.get_running_loop().time(), 2)))

    @property
    def words(self) -> list[str]:
        """What got through, in order."""
        return [words for words, _ in self.sent]


@dataclass
class Post:
    """A sender, its store, and the channel behind it."""

    database: Database
    channel: PretendChannel
    sender: Sender

    async def put(self, lane: str, *words: str, priority: int = 0) -> None:
        """Put messages in the outbox and hand them over."""
        self.sender.add(await self.kept(lane, *words, priority=priority))

    async def kept(self, lane: str, *words: str, priority: int = 0) -> list[outbox.Letter]:
        """Put messages in the outbox."""

        def kept(tx: Tx) -> list[outbox.Letter]:
            return [outbox.put(tx, bot=BOT, lane=lane, body=each.encode(), at=AT, priority=priority) for each in words]

        return await self.database.write(kept)

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until something has come true."""
        async with asyncio.timeout(10_000):
            while not done():  # noqa: ASYNC110 - this loop's time passes at once
                await asyncio.sleep(0.5)

    async def totals(self) -> outbox.Totals:
        """How the outbox stands."""
        return await self.database.read(outbox.totals)


@asynccontextmanager
async def post(folder: Path, limits: Limits | None = None) -> AsyncIterator[Post]:
    """A sender at work on the store in a folder."""
    database = await open_database(folder / "plainsay.db", Keys(folder / "plainsay.key"))
    channel = PretendChannel()

    def lost(tx: Tx, bot: str, lane: str, at: str) -> None:
        outbox.drop(tx, bot, lane, at, "blocked")
        outbox.put(tx, bot=BOT, lane="deputy", body=b"they cannot be reached", at=at)

    sender = Sender(database, channel, limits or Limits(1000, 1000), lambda: AT, lost)
    try:
        yield Post(database, channel, sender)
    finally:
        await sender.close()
        await database.close()


def play(folder: Path, scene: Callable[[Post], Coroutine[Any, Any, None]], limits: Limits | None = None) -> None:
    """Play a scene in no time."""

    async def whole() -> None:
        async with post(folder, limits) as made:
            await scene(made)

    run(whole())


def test_each_chat_gets_its_messages_in_order(tmp_path: Path) -> None:
    """Whatever happens in other chats, a chat's messages come one after another, and the outbox is empty then."""

    async def scene(at: Post) -> None:
        at.channel.faults["a3"] = [NotSent(), Unclear(), Later(3)]
        for number in range(6):
            await at.put("a", f"a{number}")
            await at.put("b", f"b{number}")
        await at.until(lambda: len(at.channel.sent) >= 13)
        for lane in "ab":
            mine = [words for words in at.channel.words if words.startswith(lane)]
            assert list(dict.fromkeys(mine)) == [f"{lane}{number}" for number in range(6)]
        await at.until(lambda: not at.sender._known)
        assert (await at.totals()).waiting == 0

    play(tmp_path, scene)


def test_a_chat_that_is_told_to_wait_holds_nobody_else(tmp_path: Path) -> None:
    """A minute's pause of one chat: the other's message goes at once, the first one's after the minute."""

    async def scene(at: Post) -> None:
        at.channel.faults["slow"] = [Later(60)]
        at.sender.add([*await at.kept("a", "slow", "after it"), *await at.kept("b", "quick")])
        await at.until(lambda: len(at.channel.sent) == 3)
        when = dict(at.channel.sent)
        assert when["quick"] < 1
        assert when["slow"] >= 60
        assert at.channel.words == ["quick", "slow", "after it"]
        assert (await at.totals()).maybe_twice == 0

    play(tmp_path, scene)


def test_the_pace_of_one_chat_and_of_all(tmp_path: Path) -> None:
    """Never more than three in any second in a chat, and thirty in all."""

    async def scene(at: Post) -> None:
        await at.put("a", *(f"a{number}" for number in range(6)))
        await at.until(lambda: len(at.channel.sent) == 6)
        times = [when for _, when in at.channel.sent]
        assert all(times[number + 3] - times[number] >= 0.9 for number in range(3))
        start = asyncio.get_running_loop().time()
        for number in range(60):
            await at.put(f"chat {number}", f"c{number}")
        await at.until(lambda: len(at.channel.sent) == 66)
        assert at.channel.sent[-1][1] - start >= 0.9

    play(tmp_path, scene, Limits(30, 1, 3))


def test_a_reply_goes_before_a_reminder(tmp_path: Path) -> None:
    """In one chat, a reply that comes while reminders wait for their turn overtakes them."""

    async def scene(at: Post) -> None:
        await at.put("a", *(f"reminder {number}" for number in range(6)), priority=1)
        await at.until(lambda: len(at.channel.sent) == 3)
        await at.put("a", "reply")
        await at.until(lambda: len(at.channel.sent) == 7)
        assert at.channel.words.index("reply") <= 4

    play(tmp_path, scene, Limits(30, 1, 3))


def test_what_is_unclear_is_sent_again_and_counted(tmp_path: Path) -> None:
    """It may have come: better twice than never, and the outbox says how many."""

    async def scene(at: Post) -> None:
        at.channel.faults["question"] = [Unclear(), Unclear()]
        at.channel.faults["other"] = [NotSent(), NotSent()]
        await at.put("a", "question")
        await at.put("b", "other")
        await at.until(lambda: not at.sender._known)
        assert sorted(at.channel.words) == ["other", "question", "question", "question"]
        totals = await at.totals()
        assert (totals.waiting, totals.maybe_twice, totals.failed) == (0, 1, 0)

    play(tmp_path, scene)


def test_tries_grow_rarer(tmp_path: Path) -> None:
    """A channel that is gone for long is not hammered: waits double, up to about a minute."""

    async def scene(at: Post) -> None:
        at.channel.faults["question"] = [NotSent() for _ in range(10)]
        await at.put("a", "question")
        await at.until(lambda: bool(at.channel.sent))
        assert 200 < at.channel.sent[0][1] < 450

    play(tmp_path, scene)


def test_what_can_never_be_sent_is_given_up_and_the_next_goes(tmp_path: Path) -> None:
    """Its reason stands in the outbox; nothing else waits for it."""

    async def scene(at: Post) -> None:
        at.channel.faults["broken"] = [Impossible("refused: message is too long")]
        await at.put("a", "broken", "next")
        await at.until(lambda: not at.sender._known)
        assert at.channel.words == ["next"]
        row = await at.database.read(lambda tx: tx.one("SELECT fault, body FROM outbox WHERE fault <> ''"))
        assert row == ("refused: message is too long", None)

    play(tmp_path, scene)


def test_a_closed_chat_loses_what_waits_and_others_are_told(tmp_path: Path) -> None:
    """Nothing more is tried there, and what the loss puts in the outbox goes out by itself."""

    async def scene(at: Post) -> None:
        at.channel.faults["first"] = [Unreachable()]
        await at.put("a", "first", "second")
        await at.until(lambda: "they cannot be reached" in at.channel.words)
        assert at.channel.words == ["they cannot be reached"]
        await at.until(lambda: not at.sender._known)
        totals = await at.totals()
        assert (totals.waiting, totals.failed) == (0, 2)

    play(tmp_path, scene)


def test_what_was_left_over_goes_first_and_counts_as_maybe_twice(tmp_path: Path) -> None:
    """At the start everything that waits is sent, in order; the program cannot know what had got through."""

    async def leave() -> None:
        database = await open_database(tmp_path / "plainsay.db", Keys(tmp_path / "plainsay.key"))
        for words in (b"one", b"two"):
            await database.write(lambda tx, words=words: outbox.put(tx, bot=BOT, lane="a", body=words, at=AT))
        await database.write(lambda tx: outbox.put(tx, bot="another bot", lane="a", body=b"not ours", at=AT))
        await database.close()

    async def scene(at: Post) -> None:
        await at.sender.start()
        await at.put("a", "three")
        await at.until(lambda: not at.sender._known)
        assert at.channel.words == ["one", "two", "three"]
        totals = await at.totals()
        assert (totals.waiting, totals.maybe_twice) == (1, 2)

    asyncio.run(leave())
    play(tmp_path, scene)


def test_what_could_not_be_noted_holds_its_chat_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent, but the disk is full: nothing more goes to this chat until that is saved, and nothing is sent twice."""
    full, real = [True], outbox.done

    def done(tx: Tx, letter_id: int, at: str, **values: Any) -> None:
        if full[0] and letter_id == 1:
            raise NotSaved("disk", "It is full.", "Make room.")
        real(tx, letter_id, at, **values)

    monkeypatch.setattr(outbox, "done", done)

    async def scene(at: Post) -> None:
        await at.put("a", "first", "second")
        await at.put("b", "other")
        await at.until(lambda: len(at.channel.sent) == 2)
        await asyncio.sleep(30)
        assert sorted(at.channel.words) == ["first", "other"]
        full[0] = False
        await at.until(lambda: not at.sender._known)
        assert sorted(at.channel.words) == ["first", "other", "second"]

    play(tmp_path, scene)


def test_closing_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    """What was not sent waits for the next start."""

    async def scene(at: Post) -> None:
        at.channel.faults["first"] = [NotSent()]
        await at.put("a", "first", "second")
        await asyncio.sleep(0.01)
        await at.sender.close()
        await at.put("a", "third")
        assert (await at.totals()).waiting == 3

    play(tmp_path, scene)
