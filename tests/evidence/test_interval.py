from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.interval import Z, wilson


def test_z_is_exact() -> None:
    """The normal quantile is not rounded to 1.96."""
    assert pytest.approx(1.959963984540054, abs=1e-12) == Z


@pytest.mark.parametrize(
    ("successes", "people", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_published_values(successes: int, people: int, low: float, high: float) -> None:
    """The interval agrees with Newcombe's published table to four places."""
    found = wilson(successes, people)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_inside(case: tuple[int, int]) -> None:
    """The interval holds the share, stays within 0 and 1, and mirrors when good and bad change places."""
    successes, people = case
    found, mirrored = wilson(successes, people), wilson(people - successes, people)
    assert 0 <= found.low <= successes / people <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high)


@pytest.mark.parametrize(("successes", "people"), [(1, 0), (0, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(successes: int, people: int) -> None:
    """Nobody, or more than everybody, is an error and not a figure."""
    with pytest.raises(ValueError, match="not a share"):
        wilson(successes, people)
