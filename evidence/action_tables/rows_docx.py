"""Rows of a DOCX: its tables with their joined cells, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from evidence.action_tables.model import Grid, GridRow
from evidence.action_tables.packed import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""What was deleted, and what repeats something for old programs."""
MOST_CELLS = 60_000
MOST_SPAN = 60


def read(xml: bytes) -> Grid:
    """The rows of a document's main part.

    Raises:
        Refused: It is no XML, or holds too many cells.
    """
    try:
        root = ET.fromstring(xml.replace(STRICT, W[1:-1].encode()))  # noqa: S314 - declarations are refused before
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Refused("It is damaged.", "Save it again, or copy the table into a new file.") from error
    if sum(1 for _ in root.iter(f"{W}tc")) > MOST_CELLS:
        raise Refused("It has too many cells.", "Split it into two.")
    body = root.find(f"{W}body")
    rows = tuple(_blocks(body)) if body is not None else ()
    several = len({row.place for row in rows if row.place}) > 1
    return Grid(rows if several else tuple(replace(row, place="") for row in rows))


def _blocks(body: ET.Element) -> Iterator[GridRow]:
    table, line = 0, 0
    for block in _children(body, f"{W}p", f"{W}tbl"):
        if block.tag == f"{W}p":
            line += 1
            yield GridRow(line, (_text(block),), "Text", spanning=True)
        else:
            table += 1
            for number, row in enumerate(_children(block, f"{W}tr"), 1):
                yield _row(number, row, f"Table {table}")


def _children(parent: ET.Element, *tags: str) -> Iterator[ET.Element]:
    """Children of these kinds, also those inside of content controls and of changes that were accepted."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from _children(child, *tags)


def _row(number: int, row: ET.Element, place: str) -> GridRow:
    cells = [""] * min(_number(row.find(f"{W}trPr/{W}gridBefore"), 0), MOST_SPAN)
    above: set[int] = set()
    found = list(_children(row, f"{W}tc"))
    for cell in found:
        merge, span = cell.find(f"{W}tcPr/{W}vMerge"), _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            above |= set(range(len(cells), len(cells) + min(span, MOST_SPAN)))
            cells.append("")
        else:
            cells.append("\n".join(_text(one) for one in cell.iter(f"{W}p")))
        cells += [""] * (min(span, MOST_SPAN) - 1)
    return GridRow(number, tuple(cells), place, frozenset(above), spanning=len(found) == 1)


def _number(element: ET.Element | None, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return (
        max(int(value), otherwise) if value.isascii() and value.isdigit() and len(value) < len("10000") else otherwise
    )


def _text(paragraph: ET.Element) -> str:
    return "".join(_runs(paragraph))


def _runs(element: ET.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in SKIPPED and child.tag != f"{W}p":
            yield from _runs(child)
