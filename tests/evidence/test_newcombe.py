"""The range of a difference agrees with what Newcombe published, and behaves as a range must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.newcombe import newcombe

shares = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),  # Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_published_values(later: tuple[int, int], earlier: tuple[int, int], low: float, high: float) -> None:
    """The eight worked examples of the paper come out to four places."""
    found = newcombe(earlier, later)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(shares, shares)
def test_the_difference_lies_inside(first: tuple[int, int], second: tuple[int, int]) -> None:
    """The range holds the difference, stays within -1 and 1, and turns round when the two change places."""
    found, turned = newcombe(first, second), newcombe(second, first)
    assert -1 <= found.low <= found.difference + 1e-12
    assert found.difference - 1e-12 <= found.high <= 1
    assert found.low == pytest.approx(-turned.high)
    assert found.high == pytest.approx(-turned.low)


def test_more_people_make_it_narrower() -> None:
    """The same shares of ten times as many people are known better."""
    few, many = newcombe((3, 10), (6, 10)), newcombe((30, 100), (60, 100))
    assert few.low < 0 < many.low
    assert many.high < few.high


@pytest.mark.parametrize("wrong", [(0, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(wrong: tuple[int, int]) -> None:
    """Nobody, or more than everybody, is an error and not a figure."""
    with pytest.raises(ValueError, match="not a share"):
        newcombe((1, 2), wrong)
