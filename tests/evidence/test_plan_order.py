"""The order of actions in a plan, and the number of the next one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.plan_order import in_order, next_number

NUMBERS = st.lists(st.sampled_from(["", "1", "2", "10", "1.1", "1.2", "1.10", "2.1", "x", "2a"]), max_size=8)


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        (["1.10", "1.9", "1.2"], ["1.2", "1.9", "1.10"]),
        (["3", "", "1"], ["1", "3", ""]),
        (["", "2", "1"], ["", "1", "2"]),
        (["2", "1", "2"], ["2", "1", "2"]),
        (["2b", "2a", "2"], ["2", "2a", "2b"]),
    ],
)
def test_actions_stand_by_number(given_: list[str], wanted: list[str]) -> None:
    """One without a number stays behind the one that it stood behind; numbers that begin anew stay as they are."""
    assert in_order(given_, str) == wanted


@given(NUMBERS)
def test_nothing_is_lost_or_put_twice(numbers: list[str]) -> None:
    """Whatever the numbers are, and doing it again changes nothing."""
    found = in_order(list(enumerate(numbers)), lambda one: one[1])
    assert sorted(found) == list(enumerate(numbers))
    assert in_order(found, lambda one: one[1]) == found


@pytest.mark.parametrize(
    ("part", "here", "every", "layout", "wanted"),
    [
        ("", [], [], "stockton", "1"),
        ("3", [], ["1", "2", ""], "stockton", "3"),
        ("2", ["2.9", "2.10"], ["1.1", "2.9", "2.10"], "", "2.11"),
        ("3", [], ["1.1", "2.1"], "", "3.1"),
        ("3", [], [], "dudley", "3.1"),
        ("", [], ["1.1"], "dudley", ""),
        ("", [], ["a", "1"], "stockton", ""),
        ("", [], [], "", ""),
    ],
)
def test_the_next_number_goes_on_as_the_plan_does(
    part: str, here: list[str], every: list[str], layout: str, wanted: str
) -> None:
    """Under its part where numbers have dots, through the whole plan where they have none, else nothing."""
    assert next_number(part, here, every, layout) == wanted
