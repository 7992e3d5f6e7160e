"""When a backup is due, and when the last one is too old. Pure: the moment is handed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store.keeping import Run

RETRY = timedelta(hours=1)
"""After one that failed: soon enough, and not so soon that a full disk is written all day."""
LATE = 2
"""Times the period after which the last good backup is too old."""
OFF = "off"
EVERY = "backup every"
"""The setting that says how many hours lie between backups; `off` where none is made."""
ALIVE = "alive"
"""The setting that says when the program was last seen running."""


def is_due(now: datetime, good: Run | None, last: Run | None, every: timedelta) -> bool:
    """Whether a backup is to be made now. A clock that went back makes one, rather than none for as long."""
    if last is not None and last.code and timedelta() <= now - moment(last.at) < RETRY:
        return False
    if good is None:
        return True
    age = now - moment(good.at)
    return age >= every or age < -RETRY


def is_late(now: datetime, good: Run | None, every: timedelta) -> bool:
    """Whether the last good backup is too old."""
    return good is None or now - moment(good.at) > LATE * every


def moment(at: str) -> datetime:
    """A moment as the database keeps it."""
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
