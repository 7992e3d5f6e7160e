"""What does not move is told to managers once a week, in one line: a number, and a link to the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from asking.permissions import Role
from evidence.register import STILL, is_still
from store.action_facts import Facts
from store.members import Member

STEP = "still"
"""Stands in the rows of what was told; the day of such a row is a week."""


def week_of(today: date) -> str:
    """The week of a day, such as `2026-W48`; it begins on a Monday."""
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02}"


def does_not_move(one: Facts, today: date) -> bool:
    """Whether nobody has worked on it for so long that managers hear of it."""
    return is_still(one.status, moved_at=one.moved_at, starts_on=one.starts_on, today=today)


def for_managers(
    actions: Iterable[Facts], staff: Iterable[Member], today: date
) -> Iterator[tuple[Member, tuple[Facts, ...]]]:
    """Each manager with what does not move in their services; those who have nothing such are left out."""
    found = [one for one in actions if does_not_move(one, today)]
    for who in staff:
        theirs = tuple(one for one in found if who.role == Role.MANAGER and who.sees(one.service_id))
        if theirs:
            yield who, theirs


def line(number: int) -> str:
    """What they are told."""
    return f"{'1 action has' if number == 1 else f'{number} actions have'} not moved for {STILL.days} days."
