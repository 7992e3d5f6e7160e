"""How fast something may go, and who goes first."""

from __future__ import annotations

import asyncio

import pytest

from bot.pace import Bucket, Gate
from tests.support.virtual_time import run


def now() -> float:
    """The loop's time."""
    return asyncio.get_running_loop().time()


def test_a_bucket_lets_a_few_through_and_then_one_by_one() -> None:
    """Three at once after a rest, then one a second, for as long as there are any."""

    async def times() -> list[float]:
        bucket, found = Bucket(1.0, 3), []
        for _ in range(6):
            await bucket.wait()
            found.append(round(now(), 2))
        return found

    assert run(times()) == [0, 0, 0, 1, 2, 3]


def test_a_bucket_fills_up_again_but_not_over() -> None:
    """After a long rest it is full, no fuller: three at once again."""

    async def times() -> list[float]:
        bucket, found = Bucket(1.0, 3), []
        for _ in range(3):
            await bucket.wait()
        assert not bucket.is_full()
        await asyncio.sleep(100)
        assert bucket.is_full()
        for _ in range(4):
            await bucket.wait()
            found.append(round(now(), 2))
        return found

    assert run(times()) == [100, 100, 100, 101]


def test_a_pause_holds_whatever_is_left() -> None:
    """Nothing goes through before it is over; a shorter one does not end a longer one."""

    async def time() -> float:
        bucket = Bucket(1.0, 3)
        bucket.pause(30)
        bucket.pause(5)
        await bucket.wait()
        return now()

    assert run(time()) == pytest.approx(30)


def test_a_gate_lets_so_many_in_at_once() -> None:
    """Never more than that are inside, and everyone gets in."""

    async def most() -> tuple[int, int]:
        gate, inside, seen, done = Gate(1000.0, 4), 0, 0, 0

        async def one() -> None:
            nonlocal inside, seen, done
            async with gate.entered(0):
                inside += 1
                seen = max(seen, inside)
                await asyncio.sleep(1)
                inside -= 1
                done += 1

        await asyncio.gather(*(one() for _ in range(20)))
        return seen, done

    assert run(most()) == (4, 20)


def test_a_gate_keeps_the_overall_rate() -> None:
    """Thirty at once, then thirty a second: ninety take two seconds."""

    async def time() -> float:
        gate = Gate(30.0, 100)

        async def one() -> None:
            async with gate.entered(0):
                pass

        await asyncio.gather(*(one() for _ in range(90)))
        return now()

    assert run(time()) == pytest.approx(2.0, abs=0.05)


def test_the_urgent_go_first() -> None:
    """Who waits with priority 0 goes in before all with 1, in the order in which they came."""

    async def order() -> list[str]:
        gate, found = Gate(1000.0, 1), []

        async def one(name: str, priority: int) -> None:
            async with gate.entered(priority):
                found.append(name)
                await asyncio.sleep(1)

        names = [("first", 1), ("later 1", 1), ("later 2", 1), ("urgent 1", 0), ("urgent 2", 0)]
        await asyncio.gather(*(one(*each) for each in names))
        return found

    assert run(order()) in (
        ["urgent 1", "urgent 2", "first", "later 1", "later 2"],
        ["first", "urgent 1", "urgent 2", "later 1", "later 2"],
    )


def test_who_gives_up_takes_no_place() -> None:
    """A caller that is cancelled, waiting or let in just now, leaves the way free for the next."""

    async def went() -> bool:
        gate = Gate(1000.0, 1)

        async def hold(seconds: float) -> None:
            async with gate.entered(0):
                await asyncio.sleep(seconds)

        holder = asyncio.create_task(hold(5))
        await asyncio.sleep(1)
        waiting = [asyncio.create_task(hold(5)) for _ in range(3)]
        await asyncio.sleep(1)
        for task in (*waiting, holder):
            task.cancel()
        await asyncio.gather(holder, *waiting, return_exceptions=True)
        async with asyncio.timeout(10), gate.entered(0):
            return True

    assert run(went())
