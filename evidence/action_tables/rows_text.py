"""Rows of text: CSV as programs write it, and tab-separated or pasted text, with what remains of web pages in it."""

from __future__ import annotations

import csv
import html
import io
import re

from evidence.action_tables.columns import is_titles
from evidence.action_tables.model import Grid, GridRow
from evidence.action_tables.packed import Refused
from evidence.live_cells import bare

SEPARATORS = ",;\t|"
LOOKED_AT = 60
"""Lines in which a row of titles is looked for, to find the separator."""
TAG = re.compile(r"</?(p|ul|ol|li|br|div|b|strong|i|em|u|span|sup|sub|a|td|tr|th|table)(\s[^<>]*)?/?>", re.IGNORECASE)
NEW_LINE = frozenset({"p", "ul", "ol", "li", "br", "div", "tr"})
BULLET = re.compile(r"\s+•\s*")
RULE = re.compile(r"[\s|:=-]+")


def read(data: bytes) -> Grid:
    """The rows of a text.

    Raises:
        Refused: It is no text.
    """
    text = decoded(data)
    separator = _separator(text)
    if separator == "\t":
        return Grid(tuple(_marked_up(row) for row in _split(text, separator)))
    if separator == "|":
        return Grid(tuple(row for row in _piped(text)))
    return Grid(tuple(_split(text, separator)))


def decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 say what they are; what is neither is what Windows used to write.

    Raises:
        Refused: It has signs that no text has.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").replace("\x00", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\x00" in text:
        raise Refused("It is no table that we can read.", "Save it as CSV, XLSX or DOCX.")
    return text


def _separator(text: str) -> str:
    """The one with which a row of titles is found; else the one that stands most often."""
    lines = text.splitlines()[:LOOKED_AT]
    for one in sorted(SEPARATORS, key=lambda each: -sum(line.count(each) for line in lines)):
        if any(one in line and is_titles(_row(0, line.split(one)), known=None) for line in lines):
            return one
    return max(SEPARATORS, key="\n".join(lines).count)


def _split(text: str, separator: str) -> list[GridRow]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        rows = []
    swallowed = any(
        "\n" in cell and separator in cell and len(cell) > csv_line_of(text) for row in rows for cell in row
    )
    if not rows or (swallowed and separator == "\t"):
        rows = [line.split(separator) for line in text.splitlines()]
    return [_row(number, cells) for number, cells in enumerate(rows, 1)]


def csv_line_of(text: str) -> int:
    """The longest line of a text: a longer cell has taken in whole rows after a quotation mark that never ends."""
    return max(map(len, text.splitlines()), default=0)


def _row(number: int, cells: list[str]) -> GridRow:
    """A line with nothing but one cell stands outside of the table."""
    return GridRow(number, tuple(bare(cell.strip()) for cell in cells), spanning=len(cells) == 1)


def _piped(text: str) -> list[GridRow]:
    """Rows such as `| a | b |`; the rule under the titles is none."""
    found: list[GridRow] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not RULE.fullmatch(line):
            inner = line.strip().removeprefix("|").removesuffix("|")
            found.append(_marked_up(_row(number, inner.split("|"))))
    return found


def _marked_up(row: GridRow) -> GridRow:
    return GridRow(row.number, tuple(_plain(cell) for cell in row.cells), spanning=row.spanning)


def _plain(text: str) -> str:
    """Without what remains of a web page: paragraphs and items of lists become lines."""
    text = TAG.sub(lambda tag: "\n" if tag[1].lower() in NEW_LINE else "", text)
    return BULLET.sub("\n• ", html.unescape(text)).strip()
