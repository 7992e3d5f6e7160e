"""The bench works: every part runs at its smallest size. No figure decides a test."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.__main__ import PARTS, run_parts
from bench.browser import press
from bench.measure import Spread, ratios, spread, turned
from bench.plan import TINY
from bench.table import Table, markdown, plain, shown, times
from tests.house.tree import ROOT


@pytest.mark.parametrize("part", [part for part in PARTS if part != "telegram"])  # test_telegram.py runs that one
async def test_every_part_prints_a_table(part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each part runs to its end against real servers and stores, and prints at least one row of figures."""
    await run_parts([part], TINY, tmp_path)
    printed = capsys.readouterr().out
    figures = [line for line in printed.splitlines() if line.startswith("|") and any(c.isdigit() for c in line)]
    assert figures
    assert "nan" not in printed


def test_ratios_compare_neighbours() -> None:
    """A ratio is taken within each round, so that a slow round does not count against one side."""
    assert ratios([10.0, 100.0, 30.0], [5.0, 50.0, 10.0]) == Spread(2.0, 2.0, 3.0, 3)


def test_spread_tells_median_and_ends() -> None:
    """The median is the middle round, not the mean."""
    assert spread([1.0, 100.0, 3.0]) == Spread(3.0, 1.0, 100.0, 3)


def test_each_contender_comes_first_in_its_turn() -> None:
    """Rounds begin with another contender each time, and none is left out."""
    assert [turned("abc", number) for number in range(4)] == [tuple("abc"), tuple("bca"), tuple("cab"), tuple("abc")]


def test_tables_are_markdown() -> None:
    """A table has a header, a rule and its rows, and figures keep three digits."""
    table = Table("Speed", ("What", "a second"), (("ours", shown(spread([1234.5, 5.0, 20.25]))),), ("Why.",))
    assert markdown(table).splitlines()[2:5] == [
        "| What | a second |",
        "| --- | ---: |",
        "| ours | 20.2 (5.00 to 1,234) |",
    ]
    assert (plain(0.031), times(spread([2.0]))) == ("0.03", "2.00 ×")


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ('<input name="turn" value="3"><button name="choice" value="yes">', b"turn=3&do=choose&choice=yes"),
        ('<input name="turn" value="4"><button class="go" name="do" value="continue">', b"turn=4&do=continue"),
        ('<input name="turn" value="5"><textarea name="words">', b"turn=5&do=skip"),
        ('<input name="turn" value="6"><button class="go" name="do" value="resume">', b"turn=6&do=skip"),
        ('<input name="turn" value="7"><a href="/s/a/answers">', None),
        ("<h1>Not found</h1>", None),
    ],
)
def test_the_light_browser_presses_what_is_there(page: str, form: bytes | None) -> None:
    """It answers a question, goes on where there is one way on, skips what it cannot answer, and ends at the end."""
    assert press(page.encode(), random.Random(1)) == form  # noqa: S311 - taps, not secrets


def test_the_parts_are_documented() -> None:
    """docs/bench.md names every part."""
    text = (ROOT / "docs/bench.md").read_text(encoding="utf-8")
    assert [part for part in PARTS if f"`{part}`" not in text] == []
