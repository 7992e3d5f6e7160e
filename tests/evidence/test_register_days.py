"""Which day of an action counts: its own, or that of something that nobody has seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evidence.action_tables.read import read
from evidence.register import Slips, first_due, is_overdue, slips, unseen_days
from store.action import Expected, Status
from tests.action_tables.councils import FORMATS, stockton

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
EXPECTED = st.builds(
    Expected,
    st.just("Minutes"),
    due_on=st.none() | DAYS.map(date.isoformat),
    seen_on=st.none() | DAYS.map(date.isoformat),
)


@given(st.sampled_from(Status), st.none() | DAYS.map(date.isoformat), st.lists(EXPECTED, max_size=5), DAYS)
def test_late_is_its_own_day_or_that_of_something_unseen(
    status: Status, own: str | None, expected: list[Expected], today: date
) -> None:
    """Late is exactly what is neither done nor stopped and has a day, or an unseen item's day, that has passed."""
    unseen = [one.due_on for one in expected if one.seen_on is None]
    passed = [day for day in (own, *unseen) if day is not None and date.fromisoformat(day) < today]
    late = is_overdue(status, first_due(own, unseen_days(expected)), today)
    assert late == (bool(passed) and status not in {Status.DONE, Status.NO_LONGER_NEEDED})


def test_put_off_twice_and_past_its_first_day_is_moved_again() -> None:
    """Only later days count, the first one is remembered, and what is done has not moved again."""
    moved = [(None, "2026-03-31"), ("2026-03-31", "2026-03-15"), ("2026-03-15", "2026-06-30"), ("2026-06-30", None)]
    found = slips(moved)
    assert found == Slips(2, "2026-03-31")
    assert found.again(Status.IN_PROGRESS, date(2026, 4, 1))
    assert not found.again(Status.IN_PROGRESS, date(2026, 3, 31)), "on its first day it is not past it"
    assert not found.again(Status.DONE, date(2026, 4, 1))
    assert not slips(moved[:3]).again(Status.IN_PROGRESS, date(2027, 1, 1)), "once is not again"
    assert slips([]) == slips([(None, "2026-03-31")]) == Slips()


@given(st.lists(st.none() | DAYS.map(date.isoformat), min_size=1, max_size=8))
def test_how_often_is_how_often_the_day_became_later(days: list[str | None]) -> None:
    """Whatever way a last day took: each step to a later one, or from one to none, counts once."""
    pairs = [(was, now) for was, now in pairwise(days) if was != now]
    wanted = sum((now or "9999") > was for was, now in pairs if was)
    assert slips(pairs).times == wanted
    assert slips(pairs).first == next((was for was, _ in pairs if was), "")


def test_a_plan_like_the_councils_is_late_in_november() -> None:
    """Its action 6 has evidence for October, November and January: it is late when October's was not seen, and why."""
    table = read(FORMATS["docx"](stockton()))
    (six,) = [one for one in table.actions if one.number == "6"]
    own = six.timescale.due_on
    assert own == "2011-01-31"
    expected = [Expected(one.text, due_on=one.timescale.due_on) for one in six.expected]
    assert unseen_days(expected) == ("2010-10-31", "2010-11-30", "2011-01-31")
    assert is_overdue(Status.NOT_STARTED, first_due(own, unseen_days(expected)), date(2010, 11, 1))
    seen = [replace(one, seen_on="2010-10-20") if one.due_on == "2010-10-31" else one for one in expected]
    assert not is_overdue(Status.NOT_STARTED, first_due(own, unseen_days(seen)), date(2010, 11, 1))
