from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.suppression import Shown, shown_alone, shown_together

tables = st.dictionaries(st.integers(1, 8), st.integers(0, 25), min_size=1)


def together(people: dict[int, int]) -> tuple[dict[int, Shown], int]:
    """A table at rest: all of five or more people are published, and so is the total."""
    total = sum(people.values())
    published = {cell: n for cell, n in people.items() if n >= 5}
    hidden = {cell: n for cell, n in people.items() if n < 5}
    return shown_together(published, hidden, total if total >= 5 else None), total


@pytest.mark.parametrize(
    ("people", "shown"),
    [(0, "nobody"), (1, "hidden"), (4, "hidden"), (5, "words"), (9, "words"), (10, "figures"), (90, "figures")],
)
def test_steps_of_d15(people: int, shown: str) -> None:
    """Under five hidden, five to nine in words, from ten in figures."""
    assert shown_alone(people) == shown


def test_one_hidden_service_takes_the_next_smallest_with_it() -> None:
    """With one service hidden, the total minus the others would be that service: another is hidden too."""
    shown, _ = together({1: 3, 2: 12, 3: 11})
    assert shown == {1: Shown.HIDDEN, 2: Shown.FIGURES, 3: Shown.HIDDEN}


def test_two_hidden_services_under_five_take_another_with_them() -> None:
    """Two hidden services with three people together would still tell on three people."""
    shown, _ = together({1: 1, 2: 2, 3: 12, 4: 13})
    assert [cell for cell, how in shown.items() if how is Shown.HIDDEN] == [1, 2, 3]


def test_enough_hidden_people_need_no_more() -> None:
    """Two hidden services with seven people hide each other; figures of seven stay out of reach as well."""
    shown, _ = together({1: 3, 2: 4, 3: 12, 4: 13, 5: 14})
    assert shown == {1: Shown.HIDDEN, 2: Shown.HIDDEN, 3: Shown.WORDS, 4: Shown.FIGURES, 5: Shown.FIGURES}


def test_one_service_in_words_is_not_told_by_figures() -> None:
    """With one service in words, figures of the total and of the others would be its figures."""
    shown, _ = together({1: 7, 2: 12, 3: 20})
    assert shown == {1: Shown.WORDS, 2: Shown.WORDS, 3: Shown.FIGURES}


def test_nobody_is_no_secret() -> None:
    """A service where nobody was heard hides nothing."""
    shown, _ = together({1: 0, 2: 12, 3: 20})
    assert shown == {1: Shown.NOBODY, 2: Shown.FIGURES, 3: Shown.FIGURES}


def test_what_is_left_over_after_a_take_back_is_hidden_too() -> None:
    """Shown results move at different moments; where the total is three people more, that rest is covered."""
    shown = shown_together({1: 10, 2: 12}, {}, 25)
    assert shown[1] is not Shown.FIGURES


@given(tables)
def test_nothing_hidden_can_be_subtracted(people: dict[int, int]) -> None:
    """Whatever the table, the total minus what is shown is never one hidden service, nor fewer than five people."""
    shown, total = together(people)
    hidden = [cell for cell in people if shown[cell] is Shown.HIDDEN]
    if total >= 5 and hidden:
        assert len(hidden) > 1 or len([n for n in people.values() if n]) == 1
        assert sum(people[cell] for cell in hidden) >= 5


@given(tables)
def test_figures_under_ten_can_not_be_subtracted(people: dict[int, int]) -> None:
    """Figures of the total and the services never give the figures of fewer than ten people, nor of one service."""
    shown, total = together(people)
    without = [cell for cell, n in people.items() if n and shown[cell] is not Shown.FIGURES]
    if total >= 10 and without:
        assert sum(people[cell] for cell in without) >= 10
        assert len(without) > 1 or len([n for n in people.values() if n]) == 1


@given(tables)
def test_nothing_is_shown_that_its_own_number_forbids(people: dict[int, int]) -> None:
    """Being in a table never shows more of a result than it would show alone."""
    rank = [Shown.NOBODY, Shown.HIDDEN, Shown.WORDS, Shown.FIGURES]
    shown, _ = together(people)
    assert all(rank.index(shown[cell]) <= rank.index(shown_alone(n)) for cell, n in people.items())
    assert set(shown) == set(people)
