"""A report as a workbook: a sheet about it, a sheet a table, and each chart as a chart of the spreadsheet's own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from evidence.reports import xlsx_paper as paper
from evidence.reports.document import Bars, Cell, Report, Row, Table, table_of
from evidence.reports.plain import clean, day_in, number_in
from evidence.reports.xlsx_chart import add_chart

ABOUT = "About"
LONGEST_NAME = 31
LONGEST_CELL = 32_767
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write(report: Report, *, base: str | None = None) -> bytes:
    """The report as XLSX. Every text is a text, whatever it begins with: none becomes a formula.

    Args:
        report: The report.
        base: As in the other formats; a workbook is handed on, so it has no addresses.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - it loads numpy, which nothing else on the way needs

    del base
    book = Workbook()
    names = {ABOUT.casefold(), "history"}  # Excel keeps 'History' for itself
    _about(book.active, report)
    for block in report.blocks:
        if isinstance(block, Table):
            _table(book.create_sheet(name_for(block.caption, names)), report, block)
        elif isinstance(block, Bars):
            sheet = book.create_sheet(name_for(block.title, names))
            sheet.sheet_view.rightToLeft = report.right_to_left
            add_chart(sheet, block, put)
            paper.on_paper(sheet, wide=True, pages_high=1)
    if report.codebook:
        found = table_of(report.codebook)
        _table(book.create_sheet(name_for(found.caption, names)), report, found)
    book.properties.title, book.properties.language = clean(report.title), report.language
    book.properties.creator = "Plainsay"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def name_for(caption: str, taken: set[str]) -> str:
    """A name for a sheet: allowed, at most 31 signs, and no other's. It is added to those taken."""
    plain = _NOT_IN_NAMES.sub(" ", clean(caption)).replace("\n", " ").strip(" '") or "Table"
    name, number = plain[:LONGEST_NAME].strip(" '"), 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = plain[: LONGEST_NAME - len(end)].rstrip(" '") + end
    taken.add(name.casefold())
    return name


def put(sheet: Any, row: int, column: int, value: str | float, *, bold: bool = False) -> Any:
    """Puts a text or a number into a cell; returns the cell."""
    cell = sheet.cell(row, column)
    is_text = isinstance(value, str)
    if isinstance(value, str):
        cell.value = clean(value)[:LONGEST_CELL]
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    else:
        cell.value = int(value) if float(value).is_integer() else value
    cell.style = style_in(sheet.parent, is_text=is_text, bold=bold)
    return cell


def style_in(book: Any, *, is_text: bool, bold: bool) -> str:
    """The name of a style, which is made once a workbook: one for each cell would take most of the time.

    A spreadsheet program takes a text for a formula once somebody goes into the cell, unless its style says 'text'.
    """
    from openpyxl.styles import Alignment, Font, NamedStyle  # noqa: PLC0415 - as in `write`

    name = f"{'Text' if is_text else 'Number'}{' bold' if bold else ''}"
    if name not in book.named_styles:
        made = NamedStyle(name, font=Font(bold=bold), alignment=Alignment(wrap_text=True, vertical="top"))
        made.number_format = "@" if is_text else "General"
        book.add_named_style(made)
    return name


def _about(sheet: Any, report: Report) -> None:
    sheet.title = ABOUT
    sheet.sheet_view.rightToLeft = report.right_to_left
    put(sheet, 1, 1, report.title, bold=True)
    lines: list[str] = [*report.about, *_words(report)]
    for place, text in enumerate(lines, start=2):
        put(sheet, place, 1, text)
    for place, (name, value) in enumerate(report.facts.items(), start=len(lines) + 3):
        put(sheet, place, 1, name, bold=True)
        put(sheet, place, 2, value)
    sheet.column_dimensions["A"].width = 90
    sheet.column_dimensions["B"].width = 40
    paper.on_paper(sheet, wide=True)


def _words(report: Report) -> Iterable[str]:
    """Everything that the report says outside its tables and charts."""
    for block in report.blocks:
        if not isinstance(block, Table | Bars):
            yield from report.texts_of(block)


def _table(sheet: Any, report: Report, table: Table) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as in `write`

    sheet.sheet_view.rightToLeft = report.right_to_left
    put(sheet, 1, 1, table.caption, bold=True).alignment = None
    for place, column in enumerate(table.columns, start=1):
        put(sheet, 2, place, column.title, bold=True)
    wide = paper.widths(table.columns)
    titles = zip(table.columns, wide, strict=True)
    sheet.row_dimensions[2].height = paper.points(max(paper.lines_of(one.title, width) for one, width in titles))
    for number, row in enumerate(table.rows, start=3):
        _row(sheet, number, row, len(table.columns))
        sheet.row_dimensions[number].height = paper.height(row, wide)
    for place, width in enumerate(wide, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if paper.is_data(table.columns):
        sheet.auto_filter.ref = f"A2:{get_column_letter(len(table.columns))}{len(table.rows) + 2}"
    sheet.freeze_panes = "A3"
    paper.print_table(sheet, table.columns, wide=report.wide)


def _row(sheet: Any, number: int, row: Row, columns: int) -> None:
    for place, cell in enumerate(row.cells, start=1):
        if cell.lines:
            _cell(sheet, number, place, cell, bold=row.spanning or cell.header)
    if row.spanning and columns > 1:
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=columns)


def _cell(sheet: Any, row: int, column: int, cell: Cell, *, bold: bool) -> None:
    number, day = number_in(cell), day_in(cell)
    if day is not None:
        made = put(sheet, row, column, "", bold=bold)
        made.value, made.number_format = day, "yyyy-mm-dd"
        return
    if number is None:
        put(sheet, row, column, cell.text, bold=bold)
        return
    made = put(sheet, row, column, number, bold=bold)
    made.number_format = "0%" if cell.lines[0].unit == "share" else "General"
