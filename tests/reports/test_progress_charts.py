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


def seen(manager: int, staff: int | None) -> tuple[Score, ...]:
    """One ladder: the manager's step, and that of six staff; None while it is hidden."""
    chosen = spread([staff] * 6, Shown.WORDS) if staff else Spread(Shown.HIDDEN)
    return (Score(LADDERS[0], spread([manager], Shown.FIGURES), chosen),)


def told(before: tuple[Score, ...], since: tuple[Score, ...]) -> tuple[list[list[float]], str, list[str]]:
    """The chart's parts, what it says, and the table's cells."""
    table, chart = beside([Asked(1, "Spring", before), Asked(2, "Autumn", since)], None)
    assert isinstance(table, Table)
    assert isinstance(chart, Bars)
    parts = [[part.value for part in bar.parts] for bar in chart.bars]
    return parts, chart.says, [cell.text for cell in table.rows[0].cells[1:]]


def test_staff_who_are_hidden_are_no_progress() -> None:
    """The same ratings twice, the second round open: managers are compared with managers, and it says so."""
    parts, says, cells = told(seen(4, 2), seen(4, None))
    assert parts == [[4, 0, 0]]
    assert "0 ladders went up, 0 went down, 1 stayed" in says
    assert "For 1 only those are compared who are known in both" in says
    assert cells == ["2", "4, managers only"]
    parts, says, cells = told(seen(4, None), seen(4, 2))
    assert parts == [[4, 0, 0]]
    assert "0 went down, 1 stayed" in says
    assert cells == ["4, managers only", "2"]


def test_what_is_known_of_both_groups_is_compared_as_it_is() -> None:
    """The control: where staff are shown in both rounds, what they won counts, and nothing is left out."""
    parts, says, cells = told(seen(4, 2), seen(4, 3))
    assert parts == [[2, 1, 0]]
    assert "1 ladder went up" in says
    assert "only those are compared" not in says
    assert cells == ["2", "3"]


def test_where_no_group_is_known_twice_nothing_is_compared() -> None:
    """Managers in one round and staff in the other say nothing of each other."""
    staff = (Score(LADDERS[0], NOBODY, spread([2] * 6, Shown.WORDS)),)
    managers = (Score(LADDERS[0], spread([4], Shown.FIGURES), NOBODY),)
    parts, says, _ = told(staff, managers)
    assert parts == []
    assert "0 ladders went up, 0 went down, 0 stayed. For 1 we do not know both." in says
