"""What the register says of an action: late, still, and whether it worked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.pack import Standard
from evidence.register import STILL, Verdict, Worked, is_overdue, is_still, is_without_change
from store.action import Action, NewAction, Status

TODAY = date(2026, 11, 22)
PLACE = Standard("duq.1.good.1", "duq.1", "Support fits.", "good")
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def an_action(**said: object) -> Action:
    """An action that was opened and last touched on the first of November."""
    at = "2026-11-01T09:00:00Z"
    return Action(1, 0, at, at, None, NewAction(plan_id=1, what="Eat at 6", **said))  # type: ignore[arg-type]


@given(due=days, status=st.sampled_from(Status))
def test_overdue_is_open_after_its_last_day(due: date, status: Status) -> None:
    """An action is overdue from the day after its last one, and never when nothing is left to do."""
    action = an_action(due_on=due.isoformat(), status=status)
    assert is_overdue(action, TODAY) == (due < TODAY and status.open)
    assert not is_overdue(an_action(status=status), TODAY)


@given(touched=days, starts=days, status=st.sampled_from(Status))
def test_still_is_four_weeks_untouched(touched: date, starts: date, status: Status) -> None:
    """It stands still four weeks after it was last touched; one that has a first day, four weeks after that."""
    action = replace(an_action(status=status, starts_on=starts.isoformat()), moved_at=f"{touched}T10:00:00Z")
    begins = max(touched, starts) if status is Status.NOT_STARTED else touched
    assert is_still(action, TODAY) == (status.open and begins + timedelta(days=28) < TODAY)
    assert STILL.days == 28


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((), False),
        ((Verdict.NOT_ASKED_SINCE, Verdict.HIDDEN), False),
        ((Verdict.COULD_BE_CHANCE,), True),
        ((Verdict.WORSE, Verdict.NOT_COMPARED), True),
        ((Verdict.BETTER, Verdict.WORSE), False),
    ],
)
def test_done_without_change_needs_people_asked_since(verdicts: tuple[Verdict, ...], expected: bool) -> None:
    """Only a done action of which people were asked since can be one without a change."""
    worked = tuple(Worked(PLACE, one) for one in verdicts)
    assert is_without_change(an_action(status=Status.DONE), worked) == expected
    assert not is_without_change(an_action(status=Status.IN_PROGRESS), worked)
