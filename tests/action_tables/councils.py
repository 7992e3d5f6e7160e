"""Documents built like the action tables of two councils, with words of our own: as text, CSV, XLSX and DOCX.

What is copied from the councils' documents is their shape: how many areas, actions and rows there are, which rows go on
with the row before, which number is printed twice, and which is left out.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from docx import Document
from docx.table import Table
from openpyxl import Workbook

AREAS = (3, 3, 2, 1, 1, 4, 3, 2, 1, 2, 1, 2, 1, 2)
"""Numbered actions in each improvement area."""
GO_ON = {6: 2, 17: 1, 28: 1}
"""Action → how many rows go on with it."""
UNNUMBERED_AFTER = 23
MONTHS = ("November 2010", "October 2010")
RECOMMENDATIONS = (11, 8, 2, 11, 7, 5, 3, 3, 5, 2, 4, 3, 4, 2, 1, 2, 1, 4, 2)
"""Actions under each recommendation. The fifth leaves out 5.7."""
GROUPS = {
    1: "KEEPING PEOPLE SAFE",
    6: "II A GOOD LIFE FOR EVERYONE",
    11: "III LEADING WELL",
    15: "IV BUYING AND SPENDING",
}
CUT = {"2.7", "3.2", "4.4", "4.6", "7.2", "8.1", "9.2", "11.4", "13.2", "14.1"}
"""Actions whose row is cut by the end of a page."""
TWICE = "2.8"
ONLY_REFER = {"15.1": "See 12.1", "17.1": "See 7.1", "19.1": "Refer to 13.1", "19.2": "Refer to 13.1"}
STOCKTON = ("How is this to be achieved / action", "Expected evidence of improvement", "Timescale", "Lead")
DUDLEY = ("No", "KEY ACTIONS", "RESPONSIBLE MANAGER", "TIMESCALE", "PROGRESS REPORT",
          "Outcomes for users of services and their carers")  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A line of text, or a row of a table. `joined` are columns joined with the cell above, `wide` is one over all."""

    cells: tuple[str, ...]
    line: bool = False
    wide: bool = False
    joined: frozenset[int] = frozenset()


def line(text: str) -> Piece:
    """A line outside of tables."""
    return Piece((text,), line=True)


def stockton() -> list[Piece]:
    """14 areas with a table each; 28 numbered actions and one without a number; 33 rows, of which 4 go on."""
    made, number = [line("A template for planning what gets better")], 0
    for area, count in enumerate(AREAS, 1):
        made += [
            Piece((f"Improvement Area {area} – Make thing {area} better for people.",), wide=True),
            Piece(STOCKTON),
        ]
        for _ in range(count):
            number += 1
            made += _stockton_rows(number)
    return made


def _stockton_rows(number: int) -> list[Piece]:
    """One action's rows. Some have a shape of their own, as in the council's document."""
    what = f"{number}. Training: Teach everybody step {number} of the way."
    shows = f"Checks show that step {number} is done."
    two = "Head of Homes / Head of Outreach"
    more = "There is somebody whom people can ask.\nThe deputy is found."
    both = "September 2010\nDecember 2010"
    usual = Piece((what, shows, "18 November 2010", "Training Manager"))
    signs = [Piece(("", f"Sign {month}.", month, ""), joined=frozenset({0, 3})) for month in MONTHS]
    staff = Piece((more, "Fewer wait.\nMore are content.", both, ""), joined=frozenset({3}))
    cafe = Piece(("To try out a café that people run.", "A list of cafés.", "March 2011", "Head of Outreach"))
    special = {
        4: [Piece(("4. Training: See 1 above.", shows, "Begin October 2010", "Training Manager"))],
        6: [Piece((what, shows, "January 2011", f"{two}.")), *signs],
        17: [Piece(("17. Staffing: To make sure that:", "", "", two)), staff],
        22: [Piece((what, shows, "March 2011 for implementation in Oct 2011.", "Head of Homes"))],
        UNNUMBERED_AFTER: [Piece((what, shows, "December 2010", two)), cafe],
        24: [Piece(("24. Look for better homes (see 22).", shows, "Review March 2011", "Head of Homes"))],
        28: [Piece((what, shows, "December 2010", "")),
             Piece(("", shows, "March 2011", "Training Manager"), joined=frozenset({0}))],
    }  # fmt: skip
    return special.get(number, [usual])


def dudley() -> list[Piece]:
    """4 groups, 19 recommendations and 80 actions; one is printed twice, one number is left out, 10 rows are cut."""
    made = [line("A PROVIDER"), line("DRAFT ACTION PLAN"), line("October 2009")]
    for recommendation, count in enumerate(RECOMMENDATIONS, 1):
        if recommendation in GROUPS:
            made.append(line(GROUPS[recommendation]))
        made += [
            Piece((f"{recommendation}. Make sure that promise {recommendation} is kept.",), wide=True),
            Piece(DUDLEY),
        ]
        for number in _numbers(recommendation, count):
            made += _dudley_rows(number)
    return [*made, line("END OF THE PLAN")]


