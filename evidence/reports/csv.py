"""The tables of a report as one CSV file, one under another. A report of one table is that table and nothing else.

One that has no table, such as a poster, is a row for each of its blocks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from evidence.live_cells import MARK, is_live
from evidence.reports.document import Bars, Report, Row, Table, table_of, texts_of
from evidence.reports.plain import clean, shown

BOM = "\ufeff"
"""Without it, spreadsheet programs read UTF-8 as something else."""


def write(report: Report, *, base: str | None = None) -> bytes:
    """The report's tables and charts as CSV in UTF-8, with the line ends of RFC 4180.

    Args:
        report: The report.
        base: As in the other formats; a table of texts has no addresses.
    """
    del base
    tables = list(_tables(report)) or [(report.title, _blocks(report))]
    if report.codebook and len(tables) > 1:
        tables.append(_of(table_of(report.codebook)))
    made = io.StringIO(newline="")
    out = csv.writer(made)
    for place, (caption, rows) in enumerate(tables):
        if place:
            out.writerow([])
        if len(tables) > 1:
            out.writerow([inert(caption)])
        out.writerows([inert(text) for text in row] for row in rows)
    return (BOM + made.getvalue()).encode("utf-8", "replace")


def inert(text: str) -> str:
    """A text that no spreadsheet program takes for a formula; a plain number stays a number."""
    text = clean(text)
    if is_live(text) and not _is_number(text):
        return f"{MARK}{text}"
    return text


def _is_number(text: str) -> bool:
    return text[:1] == "-" and text[1:].replace(".", "", 1).isascii() and text[1:].replace(".", "", 1).isdigit()


def _tables(report: Report) -> Iterator[tuple[str, list[list[str]]]]:
    for block in report.blocks:
        if isinstance(block, Table):
            yield _of(block)
        elif isinstance(block, Bars) and not block.counted:
            yield block.title, _bars(block)


def _of(table: Table) -> tuple[str, list[list[str]]]:
    return table.caption, [[column.title for column in table.columns], *map(_row, table.rows)]


def _blocks(report: Report) -> list[list[str]]:
    rows = ([text for text in texts_of(block) if text] for block in report.blocks)
    return [[report.title], *(row for row in rows if row)]


def _row(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _bars(block: Bars) -> list[list[str]]:
    names = list(dict.fromkeys(part.name for bar in block.bars for part in bar.parts))
    rows = [
        [bar.name, *(shown(sum(p.value for p in bar.parts if p.name == name)) for name in names)] for bar in block.bars
    ]
    return [["", *names], *rows]
