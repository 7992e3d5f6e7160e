"""What one working day is: how long words and recordings may wait for someone to hear or read them (D19)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

SATURDAY = 5


def is_overdue(at: str, now: datetime) -> bool:
    """Whether more than one working day has gone by. Saturdays and Sundays do not count; bank holidays do.

    Args:
        at: A stamp of when it came.
        now: The present moment.
    """
    start = datetime.fromisoformat(at)
    if start.weekday() >= SATURDAY:
        start = datetime.combine(start + timedelta(days=7 - start.weekday()), time(), start.tzinfo)
    last = start + timedelta(days=1)
    if last.weekday() >= SATURDAY:
        last += timedelta(days=2)
    return now > last
