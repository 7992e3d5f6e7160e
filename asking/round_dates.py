"""Days and names of the rounds of a series."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from store.rounds import Every, Round

MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
ONE = timedelta(days=1)
LONGEST_NAME = 60


def later(day: date, months: int) -> date:
    """The same day some months later. The last day of a month stays the last: 30 April → 31 May."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = (day + ONE).month != day.month
    return date(year, month + 1, last if is_last else min(day.day, last))


def next_days(before: Round, today: date) -> tuple[date, date]:
    """When the round after this one begins and ends: the next one that is not over today.

    Raises:
        ValueError: It comes once.
    """
    if before.every not in MONTHS:
        raise ValueError(f"round {before.id} comes once")
    months = MONTHS[before.every]
    opens, closes = date.fromisoformat(before.opens_on), date.fromisoformat(before.closes_on)
    times = 1
    while (last := later(closes, months * times)) < today:
        times += 1
    return later(opens, months * times), last


def next_name(before: Round, opens: date) -> str:
    """The name of the next round: 'Talks, May 2026' → 'Talks, August 2026', 'Survey 2026' → 'Survey 2027'."""
    then = date.fromisoformat(before.opens_on)
    for form in ("%B %Y", "%Y"):
        if f"{then:{form}}" in before.name:
            return before.name.replace(f"{then:{form}}", f"{opens:{form}}")
    when = f", {opens:%B %Y}"
    return f"{before.name[: LONGEST_NAME - len(when)]}{when}"


def unlike(name: str, others: set[str]) -> str:
    """The name, with a number where another round has it already."""
    number, found = 1, name
    while found in others:
        number += 1
        found = f"{name} ({number})"
    return found
