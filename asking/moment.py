"""How a moment is written down: UTC, to the second, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A moment as the database keeps it, such as `2026-11-22T13:00:00Z`."""
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"
