"""A chart of a report as a spreadsheet's own chart, drawn from numbers that stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evidence.reports.document import Bars, Part, Tone
from evidence.reports.xlsx_paper import lines_of, points

COLOURS = {
    Tone.GOOD: "1F6F5C",
    Tone.MIXED: "E3B341",
    Tone.NOT_GOOD: "B4452F",
    Tone.REST: "C9CED1",
    Tone.PLAIN: "3B5B92",
}
PATTERNS = {Tone.MIXED: "wdUpDiag", Tone.NOT_GOOD: "dkVert", Tone.REST: "pct20"}
"""So that the parts differ without colour."""
FIRST_ROW = 4
HIGH_CM = 5.0
HIGH_A_BAR_CM = 0.8
WIDE_CM = 18.0
LEAST_COLUMNS = 4
"""Over which the words under the title go."""
NAMES_WIDE, OTHERS_WIDE = 50, 14
"""Widths of columns, in signs."""


def add_chart(sheet: Any, block: Bars, put: Callable[..., Any]) -> None:
    """Writes a chart's numbers into a sheet, and the chart beside them."""
    from openpyxl.chart import BarChart, Reference  # noqa: PLC0415 - slow to load, as in xlsx.py

    names = list(dict.fromkeys(part.name for bar in block.bars for part in bar.parts))
    last = _numbers(sheet, block, names, put)
    chart = BarChart()
    chart.type, chart.title = "bar", block.title
    chart.grouping, chart.overlap = ("stacked", 100) if block.stacked else ("clustered", None)
    chart.add_data(
        Reference(sheet, min_col=2, max_col=1 + len(names), min_row=FIRST_ROW, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=FIRST_ROW + 1, max_row=last))
    chart.height, chart.width = HIGH_CM + HIGH_A_BAR_CM * len(block.bars), WIDE_CM
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"  # the first bar on top, as on the page
    chart.y_axis.scaling.min = 0
    _paint(chart, block, names)
    sheet.add_chart(chart, f"A{last + 2}")


def _numbers(sheet: Any, block: Bars, names: list[str], put: Callable[..., Any]) -> int:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    put(sheet, 1, 1, block.title, bold=True).alignment = None
    put(sheet, 2, 1, block.says)
    across = max(LEAST_COLUMNS, 1 + len(names))
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=across)
    sheet.row_dimensions[2].height = points(lines_of(block.says, NAMES_WIDE + (across - 1) * OTHERS_WIDE))
    sheet.row_dimensions[FIRST_ROW].height = points(max(lines_of(name, OTHERS_WIDE) for name in ["", *names]))
    for place in range(2, across + 1):
        sheet.column_dimensions[get_column_letter(place)].width = OTHERS_WIDE
    for place, name in enumerate(names, start=2):
        put(sheet, FIRST_ROW, place, name, bold=True)
    for row, bar in enumerate(block.bars, start=FIRST_ROW + 1):
        put(sheet, row, 1, bar.name, bold=True)
        sheet.row_dimensions[row].height = points(lines_of(bar.name, NAMES_WIDE))
        for place, name in enumerate(names, start=2):
            put(sheet, row, place, sum(part.value for part in bar.parts if part.name == name))
    sheet.column_dimensions["A"].width = NAMES_WIDE
    return FIRST_ROW + len(block.bars)


def _paint(chart: Any, block: Bars, names: list[str]) -> None:
    from openpyxl.drawing.fill import ColorChoice, PatternFillProperties  # noqa: PLC0415 - as above

    parts: dict[str, Part] = {part.name: part for bar in block.bars for part in bar.parts}
    for series, name in zip(chart.series, names, strict=True):
        tone = parts[name].tone
        if tone in PATTERNS:
            fill = PatternFillProperties(prst=PATTERNS[tone])
            fill.fgClr, fill.bgClr = ColorChoice(srgbClr=COLOURS[tone]), ColorChoice(srgbClr="FFFFFF")
            series.graphicalProperties.pattFill = fill
        else:
            series.graphicalProperties.solidFill = COLOURS[tone]
        series.graphicalProperties.line.solidFill = "303030"
