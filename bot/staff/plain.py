"""Days and figures as pages say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from locales.languages import name_of


def day(value: str) -> str:
    """`2026-11-22`, or a moment of that day → `22 November 2026`."""
    found = datetime.fromisoformat(value)
    return f"{found.day} {found:%B %Y}"


def moment(value: str) -> str:
    """`2026-11-22T13:05:00Z` → `22 November 2026 at 13:05 UTC`."""
    found = datetime.fromisoformat(value)
    return f"{found.day} {found:%B %Y} at {found:%H:%M} UTC"


def month(value: str) -> str:
    """`2026-11-01` → `November 2026`."""
    return f"{datetime.fromisoformat(value):%B %Y}"


def percent(share: float) -> str:
    """`0.456` → `46%`."""
    return f"{round(share * 100)}%"


def people(number: int) -> str:
    """`1 person`, `12 people`."""
    return "1 person" if number == 1 else f"{number} people"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "zip": zip,
    "day": day,
    "language": name_of,
    "moment": moment,
    "month": month,
    "percent": percent,
    "people": people,
}
