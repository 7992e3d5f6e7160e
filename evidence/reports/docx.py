"""A report as a Word document: real headings, lists, table titles that repeat, and words for every picture."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_BREAK

from evidence.reports.document import (
    Bars,
    Bullets,
    Cell,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Picture,
    Pictured,
    Report,
    Row,
    Table,
    as_read,
)
from evidence.reports.docx_look import Look
from evidence.reports.pdf import drawing
from evidence.reports.pictured import as_png
from evidence.reports.plain import clean, levelled

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

PICTURE_CM = 4.5
EASY_PICTURE_CM = 3.4
CHART_CM = 16.0


def write(report: Report, *, base: str | None = None) -> bytes:
    """The report as DOCX.

    Args:
        report: The report.
        base: As in the other formats; a document is handed on, so it has no addresses.
    """
    del base
    look = Look(report)
    document = look.document
    look.turn(document.add_heading(clean(report.title), 0))
    for line in report.about:
        look.turn(document.add_paragraph(clean(line)))
    for block, level in levelled(report):
        _BLOCKS[type(block)](look, block, level)
    _properties(document, report)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _properties(document: Any, report: Report) -> None:
    facts = document.core_properties
    facts.title, facts.language, facts.author = clean(report.title), report.language, "Plainsay"
    facts.created = facts.modified = datetime.combine(date.fromisoformat(report.made_on), time(), UTC)


def _heading(look: Look, block: Heading, level: int) -> None:
    look.turn(look.document.add_heading(clean(block.text), level - 1))


def _paragraph(look: Look, block: Paragraph, _level: int) -> None:
    for line in block.lines:
        _line(look, partial(look.document.add_paragraph, style="Small" if block.small else None), line)


def _bullets(look: Look, block: Bullets, _level: int) -> None:
    style = look.new_numbers() if block.numbered else "List Bullet"
    for line in block.items:
        made = look.turn(look.document.add_paragraph(style="List Number" if block.numbered else style))
        if block.numbered:
            look.number(made, style)
        made.add_run(clean(line.text)).bold = line.bold or None


def _line(look: Look, add: Any, line: Line) -> WordParagraph:
    made: WordParagraph = look.turn(add())
    if line.bullet:
        made.style = look.document.styles["List Bullet"]
    made.add_run(clean(line.text)).bold = line.bold or None
    return made


def _table(look: Look, whole: Table, _level: int) -> None:
    block = as_read(whole)
    if block.caption:
        look.turn(
            look.document.add_paragraph(clean(block.caption), style="Caption")
        ).paragraph_format.keep_with_next = True
    table = look.table(len(block.rows) + 1, [column.share for column in block.columns], block.caption)
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        look.fill(cell, look.HEAD)
        _into(look, cell, Cell((Line(column.title, bold=True),)), numeric=column.numeric)
    look.repeat(table.rows[0])
    grid = [row.cells for row in table.rows][1:]
    for cells, row in zip(grid, block.rows, strict=True):
        _row(look, block, list(cells), row)
    look.document.add_paragraph()


def _row(look: Look, block: Table, cells: list[Any], row: Row) -> None:
    if row.spanning:
        whole = cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]
        look.fill(whole, look.GROUP)
        _into(look, whole, row.cells[0], bold=True)
        for paragraph in whole.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
        return
    for cell, content, column in zip(cells, row.cells, block.columns, strict=False):
        _into(look, cell, content, bold=content.header, numeric=column.numeric)


def _into(look: Look, cell: Any, content: Cell, *, bold: bool = False, numeric: bool = False) -> None:
    """Writes lines into a table's cell, whose first paragraph is there already."""
    for place, line in enumerate(content.lines):
        made = _line(look, (lambda: cell.paragraphs[0]) if place == 0 else cell.add_paragraph, line)
        if bold:
            made.runs[0].bold = True
        if numeric:
            look.to_end(made)
    cell.paragraphs[0].paragraph_format.space_before = look.TIGHT
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = look.TIGHT


def _bars(look: Look, block: Bars, _level: int) -> None:
    caption = look.turn(look.document.add_paragraph(clean(block.title), style="Caption"))
    caption.paragraph_format.keep_with_next = True
    look.picture(look.document.add_paragraph(), drawing(look.report, block), CHART_CM, block.says)


def _picture(look: Look, block: Picture, _level: int) -> None:
    content = as_png(block)
    if content:
        look.picture(look.turn(look.document.add_paragraph()), content, PICTURE_CM, block.alt)


def _pictured(look: Look, block: Pictured, _level: int) -> None:
    """Picture and words side by side, in a table without lines: Word has nothing else that stays together."""
    left, right = look.pair()
    content = as_png(block.picture)
    if content:
        look.picture(left.paragraphs[0], content, EASY_PICTURE_CM, block.picture.alt)
    _into(look, right, Cell(block.lines))
    look.document.add_paragraph()


def _new_page(look: Look, _block: NewPage, _level: int) -> None:
    look.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


_BLOCKS: dict[type, Any] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Table: _table,
    Bars: _bars,
    Picture: _picture,
    Pictured: _pictured,
    NewPage: _new_page,
}
