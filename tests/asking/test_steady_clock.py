"""A clock that jumps deletes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from asking.steady_clock import BACK, FAR, RESTS, last_jump, watch
from store.database import Database
from tests.asking.tools import NOW

MINUTE = timedelta(minutes=1)


async def looked(database: Database, *moments: datetime) -> list[bool]:
    """Whether the clock was steady at each of these looks."""
    return [await database.write(lambda tx, now=now: watch(tx, now)) for now in moments]


async def test_a_clock_that_goes_on_is_steady(database: Database) -> None:
    """From the first look on, through a night and a weekend away, things may be deleted."""
    assert await looked(database, NOW, NOW + MINUTE, NOW + timedelta(days=2), NOW + timedelta(days=4)) == [True] * 4


@pytest.mark.parametrize("jump", [timedelta(days=3650), FAR + MINUTE, -BACK - MINUTE, timedelta(days=-9)])
async def test_after_a_jump_deleting_rests_for_a_day(database: Database, jump: timedelta) -> None:
    """Ahead or back: nothing is deleted until the clock went on steadily for a day; then it is as ever."""
    after = NOW + jump
    assert await looked(database, NOW, after, after + RESTS - MINUTE, after + RESTS) == [True, False, False, True]


async def test_a_jump_there_and_back_rests_from_the_last_one(database: Database) -> None:
    """A wrong year that is set right within the day has taken nothing away."""
    wrong, right = NOW + timedelta(days=3650), NOW + timedelta(hours=1)
    assert await looked(database, NOW, wrong, right, right + RESTS - MINUTE) == [True, False, False, False]
    jump = await database.read(lambda tx: last_jump(tx, right))
    assert jump is not None
    assert jump.was > jump.became


@given(some.lists(some.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=4000)), max_size=12))
def test_it_is_steady_only_a_day_after_any_jump(steps: list[timedelta]) -> None:
    """For any way a clock can go: steady means that the last day of looks held no jump."""
    kept: dict[str, str] = {}
    moments = [NOW]
    for step in steps:
        moments.append(min(max(moments[-1] + step, NOW - timedelta(days=700)), NOW + timedelta(days=30_000)))
    tx = _Settings(kept)
    for place, now in enumerate(moments):
        jumps = [b for a, b in pairwise(moments[: place + 1]) if b - a > FAR or a - b > BACK]
        expected = not jumps or now >= jumps[-1] + RESTS
        assert watch(tx, now) is expected  # type: ignore[arg-type]  # all that it does is settings


class _Settings:
    """As much of a transaction as keeps settings."""

    def __init__(self, kept: dict[str, str]) -> None:
        self._kept = kept

    def one(self, _: str, *, name: str) -> tuple[str] | None:
        """One setting."""
        return (self._kept[name],) if name in self._kept else None

    def run(self, _: str, *, name: str, value: str) -> int:
        """Keep one."""
        self._kept[name] = value
        return 1
