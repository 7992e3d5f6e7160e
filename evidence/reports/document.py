"""A report as plain data: headings, paragraphs, lists, tables, bars and pictures, in reading order.

Whoever makes a report makes one of these, and nothing else. Each format (HTML, PDF, DOCX, XLSX, CSV, JSON) is written
from it by one module beside this one, so that all formats say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from easyread.fonts import is_right_to_left


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a cell or a paragraph.

    Attributes:
        link: Address of what this is made of, such as `/staff/areas/duq.1?round=2`; '' for none. Pages show it as a
            link; what is printed or published leaves it out.
        bullet: It stands in a list.
        bold: It is a name or a heading within its cell.
        value: The number that the text shows, for spreadsheets and for checking; None where it shows none.
        unit: What the number is: a count of people, a share (0 to 1) or a plain number.
    """

    text: str
    link: str = ""
    bullet: bool = False
    bold: bool = False
    value: float | None = None
    unit: Literal["", "people", "share", "number", "day"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. An empty cell has no lines."""

    lines: tuple[Line, ...] = ()
    header: bool = False

    @property
    def text(self) -> str:
        """Everything in it, a line each."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A `spanning` row has one cell over the whole width: the heading of the rows after it."""

    cells: tuple[Cell, ...]
    spanning: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `share` is its part of the width beside the others.

    Attributes:
        data: It is for calculating: XLSX, CSV and JSON have it, and what is read as a page leaves it out.
    """

    title: str
    share: int = 1
    numeric: bool = False
    data: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. The report's title is level 1, so these are 2 to 4."""

    text: str
    level: Literal[2, 3, 4] = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; several lines stand under each other. `small` is for notes on how to read something."""

    lines: tuple[Line, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one row of column titles, which is repeated on every page.

    Attributes:
        id: Of its figures: the name in `evidence.published_tables`; '' where it lists things one by one.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    id: str = ""


class Tone(StrEnum):
    """What a part of a bar stands for. Formats give each a colour and a pattern of its own."""

    GOOD = "good"
    MIXED = "mixed"
    NOT_GOOD = "not_good"
    REST = "rest"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar."""

    name: str
    value: float
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar and its parts, in order. `link` is the address of what it is made of, as in `Line`."""

    name: str
    parts: tuple[Part, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of lying bars. Spreadsheets get it as a chart of their own; `says` tells it in words for everyone else.

    Attributes:
        says: What the chart shows, in a sentence: its alternative text.
        stacked: The parts of a bar make one whole.
        counted: Its numbers can be counted in the tables, so CSV leaves it out and stays rows of one kind.
    """

    title: str
    says: str
    bars: tuple[Bar, ...]
    stacked: bool = True
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the built-in set, by name, or a PNG or SVG given as bytes. `alt` is '' for mere decoration."""

    alt: str
    name: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Pictured:
    """Easy read: a picture, with a few short sentences beside it. `large` is read from across a room."""

    picture: Picture
    lines: tuple[Line, ...]
    large: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page, where there are pages."""


Block = Heading | Paragraph | Bullets | Table | Bars | Picture | Pictured | NewPage


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means, or (`code`) one of the words or codes that can stand in it."""

    column: str
    code: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        name: Its stable name, such as `self-assessment`; files are called after it.
        title: Its heading of level 1.
        about: Lines under the title: the provider, the time, who may see it.
        made_on: The day it was made, `2026-11-29`.
        language: Language of its text, such as `en`; right-to-left languages turn the page round.
        wide: Its tables need the long side of the paper.
        easy: It is set as easy read: large type, a line a sentence, pictures beside the words.
        identified: It holds names or words of single people, so the access log notes who had it made.
        codebook: What its columns and codes mean, for those who read it with programs: a sheet of its own in XLSX, in
            JSON, and under the tables of a CSV, unless that is one table only.
        quotes: The records of single people in it, each by number, and how it names them: kept of whoever takes it
            along, so that it can be found when a yes is taken back.
        print_link: On a page that is shown, where that somebody prints it is noted; '' where nothing is to be noted.
        is_printed: It is noted: the page says to print it now.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    made_on: str
    about: tuple[str, ...] = ()
    language: str = "en"
    wide: bool = False
    easy: bool = False
    identified: bool = False
    quotes: tuple[tuple[int, str], ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    """Further facts for readers of the data, such as the code's version and the round; JSON and XLSX carry them."""
    codebook: tuple[Meaning, ...] = ()
    print_link: str = ""
    is_printed: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def right_to_left(self) -> bool:
        """Whether its language is written from right to left."""
        return is_right_to_left(self.language)

    def texts(self) -> Iterator[str]:
        """Every text that a reader meets, in reading order: what each format has to hold."""
        yield self.title
        yield from self.about
        for block in self.blocks:
            yield from self.texts_of(block)

    def texts_of(self, block: Block) -> Iterator[str]:
        """The texts of one of its blocks."""
        yield from texts_of(block)


def cell(*lines: str | Line, header: bool = False) -> Cell:
    """A cell of some lines; empty ones are left out."""
    made = (one if isinstance(one, Line) else Line(one) for one in lines)
    return Cell(tuple(one for one in made if one.text), header)


def paragraph(*lines: str | Line, small: bool = False) -> Paragraph:
    """A paragraph of some lines."""
    return Paragraph(cell(*lines).lines, small)


def bullets(*items: str | Line) -> Bullets:
    """A list of some lines."""
    return Bullets(cell(*items).lines)


def texts_of(block: Block) -> Iterator[str]:
    """Every text of one block, in reading order."""
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph | Pictured):
        yield from (one.text for one in block.lines)
    elif isinstance(block, Bullets):
        yield from (one.text for one in block.items)
    elif isinstance(block, Table):
        read = as_read(block)
        yield read.caption
        yield from (column.title for column in read.columns)
        yield from (one.text for row in read.rows for cell_ in row.cells for one in cell_.lines)
    elif isinstance(block, Bars):
        yield block.title


def as_read(table: Table) -> Table:
    """A table as a page shows it: without the columns that are for calculating only."""
    if not any(column.data for column in table.columns):
        return table
    kept = [place for place, column in enumerate(table.columns) if not column.data]
    rows = (
        row if row.spanning else replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows
    )
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=tuple(rows))


def table_of(codebook: tuple[Meaning, ...]) -> Table:
    """A codebook as a table."""
    columns = (Column("Column", 2), Column("Code", 2), Column("Meaning", 6))
    rows = (Row((cell(one.column), cell(one.code), cell(one.meaning))) for one in codebook)
    return Table("Codebook", columns, tuple(rows))
