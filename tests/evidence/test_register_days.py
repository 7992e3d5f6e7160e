"""Which day of an action counts: its own, or that of something that nobody has seen."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from evidence.register import first_due, is_overdue, unseen_days
from store.action import Expected, Status

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
