"""Which backups are kept, and by when the last copy of something is gone. Pure: moments come in, moments go out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_MONTH_DAYS = 31
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Policy:
    """How many are kept: the newest of each of so many days, weeks and months that have one."""

    daily: int = 7
    weekly: int = 5
    monthly: int = 12


POLICY = Policy()


def kept(moments: Collection[datetime], policy: Policy = POLICY) -> frozenset[datetime]:
    """Which of the backups made at these moments (in UTC) are kept. The newest always is.

    Only the backups' own moments count, never the clock: one that jumps a year ahead takes nothing away.
    """
    newest_first = sorted(set(moments), reverse=True)
    found = set(newest_first[:1])
    for number, period in ((policy.daily, _day), (policy.weekly, _week), (policy.monthly, _month)):
        found |= _newest_of_each(newest_first, number, period)
    return frozenset(found)


def ages_out(policy: Policy = POLICY) -> timedelta:
    """How long after something was removed the last backup that still holds it is gone, while backups go on being made.

    The backup of its own day, week or month is kept until as many later ones have one.
    """
    days = (policy.daily + 1, (policy.weekly + 1) * WEEK_DAYS, (policy.monthly + 1) * LONGEST_MONTH_DAYS)
    return timedelta(days=max(days))


def _newest_of_each(
    newest_first: list[datetime], number: int, period: Callable[[datetime], tuple[int, ...]]
) -> set[datetime]:
    first: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        first.setdefault(period(moment), moment)
    return set(list(first.values())[:number])


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month
