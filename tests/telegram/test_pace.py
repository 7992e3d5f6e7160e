"""How fast something may go, and who goes first. Time passes at once."""

from __future__ import annotations

import asyncio

import pytest

from bot.pace import Bucket, Gate
from tests.support.timeless import in_no_time
from tests.telegram.wire import now


async def passes(bucket: Bucket, number: int) -> list[float]:
    """When each of so many was let through."""
    found = []
    for _ in range(number):
        await bucket.wait()
        found.append(round(now(), 6))
    return found


@pytest.mark.parametrize("rate", [0.1, 1 / 3, 1, 7, 29.97, 10_000])
def test_a_bucket_lets_through_what_it_should(rate: float) -> None:
    """The first ones at once and then at its rate, whatever rate that is: no sum of parts keeps it waiting for ever."""
    times = in_no_time(passes(Bucket(rate, 2), 500))
    assert times[:2] == [0, 0]
    assert times[-1] == pytest.approx(498 / rate, rel=1e-3)


def test_a_rest_fills_a_bucket_to_the_brim_only() -> None:
    """However long the rest was, no more go at once than after any other."""

    async def scenario() -> list[float]:
        bucket = Bucket(1.0, 3)
        await passes(bucket, 5)
        assert not bucket.is_full()
        await asyncio.sleep(1_000)
        assert bucket.is_full()
        return await passes(bucket, 5)

    times = in_no_time(scenario())
    assert [at - times[0] for at in times] == [0, 0, 0, 1, 2]


def test_a_pause_holds_what_waits_already() -> None:
    """The longer of two pauses holds, and a bucket that rests because it has to is not full."""

    async def scenario() -> None:
        bucket = Bucket(1.0, 3)
        bucket.pause(20)
        bucket.pause(5)
        assert not bucket.is_full()
        assert await passes(bucket, 1) == [20]

    in_no_time(scenario())


def test_whoever_gives_up_takes_no_place() -> None:
    """In the queue, and at the very moment of being let in: the place goes to the next one."""

    async def scenario() -> None:
        gate, inside = Gate(10_000, 1), []
        tickets = {name: gate.queued(0) for name in ("first", "queued", "admitted", "last")}

        async def enter(name: str) -> None:
            async with gate.entered(tickets[name]):
                inside.append(name)
                await asyncio.sleep(1)

        tasks = {name: asyncio.create_task(enter(name)) for name in tickets}
        # It is let in, and cancelled before it knows.
        tickets["admitted"].turn.add_done_callback(lambda _: tasks["admitted"].cancel())
        await asyncio.sleep(0.5)
        tasks["queued"].cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        assert inside == ["first", "last"]

    in_no_time(scenario())


def test_what_becomes_urgent_goes_first() -> None:
    """Someone who waits already can be hastened, once; and never be put back."""

    async def scenario() -> None:
        gate, inside = Gate(10_000, 1), []
        tickets = [gate.queued(1) for _ in range(4)]

        async def enter(number: int) -> None:
            async with gate.entered(tickets[number]):
                inside.append(number)
                await asyncio.sleep(1)

        tasks = [asyncio.create_task(enter(number)) for number in range(4)]
        await asyncio.sleep(0.5)
        gate.hasten(tickets[3], 0)
        gate.hasten(tickets[3], 5)
        gate.hasten(tickets[0], 0)  # it is in already
        await asyncio.gather(*tasks)
        assert inside == [0, 3, 1, 2]

    in_no_time(scenario())