def _numbers(recommendation: int, count: int) -> list[str]:
    left_out = {"5.7"}
    every = [f"{recommendation}.{one}" for one in range(1, count + 2)]
    return [one for one in every if one not in left_out][:count]


def _dudley_rows(number: str) -> list[Piece]:
    lead = "Head of Homes - AB Head of Outreach – C-D"
    cells = (
        number,
        f"Promise {number} is kept in every house",
        lead,
        "End March 2010",
        "Talks have begun.",
        "People are safer.",
    )
    if number in ONLY_REFER:
        rest = cells[2:] if number == "17.1" else ("", "", "", "")
        return [Piece((number, ONLY_REFER[number], *rest))]
    if number in CUT:
        more = ("", "and in the garden, too.", "", "", "More is planned.", "")
        return [Piece(cells), Piece(more, joined=frozenset({0, 2, 3, 5})), Piece(DUDLEY)]
    if number == TWICE:
        again = (number, f"Promise {number} is kept in every house contd..:\nin the loft", *cells[2:])
        return [Piece(cells), Piece(DUDLEY), Piece(again)]
    times = {
        "1.10": "Commenced and ongoing",
        "2.1": "End 2010",
        "2.2": "Completed",
        "10.2": "In progress",
        "18.3": "In place",
    }
    return [Piece((*cells[:3], times.get(number, cells[3]), *cells[4:]))]


def _width(pieces: list[Piece]) -> int:
    return max(len(piece.cells) for piece in pieces)


def as_text(pieces: list[Piece]) -> bytes:
    """Tab-separated, with paragraphs as web pages mark them."""
    rows = []
    for piece in pieces:
        cells = piece.cells + ("",) * (0 if piece.line else _width(pieces) - len(piece.cells))
        rows.append(
            "\t".join("".join(f"<p>{one}</p>" for one in cell.split("\n")) if "\n" in cell else cell for cell in cells)
        )
    return "\n".join(rows).encode()


def as_csv(pieces: list[Piece], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """As a spreadsheet program saves it: every row has all its cells."""
    out = io.StringIO(newline="")
    width = _width(pieces)
    csv.writer(out, delimiter=separator).writerows(piece.cells + ("",) * (width - len(piece.cells)) for piece in pieces)
    return out.getvalue().encode(encoding)


def as_xlsx(pieces: list[Piece]) -> bytes:
    """With cells joined downwards and over the whole width."""
    book = Workbook()
    sheet = book.worksheets[0]
    width = _width(pieces)
    for row, piece in enumerate(pieces, 1):
        for column, text in enumerate(piece.cells, 1):
            sheet.cell(row, column).value = text or None
        if piece.wide:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    for first, last, column in _joined(pieces):
        sheet.merge_cells(start_row=first + 1, start_column=column + 1, end_row=last + 1, end_column=column + 1)
    return saved(book)


def _joined(pieces: list[Piece]) -> list[tuple[int, int, int]]:
    """First row, last row and column of what is joined downwards."""
    found = []
    for row, piece in enumerate(pieces):
        for column in piece.joined:
            first = row
            while column in pieces[first].joined:
                first -= 1
            if column not in (pieces[row + 1].joined if row + 1 < len(pieces) else ()):
                found.append((first, row, column))
    return found


def as_docx(pieces: list[Piece]) -> bytes:
    """Lines between tables; in the tables, cells joined downwards and over the whole width."""
    document = Document()
    tables: list[list[Piece]] = []
    for piece in pieces:
        if piece.line:
            _table(document.add_table, tables)
            document.add_paragraph(piece.cells[0])
        elif piece.wide and tables:
            _table(document.add_table, tables)
            document.add_paragraph("")
            tables.append([piece])
        elif tables:
            tables[-1].append(piece)
        else:
            tables.append([piece])
    _table(document.add_table, tables)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(add_table: object, tables: list[list[Piece]]) -> None:
    """Writes the table that was gathered, and forgets it."""
    assert callable(add_table)
    for pieces in tables:
        made: Table = add_table(rows=len(pieces), cols=_width(pieces))
        for row, piece in enumerate(pieces):
            if piece.wide:
                made.cell(row, 0).merge(made.cell(row, _width(pieces) - 1))
            for column, text in enumerate(piece.cells):
                if text:
                    made.cell(row, column).text = text
        for first, last, column in _joined(pieces):
            made.cell(first, column).merge(made.cell(last, column)).text = pieces[first].cells[column]
    tables.clear()


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMATS = {"text": as_text, "csv": as_csv, "xlsx": as_xlsx, "docx": as_docx}
