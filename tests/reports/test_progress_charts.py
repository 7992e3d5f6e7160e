"""The charts of the ladders say what their numbers say, and only what may be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dialogs.ladders import STEPS
from dialogs.pack_ladders import builtin_ladders
from evidence.ladders import Score, Spread, spread
from evidence.reports.document import Bars, Table
from evidence.reports.progress_charts import Asked, beside, ranges
from evidence.suppression import Shown

LADDERS = builtin_ladders().ladders
NOBODY = Spread(Shown.NOBODY)
CHOSEN = st.lists(st.integers(1, STEPS), max_size=14)


def round_of(*steps: int) -> tuple[Score, ...]:
    """One round: the step that one manager chose on each of the first ladders; 0 for none."""
    return tuple(
        Score(ladder, spread([step], Shown.FIGURES) if step else NOBODY, NOBODY)
        for ladder, step in zip(LADDERS, steps, strict=False)
    )


@given(CHOSEN, st.sampled_from(Shown))
def test_a_range_goes_from_the_lowest_to_the_highest(chosen: list[int], shown: Shown) -> None:
    """Of whoever may be shown in figures, and never of one alone: that is no range."""
    score = Score(LADDERS[0], NOBODY, spread(chosen, shown))
    bars = [bar for block in ranges([score], "/staff/progress") if isinstance(block, Bars) for bar in block.bars]
    if shown is not Shown.FIGURES or len(chosen) < 2:
        assert bars == []
        return
    (bar,) = bars
    below, inside = (int(part.value) for part in bar.parts)
    assert (below + 1, below + inside) == (min(chosen), max(chosen))
    assert bar.name == LADDERS[0].name


def test_rounds_stand_beside_each_other() -> None:
    """A column for each round, the oldest first; what was won and lost as a chart, and in words."""
    spring, autumn = Asked(1, "Spring", round_of(1, 4, 3, 2, 0)), Asked(2, "Autumn", round_of(3, 2, 3, 0, 5))
    table, chart = beside([spring, autumn], 7)
    assert isinstance(table, Table)
    assert isinstance(chart, Bars)
    assert [one.title for one in table.columns] == ["Ladder", "Spring", "Autumn"]
    assert [[cell.text for cell in row.cells[1:]] for row in table.rows] == [
        ["1", "3"], ["4", "2"], ["3", "3"], ["2", "Not known"], ["Not known", "5"],
    ]  # fmt: skip
    assert table.rows[1].cells[2].lines[0].link == "/staff/progress/ladders/2?round=2&service=7"
    assert [[part.value for part in bar.parts] for bar in chart.bars] == [[1, 2, 0], [2, 0, 2], [3, 0, 0]]
    assert chart.says.startswith(
        "From Spring to Autumn: 1 ladder went up, 1 went down, 1 stayed. For 2 we do not know both."
    )


def test_one_round_is_no_course() -> None:
    """Nor is one beside another of which nothing is known."""
    spring, nothing = Asked(1, "Spring", round_of(1, 2)), Asked(2, "Autumn", round_of(0, 0))
    assert list(beside([spring], None)) == []
    assert list(beside([spring, nothing], None)) == []
