"""Which backups are kept: a law for any moments, and a year of days with a clock that jumps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asking.backup_policy import POLICY, Policy, ages_out, kept

START = datetime(2026, 1, 1, 3, 15, tzinfo=UTC)
MOMENTS = st.lists(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    max_size=80,
)
POLICIES = st.builds(Policy, st.integers(0, 9), st.integers(0, 9), st.integers(0, 15))


@given(MOMENTS, POLICIES)
def test_the_newest_is_always_kept(moments: list[datetime], policy: Policy) -> None:
    """Whatever the policy and the moments, the newest stays, and nothing is kept that is not there."""
    found = kept(moments, policy)
    assert found <= set(moments)
    assert not moments or max(moments) in found


@given(MOMENTS, POLICIES)
def test_no_more_than_was_said(moments: list[datetime], policy: Policy) -> None:
    """The number of backups never grows beyond days, weeks and months together."""
    assert len(kept(moments, policy)) <= max(1, policy.daily + policy.weekly + policy.monthly)


@given(MOMENTS)
def test_keeping_twice_is_keeping_once(moments: list[datetime]) -> None:
    """What is kept is kept again: a second look deletes nothing more."""
    assert kept(kept(moments)) == kept(moments)


@given(MOMENTS)
def test_each_of_the_last_seven_days_has_one(moments: list[datetime]) -> None:
    """The newest backup of each of the seven latest days that have one is there."""
    days = sorted({one.date() for one in moments}, reverse=True)[: POLICY.daily]
    assert {max(one for one in moments if one.date() == day) for day in days} <= kept(moments)


@given(st.lists(st.sampled_from([0, 0, 0, 0, -400, 3650, -3650, 40, -1]), min_size=20, max_size=120))
def test_a_clock_that_jumps_deletes_no_day(jumps: list[int]) -> None:
    """Day by day with a clock that jumps years: the one just made stays, and so does the last week of every clock."""
    shelf: frozenset[datetime] = frozenset()
    now = START
    for jump in jumps:
        now += timedelta(days=1 + jump)
        shelf = kept(shelf | {now}) | {now}
        assert now in shelf
    assert len(shelf) <= POLICY.daily + POLICY.weekly + POLICY.monthly + 1


def test_regular_backups_age_out_as_promised() -> None:
    """With one a day for three years, none is older than `ages_out` says, and some are nearly a year old."""
    shelf: frozenset[datetime] = frozenset()
    oldest = timedelta()
    for day in range(3 * 365):
        now = START + timedelta(days=day)
        shelf = kept(shelf | {now})
        oldest = max(oldest, now - min(shelf))
    assert timedelta(days=330) < oldest <= ages_out()
    assert len(shelf) <= POLICY.daily + POLICY.weekly + POLICY.monthly


def test_a_shorter_policy_ages_out_sooner() -> None:
    """The promise follows the policy: it is no constant."""
    assert ages_out(Policy(daily=3, weekly=0, monthly=0)) < ages_out(Policy(daily=7, weekly=5, monthly=0)) < ages_out()
