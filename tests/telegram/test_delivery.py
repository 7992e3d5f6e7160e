"""The outbox is sent: in order for each chat, at a pace, and whatever goes wrong on the way. No network, no waiting."""

from __future__ import annotations

import asyncio
import errno
from collections import defaultdict
from itertools import pairwise

import pytest

from bot import delivery
from bot.delivery import Impossible, Later, Limits, NotSent, Unclear
from tests.support.timeless import in_no_time
from tests.telegram.wire import Line, line, outcomes, texts

__all__ = ["line"]


def test_a_chats_messages_go_out_in_order(line: Line) -> None:
    """Whatever goes wrong with one, the next waits for it; and what was sent is empty."""
    line.wire.fates = {"m1": [NotSent()], "m3": [Unclear(), Later(5)], "m4": [NotSent(), NotSent(), Unclear()]}

    async def scenario() -> None:
        line.send(*texts(8))
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == texts(8)
    assert line.rows("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL OR body IS NOT NULL") == [(0,)]


def test_a_wait_that_the_channel_wants_is_that_chats_alone(line: Line) -> None:
    """A 429 in one chat holds up that chat for as long as it says, and no other."""
    line.wire.fates = {"a1": [Later(30)]}

    async def scenario() -> None:
        line.send(*texts(3, "a"), lane="a")
        line.send(*texts(6, "b"), lane="b")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.when("a1") == [0.0, pytest.approx(30)]
    assert max(line.wire.when("b5")) == pytest.approx(3)
    assert line.doubted() == 0


def test_a_reply_goes_before_a_reminder(line: Line) -> None:
    """In its own chat and among all chats: a reply waits behind one message that is on its way, and no more."""
    line.limits = Limits(overall=2.0, chat=1.0)
    line.sender = line.another()

    async def scenario() -> None:
        for chat in range(20):
            line.send("reminder", lane=f"{chat}", priority=1)
        line.send("late reminder", lane="a", priority=1)
        await asyncio.sleep(3.01)
        line.send("reply a", lane="a")
        line.send("reply b", lane="b")
        before = len(line.wire.sent)
        await line.idle()
        assert line.wire.texts[before : before + 3] == ["reply a", "reply b", "reminder"]

    in_no_time(scenario())
    assert line.wire.texts.index("reply a") < line.wire.texts.index("late reminder")


def test_all_chats_together_keep_a_pace(line: Line) -> None:
    """In no stretch of time go out more than the first ones at once and then so many a second."""
    line.limits = Limits(overall=30.0)
    line.sender = line.another()

    async def scenario() -> None:
        for chat in range(300):
            line.send(f"{chat}", lane=f"{chat}")
        await line.idle()

    in_no_time(scenario())
    times = [at for at, _text in line.wire.sent]
    for place, start in enumerate(times):
        assert sum(at - start <= 1 for at in times[place:]) <= 30 + 31
    assert times[-1] == pytest.approx((300 - 30) / 30, abs=0.1)


def test_one_chat_keeps_a_pace(line: Line) -> None:
    """Three at once and then one a second; after a rest three at once again."""

    async def scenario() -> None:
        line.send(*texts(6))
        await line.idle()
        await asyncio.sleep(10)
        line.send(*texts(4, "n"))
        await line.idle()

    in_no_time(scenario())
    assert [round(at, 3) for at, _text in line.wire.sent] == [0, 0, 0, 1, 2, 3, 13, 13, 13, 14]


def test_not_too_many_are_on_their_way_at_once(line: Line) -> None:
    """However slow the channel is, a number of messages are in its hands, and the rest wait."""
    line.limits, line.wire.seconds = Limits(overall=10_000), 20.0
    line.sender = line.another()

    async def scenario() -> None:
        for chat in range(200):
            line.send(f"{chat}", lane=f"{chat}")
        await line.idle()

    in_no_time(scenario())
    at_once: defaultdict[float, int] = defaultdict(int)
    for at, _text in line.wire.tried:
        at_once[round(at)] += 1
    assert max(at_once.values()) == delivery.AT_ONCE


def test_an_unclear_outcome_is_tried_again_and_counted(line: Line) -> None:
    """After a while that grows, up to a minute; once it is through, it counts as one that may have come twice."""
    line.wire.fates = {"m0": [Unclear() for _ in range(9)]}

    async def scenario() -> None:
        line.send("m0", "m1")
        await line.idle()

    in_no_time(scenario())
    tries = line.wire.when("m0")
    waits = [after - before for before, after in pairwise(tries)]
    for wait, meant in zip(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60], strict=True):
        assert 0.79 * meant <= wait <= 1.21 * meant
    assert outcomes(line) == [("", 1), ("", 0)]


def test_what_surely_did_not_go_out_is_not_doubted(line: Line) -> None:
    """Where there was no connection at all, trying again can show nothing twice."""
    line.wire.fates = {"m0": [NotSent(), NotSent()], "m1": [Later(3)]}

    async def scenario() -> None:
        line.send("m0", "m1")
        await line.idle()

    in_no_time(scenario())
    assert outcomes(line) == [("", 0), ("", 0)]


def test_doubt_stays_with_its_message(line: Line) -> None:
    """A reply that overtakes a reminder whose outcome is unclear is not counted in its place."""
    line.wire.fates = {"reminder": [Unclear(), NotSent()]}

    async def scenario() -> None:
        line.send("reminder", priority=1)
        await asyncio.sleep(0.1)
        line.send("reply")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["reply", "reminder"]
    assert outcomes(line) == [("", 1), ("", 0)]


@pytest.mark.parametrize(
    "fault", [OSError(errno.EMFILE, "Too many open files"), OSError(errno.ENOSPC, ""), MemoryError()]
)
def test_a_machine_that_is_at_its_end_loses_no_message(line: Line, fault: Exception) -> None:
    """Where a message cannot be made for want of files, room or memory, it waits, and goes out later, in order."""
    line.wire.fates = {"m0": [fault, fault]}

    async def scenario() -> None:
        line.send("m0", "m1")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["m0", "m1"]
    assert outcomes(line) == [("", 0), ("", 0)]


def test_an_impossible_message_is_given_up(line: Line) -> None:
    """With its reason, empty, after one try; and the next one goes."""
    line.wire.fates = {"m0": [Impossible("refused: too long")], "m1": [FileNotFoundError(errno.ENOENT, "gone")]}

    async def scenario() -> None:
        line.send("m0", "m1", "m2")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["m2"]
    assert outcomes(line) == [("refused: too long", 0), ("broken", 0), ("", 0)]
