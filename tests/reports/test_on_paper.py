"""What is printed: no heading stands alone, no row lies upon another, no column is cut off, no chart is too high."""

from __future__ import annotations

import io
from typing import Any

import docx as python_docx
import openpyxl
import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from evidence.reports import docx, pdf, xlsx, xlsx_paper
from evidence.reports.document import Bar, Bars, Column, Line, Meaning, Part, Report, Row, Table, cell
from evidence.reports.docx_look import A4_CM, HIGHEST_CM, MARGIN_CM

EMU_A_CM = 360_000
TITLES_CM = 2.5
"""A chart's own title, and the foot of the page."""


def grouped(rows: int) -> Report:
    """So many rows, a group, and one row under it."""
    plain = [Row((cell(f"Row {one}"), cell("x"))) for one in range(rows)]
    group = Row((cell("The group"),), spanning=True)
    table = Table("T", (Column("A"), Column("B")), (*plain, group, Row((cell("Under it"), cell("x")))))
    return Report("x", "X", (table,), "2026-11-29", wide=True)


def page_with(content: bytes, text: str) -> int:
    """The page on which a text stands, from 0."""
    with pypdfium2.PdfDocument(content) as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]
    return next(place for place, page in enumerate(pages) if text in page)


def test_a_group_stands_on_the_page_of_its_first_row() -> None:
    """PDF: wherever the end of a page falls, the heading of some rows goes with them."""
    places = set()
    for rows in range(18, 27):
        content = pdf.write(grouped(rows))
        at = page_with(content, "The group")
        assert page_with(content, "Under it") == at, rows
        places.add(at)
    assert places == {0, 1}, "the control: the end of a page lies among these"


def test_word_keeps_a_group_with_its_first_row() -> None:
    """DOCX: each paragraph of such a row stays with the next."""
    document: Any = python_docx.Document(io.BytesIO(docx.write(grouped(2))))
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert kept[-2:] == [True, None]


def test_a_chart_stays_on_its_page_in_word() -> None:
    """However many bars it has, and with its title."""
    chart = Bars("Many", "Many bars.", tuple(Bar(f"Bar {one}", (Part("All", 1),)) for one in range(60)))
    for wide in (False, True):
        report = Report("x", "X", (chart,), "2026-11-29", wide=wide)
        document: Any = python_docx.Document(io.BytesIO(docx.write(report)))
        high = document.inline_shapes[0].height / EMU_A_CM
        assert high <= HIGHEST_CM[not wide] + 0.01
        assert high + 2 * MARGIN_CM + TITLES_CM <= A4_CM[not wide]


@given(st.text("ab \n", max_size=400), st.floats(10, 60))
def test_a_row_is_as_high_as_its_lines(text: str, width: float) -> None:
    """XLSX: never lower than the lines that a text takes in its column, and no higher than Excel allows."""
    row = Row((cell(Line(text)), cell("x")))
    needed = sum(max(1, -(-len(line) // int(width))) for line in text.split("\n"))
    high = xlsx_paper.height(row, [width, 10])
    assert high >= min(xlsx_paper.HIGHEST_POINTS, needed * xlsx_paper.LINE_POINTS)
    assert high <= xlsx_paper.HIGHEST_POINTS


def test_a_group_is_as_high_as_its_lines_over_the_whole_width() -> None:
    """Not as if it stood in the first column."""
    assert xlsx_paper.height(Row((cell("a" * 40),), spanning=True), [10, 60]) == xlsx_paper.LINE_POINTS


def test_every_sheet_fits_on_paper() -> None:
    """A4 for what is read, A3 for rows to count; titles come again; every row says how high it is."""
    read = Table("Read", (Column("A", 1), Column("B", 9)), (Row((cell("a"), cell("b" * 300))),))
    data = Table("Data", (Column("A"), *(Column(f"B{one}", 9, data=True) for one in range(20))),
                 (Row(tuple(cell("x") for _ in range(21))),))  # fmt: skip
    chart = Bars("Chart", "Words. " * 60, (Bar("One", (Part("All", 1),)),))
    report = Report("x", "X", (read, data, chart), "2026-11-29", codebook=(Meaning("A", "", "The first."),))
    book: Any = openpyxl.load_workbook(io.BytesIO(xlsx.write(report)))
    assert book.sheetnames == ["About", "Read", "Data", "Chart", "Codebook"]
    for sheet in book.worksheets:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        across = (sheet.page_setup.fitToWidth or 1, str(sheet.page_setup.paperSize))
        assert across == ((2, sheet.PAPERSIZE_A3) if sheet.title == "Data" else (1, sheet.PAPERSIZE_A4)), sheet.title
    assert book["Read"].print_title_rows == "$2:$2"
    assert book["Read"].row_dimensions[3].height > 3 * xlsx_paper.LINE_POINTS
    assert book["Chart"].row_dimensions[2].height > 3 * xlsx_paper.LINE_POINTS
    assert book["Chart"].page_setup.fitToHeight == 1
