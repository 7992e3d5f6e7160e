"""The one place that asks the machine for the time; everything else is handed it."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is where time enters the program
