"""How the sheets of a workbook are printed, and how high their rows are.

Not every spreadsheet program makes rows as high as their text when it opens a file: LibreOffice lets lines lie upon
each other. So heights are worked out here, from the widths of the columns and the lengths of the lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from evidence.reports.document import Cell, Column, Row

WIDEST, NARROWEST = 60, 10
WIDTH_OF_ALL = 120
WIDTH_OF_A_SHARE = 3.2
"""Of a table that is for calculating, which is wider than any paper. All widths are in signs."""
LINE_POINTS = 15.0
HIGHEST_POINTS = 405.0
"""Excel has no higher rows."""
ROOM = 1.2
"""So much wider a sign may be than the sign by which widths are counted: bold ones, and other programs' fonts."""
PAGES_ACROSS = 2


def is_data(columns: Sequence[Column]) -> bool:
    """Whether a table is for calculating, with columns that no page has room for."""
    return any(column.data for column in columns)


def widths(columns: Sequence[Column]) -> list[float]:
    """How wide each column is."""
    whole = sum(column.share for column in columns) or 1
    one = WIDTH_OF_A_SHARE if is_data(columns) else WIDTH_OF_ALL / whole
    return [min(WIDEST, max(NARROWEST, one * column.share)) for column in columns]


def height(row: Row, wide: Sequence[float]) -> float:
    """How high a row has to be, in points."""
    across = [sum(wide)] if row.spanning else wide
    return points(max((_lines(cell, width) for cell, width in zip(row.cells, across, strict=False)), default=1))


def points(lines: int) -> float:
    """The height of so many lines."""
    return min(HIGHEST_POINTS, LINE_POINTS * max(1, lines))


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, math.ceil(len(line) * ROOM / width)) for line in text.split("\n"))


def _lines(cell: Cell, width: float) -> int:
    return lines_of(cell.text, width)


def print_table(sheet: Any, columns: Sequence[Column], *, wide: bool) -> None:
    """Titles on every page, lines around cells, and no column cut off; what is for calculating on larger paper."""
    sheet.print_title_rows = "2:2"
    sheet.print_options.gridLines = True
    on_paper(sheet, wide=wide)
    if is_data(columns):
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
        sheet.page_setup.fitToWidth = PAGES_ACROSS


def on_paper(sheet: Any, *, wide: bool, pages_high: int = 0) -> None:
    """No column goes over to another page, however many rows do; 0 pages high for as many as it takes."""
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = pages_high
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
