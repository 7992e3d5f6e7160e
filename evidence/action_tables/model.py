"""What a table of actions is made of: its rows as they stand in the file, and what was made of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from store.action import Status


class Field(StrEnum):
    """What a column is about."""

    NUMBER = "number"
    ACTION = "action"
    EXPECTED = "expected"
    TIMESCALE = "timescale"
    LEAD = "lead"
    PROGRESS = "progress"
    OUTCOME = "outcome"
    PART = "part"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as it stands in the file, or a line of text between two tables.

    Attributes:
        number: Its number in its sheet, table or file, from 1.
        cells: Their texts, a line break between paragraphs. Cells that are joined to another one are empty.
        place: Which sheet or table it is in; '' where there is only one.
        above: Columns that are joined with the cell above.
        spanning: One cell over the whole width, or a line outside of tables.
        wrong: Why the file did not give a cell's text; '' where it did.
    """

    number: int
    cells: tuple[str, ...]
    place: str = ""
    above: frozenset[int] = frozenset()
    spanning: bool = False
    wrong: str = ""

    def cell(self, column: int) -> str:
        """A cell's text; '' beyond the last one."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold anything."""
        return tuple(place for place, text in enumerate(self.cells) if text)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read, or that somebody should look at.

    Attributes:
        row: Number of the row; 0 where it is about the whole file.
        what: What was found.
        why: Why it could not be read, or why to look.
        mend: What to do about it.
    """

    row: int
    what: str
    why: str
    mend: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file. Where `fault` is set, the file could not be read at all."""

    rows: tuple[GridRow, ...] = ()
    fault: Fault | None = None
    notices: tuple[Fault, ...] = ()


class TimeKind(StrEnum):
    """What a timescale says about its date."""

    BY = "by"
    BEGINS = "begins"
    REVIEW = "review"
    DONE = "done"
    ONGOING = "ongoing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Timescale:
    """A timescale.

    Attributes:
        said: As it stands in the table.
        due_on: The day, `2010-03-31`; the last of the month where only a month is said. None where none was understood.
        check: Why somebody should look at what was understood; '' where it is plain.
    """

    said: str = ""
    kind: TimeKind = TimeKind.UNKNOWN
    due_on: str | None = None
    check: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that will show that an action helped; `seen_on` is told by our own layouts only."""

    text: str
    timescale: Timescale = Timescale()
    seen_on: str | None = None


@dataclass(frozen=True, slots=True)
class TablePart:
    """An improvement area or a recommendation, and the group that it stands in."""

    number: str
    title: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class TableAction:
    """One action.

    Attributes:
        rows: Numbers of the rows that it was made of.
        part: Its place among the parts; -1 where it stands under none.
        only_refers: It says nothing but where to look: 'See 12.1'.
        more: What stood in columns that mean nothing to us, by their titles.
        status: How far it is, where a column or one of our own layouts says so; None elsewhere.
        knows: Others who must know of it, where one of our own layouts says so.
    """

    number: str
    what: str
    rows: tuple[int, ...] = ()
    place: str = ""
    outcome: str = ""
    expected: tuple[Evidence, ...] = ()
    timescale: Timescale = Timescale()
    leads: tuple[str, ...] = ()
    progress: str = ""
    refers_to: tuple[str, ...] = ()
    only_refers: bool = False
    part: int = -1
    more: dict[str, str] = field(default_factory=dict)
    status: Status | None = None
    knows: tuple[str, ...] = ()


class RowKind(StrEnum):
    """What became of a row."""

    ACTION = "action"
    CONTINUES = "continues"
    HEADING = "heading"
    TITLES = "titles"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What became of one row. `action` is the place of its action among all; -1 where it belongs to none."""

    row: GridRow
    kind: RowKind
    action: int = -1


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column, by its title, and what it was taken for.

    Attributes:
        unsure: Its title may mean several things, or another column is taken for the same.
        example: The first text in it.
    """

    title: str
    meant: Field | None
    unsure: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: every row of the file that holds anything is in `rows`, once.

    Attributes:
        faults: Rows that could not be read; where `rows` is empty, the file.
        notices: What was read and should be looked at.
    """

    title: str = ""
    parts: tuple[TablePart, ...] = ()
    actions: tuple[TableAction, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    columns: tuple[ColumnSeen, ...] = ()
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()

    def count(self, kind: RowKind) -> int:
        """How many rows became this."""
        return sum(one.kind is kind for one in self.rows)

    @property
    def misses_actions(self) -> bool:
        """Whether nobody knows which column holds the actions."""
        return bool(self.rows) and not any(one.meant is Field.ACTION for one in self.columns)
