"""Rows of an XLSX: every sheet that can be seen, with its joined cells, days as days and formulas as what they gave."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from evidence.action_tables.model import Fault, Grid, GridRow
from evidence.action_tables.packed import Packed, Refused

MOST_ROWS = 6_000
MOST_COLUMNS = 200
MOST_CELLS = 60_000
MOST_PLACES = 300_000
"""Rows times columns: empty places are gone through, too."""
MERGE = re.compile(rb"""mergeCell\s+ref\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?["']""")
NOT_SHOWN = re.compile(r"\[[^\]]*\]|;.*$|[\\\"_]")
"""What a form of dates holds beside what is shown: its language, the form of other values, and marks."""
NEVER_WORKED_OUT = "A formula in it was never worked out."


def read(packed: Packed) -> Grid:
    """The rows of a spreadsheet.

    Raises:
        Refused: It cannot be opened, or holds more than a table of actions does.
    """
    _sizes(packed)
    book = _opened(packed, formulas=True)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    large = any(sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS for sheet in seen)
    if large or sum(sheet.max_row * sheet.max_column for sheet in seen) > MOST_PLACES:
        raise Refused(
            "Its sheets are too long or too wide, even where they are empty.", "Copy the table into a new file."
        )
    has_formulas = any(cell.data_type == "f" for sheet in seen for row in sheet.iter_rows() for cell in row)
    values = _opened(packed, formulas=False) if has_formulas else book
    rows: list[GridRow] = []
    for sheet in seen:
        rows += _rows(values[sheet.title], sheet, sheet.title if len(seen) > 1 else "")
    return Grid(tuple(rows), notices=tuple(_hidden(one) for one in hidden))


def _sizes(packed: Packed) -> None:
    """Counted in the XML, before anything is made of it."""
    cells = 0
    for name in packed.members:
        if name.endswith(".xml") and not name.startswith(("xl/media", "docProps")):
            content = packed.text(name)
            if b"\x00" in content:  # in another encoding, nothing in it could be counted
                raise Refused("It is written in an unusual way.", "Save it again as XLSX, or as CSV.")
            cells += sum(map(content.count, (b"<c ", b"<c>", b":c ", b":c>"))) + _joined_cells(content)
    if cells > MOST_CELLS:
        raise Refused("It has too many cells.", "Copy the rows into a new file.")


def _joined_cells(content: bytes) -> int:
    """How many cells a sheet joins: openpyxl makes each of them, and one short range can be a whole sheet."""
    areas = MERGE.findall(content)
    if len(areas) != len(re.findall(rb"mergeCell[\s/>]", content)):
        return MOST_CELLS + 1
    return sum(
        (int(bottom or top) - int(top) + 1) * (_column(right or left) - _column(left) + 1)
        for left, top, right, bottom in areas
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _opened(packed: Packed, *, formulas: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - it loads numpy, which few starts need

    try:
        return load_workbook(io.BytesIO(packed.data), data_only=not formulas, keep_links=False)
    except Exception as error:  # openpyxl raises many things of its own, and of what it is built on
        raise Refused("This spreadsheet cannot be read.", "Save it again as XLSX, or as CSV.") from error


def _hidden(title: str) -> Fault:
    return Fault(
        0, f"The sheet '{title}'", "It is hidden, and was not read.", "Show it in the spreadsheet, if it is wanted."
    )


def _rows(values: Any, formulas: Any, place: str) -> list[GridRow]:
    joined, above, wide = _merged(formulas)
    found: list[GridRow] = []
    for number, (row, written) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=False), 1):
        cells = ["" if (number, column) in joined else _text(cell) for column, cell in enumerate(row, 1)]
        lost = any(one.data_type == "f" and cell.value is None for one, cell in zip(written, row, strict=False))
        filled = [column for column, text in enumerate(cells, 1) if text]
        spanning = len(filled) == 1 and wide.get((number, filled[0]), 0) > 1
        found.append(GridRow(number, tuple(cells), place, frozenset(above.get(number, ())), spanning=spanning,
                             wrong=NEVER_WORKED_OUT if lost else ""))  # fmt: skip
    return found


def _merged(sheet: Any) -> tuple[set[tuple[int, int]], Mapping[int, set[int]], Mapping[tuple[int, int], int]]:
    """Cells that belong to another; by row, the columns joined with the cell above; and how wide the others are."""
    joined: set[tuple[int, int]] = set()
    above: dict[int, set[int]] = {}
    wide: dict[tuple[int, int], int] = {}
    for area in sheet.merged_cells.ranges:
        wide[area.min_row, area.min_col] = area.max_col - area.min_col + 1
        for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1):
                if (row, column) != (area.min_row, area.min_col):
                    joined.add((row, column))
                if row > area.min_row:
                    above.setdefault(row, set()).add(column - 1)
    return joined, above, wide


def shown(value: date, form: str) -> str:
    """A day as it is read: a month alone where the sheet shows no day, for Excel makes 1 March of 'March 2027'."""
    form = NOT_SHOWN.sub("", form).casefold()
    day = value.date() if isinstance(value, datetime) else value
    if not form or re.search(r"[^my\s/.,'’-]", form) or "m" not in form:
        return day.isoformat()
    if not form.strip().startswith("m") or "y" not in form:
        return f"{day:%B %Y}"
    if not re.search(r"mmm+[-'’]+yy$", form):
        form = re.sub("y+", "yyyy", form)
    parts = {"mmmm": f"{day:%B}", "mmm": f"{day:%b}", "mm": f"{day:%m}", "m": str(day.month), "yyyy": f"{day:%Y}"}
    return re.sub("m+|y+", lambda part: parts.get(part[0], f"{day:%y}"), form)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return shown(value, str(cell.number_format))
    if isinstance(value, float) and not value.is_integer():
        places = str(cell.number_format).partition(".")[2]
        return f"{value:.{len(places)}f}" if places and set(places) == {"0"} else f"{value:.10g}"
    if isinstance(value, float):
        return str(int(value))
    return str(value)
