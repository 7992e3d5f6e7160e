"""Rows become actions. Each row is an action, goes on with one, is a heading or a row of titles, or is a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.action_tables import headings, joining, ours, statuses
from evidence.action_tables.columns import Columns, columns, is_titles, without_titles
from evidence.action_tables.finishing import action, finished, notices, titled_columns
from evidence.action_tables.model import Fault, Field, Grid, GridRow, ReadRow, RowKind, Table, TablePart
from evidence.action_tables.rows import grid
from evidence.action_tables.sketch import Sketch, printed
from store.action import Status

NUMBER = re.compile(
    r"\(?(?:(?i:no|nr|ref|item|action)[.:]? )?((?:[A-Za-z]{1,4}[ /-]?)?\d{1,5}(?:\.\d{1,3})*[a-z]?)\)?[.):]?"
)
"""'2', '2.8', '(3a)', '1000', 'A1', 'SG-12', 'SG 3.1', 'Action 4'."""
LEADING = re.compile(
    r"(\d{1,5}(?:\.\d{1,3})+[.):]?|\d{1,5}[a-z]?[.)]|(?!Q[1-4]\b)[A-Z]{1,4}[/-]?\d{1,5}(?:\.\d{1,3})*[a-z]?[.)])\s+(?=\S)"
)
"""The same before the text, with a sign behind it; 'Q3.' is a quarter of a year."""
DAY = re.compile(r"\d{1,2} [^\W\d]+ \d{4}")
LOOKED_AHEAD = 50
MOST_JOINED = 60
"""Rows that go on with one action. Nobody writes so many, and each makes the ones before to be looked through."""
NOT_ASKED: Mapping[str, Field | None] = {}


def read(data: bytes, chosen: Mapping[str, Field | None] = NOT_ASKED) -> Table:
    """What a file holds. Nothing that stands in it makes this raise.

    Args:
        data: The file.
        chosen: Key of a column's title → what somebody said that it is about.
    """
    return understood(grid(data), chosen)


def understood(found: Grid, chosen: Mapping[str, Field | None] = NOT_ASKED) -> Table:
    """What the rows of a file hold."""
    if found.fault is not None:
        return Table(faults=(found.fault,))
    reading = _Reading(found.rows, chosen)
    for place in range(len(found.rows)):
        reading.take(place)
    return reading.done(found.notices)


@dataclass
class _Reading:
    """Where the reading is: the columns and the heading that hold, and the action that further rows may go on with."""

    lines: tuple[GridRow, ...]
    chosen: Mapping[str, Field | None]
    columns: Columns | None = None
    numbered: bool = False
    seen: list[Columns] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    group: str = ""
    title: str = ""
    parts: list[TablePart] = field(default_factory=list)
    part: int = -1
    sketches: list[Sketch] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    looks: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Whether the actions are numbered decides what a row without a number is."""
        if not any(self._titles(row) for row in self.lines):
            width = max((len(row.cells) for row in self.lines), default=0)
            self.columns = without_titles(width, self.chosen)
            self.seen.append(self.columns)
        first = next((columns(row, self.chosen) for row in self.lines if self._titles(row)), self.columns)
        self.numbered = any(self._number_in(row, first or Columns({}, {}))[0] for row in self.lines if not row.spanning)

    def _titles(self, row: GridRow) -> bool:
        return not row.spanning and is_titles(row, known=self.columns)

    def take(self, place: int) -> None:
        """Makes something of one row."""
        row = self.lines[place]
        if self._titles(row):
            self.columns = columns(row, self.chosen)
            self.seen.append(self.columns)
            self._note(row, RowKind.TITLES)
        elif ours.is_none(row):
            self._note(row, RowKind.HEADING)
        elif row.wrong:
            self._fault(row, row.wrong, "Type what it shows in place of the formula.")
        elif self._is_heading(place):
            self._heading(row)
        elif self.columns is None:
            self._note(row, RowKind.HEADING)  # of two cells, above the first table: a date, or whose plan it is
        elif self.columns is None or self.columns.of(Field.ACTION) is None:
            self._fault(row, "Nobody knows yet which column holds the actions.", "Choose it at 'What each column is'.")
        else:
            self._body(row, self.columns)

    def _note(self, row: GridRow, kind: RowKind, at: int = -1) -> None:
        self.rows.append(ReadRow(row, kind, at))

    def _fault(self, row: GridRow, why: str, mend: str) -> None:
        what = " · ".join(row.cells[place] for place in row.filled)
        self.faults.append(Fault(row.number, what, why, mend, row.place))
        self._note(row, RowKind.FAULT)

    def _is_heading(self, place: int) -> bool:
        row = self.lines[place]
        if len(row.filled) != 1 or (self.columns and row.above):
            return len(row.filled) == len(("number", "title")) and self._is_short_heading(place)
        text, first = row.cells[row.filled[0]], row.filled[0]
        if row.spanning or headings.area(text):
            return True
        if first != 0 or (self.columns is not None and self.columns.titles == {} and self.columns.meant):
            return False
        number_column = self.columns is None or self.columns.of(Field.NUMBER) == 0
        if headings.numbered(text) and number_column:
            return True
        following = self.lines[place + 1] if place + 1 < len(self.lines) else None
        if following is not None and self._titles(following):
            return True
        return (number_column and (not NUMBER.fullmatch(text) or " " in text)) or headings.is_group(text)

    def _is_short_heading(self, place: int) -> bool:
        """'1 | Everyone knows whom to tell', with nothing else, before a row whose number is 1.1."""
        row, known = self.lines[place], self.columns
        if known is None or set(row.filled) != {known.of(Field.NUMBER), known.of(Field.ACTION)}:
            return False
        number = row.cells[known.of(Field.NUMBER) or 0].strip(".")
        for later in self.lines[place + 1 : place + LOOKED_AHEAD]:
            found = self._number_in(later, known)[0]
            if found:
                return number.isdigit() and found.startswith(f"{number}.")
        return False

    def _heading(self, row: GridRow) -> None:
        self._note(row, RowKind.HEADING)
        text = " ".join(" ".join(row.cells[place] for place in row.filled).split())
        self.title = self.title or text
        name = text.removesuffix(ours.EMPTY)
        one = headings.area(name) or headings.numbered(name)
        if one is None and len(row.filled) > 1:
            one = headings.Heading(row.cells[row.filled[0]].strip("."), row.cells[row.filled[1]])
        if one is None and self._is_title_page(text):
            self.group, self.part = "", -1
        elif one is None:
            self.group, self.part = text, -1
            self.groups.append(text)
        else:
            self.parts.append(TablePart(one.number, one.title, self.group))
            self.part = len(self.parts) - 1

    def _is_title_page(self, text: str) -> bool:
        """Whose plan it is and from when, over everything: the first heading comes after it."""
        is_first = not self.parts and not self.sketches
        return is_first and (DAY.fullmatch(text) is not None or (text == self.title and bool(self.groups)))

    def _number_in(self, row: GridRow, known: Columns) -> tuple[str, str]:
        """An action's number and its text; the number may stand in a column of its own, or before the text."""
        at, text = known.of(Field.NUMBER), row.cell(_or_beyond(known.of(Field.ACTION)))
        if at is not None:
            number = NUMBER.fullmatch(row.cell(at))
            return (number[1].replace(" ", ""), text) if number else ("", text)
        leading = LEADING.match(text)
        return (leading[1].rstrip(".):"), text[leading.end() :]) if leading else ("", text)

    def _body(self, row: GridRow, known: Columns) -> None:
        """A row of the table itself: a fault, a row that goes on with the action before, or an action."""
        row = self._moved(row, known)
        number, what = self._number_in(row, known)
        number = self._tenth(row, number)
        last = self.sketches[-1] if self.sketches else None
        below = ours.below(what)
        what = below.what
        cells = {meant: row.cell(place) for place, meant in known.meant.items()} | {Field.ACTION: what}
        cells[Field.PROGRESS] = below.progress or ours.undated(cells.get(Field.PROGRESS, ""))
        cells[Field.TIMESCALE], status, last_day = ours.apart(cells.get(Field.TIMESCALE, ""))
        again = last is not None and number == last.number and joining.is_printed_twice(last.cells, printed(cells))
        goes_on = (bool(number) and again) or not (number or self._is_own(cells, last))
        wrong = self._wrong(row, known, number, what, last if goes_on else None)
        if wrong:
            self._fault(row, *wrong)
        elif not goes_on:
            self._new(row, known, number, cells)
            self._note(row, RowKind.ACTION, len(self.sketches) - 1)
        elif last is not None:
            last.print_again(row, cells) if number else last.go_on(row, cells, self._more(row, known))
            self._note(row, RowKind.CONTINUES, len(self.sketches) - 1)
        if not wrong and self.sketches:
            self._ours(self.sketches[-1], status, last_day, below)

    def _ours(self, one: Sketch, status: Status | None, last_day: str, below: ours.Below) -> None:
        """What our own layouts say beyond the columns of a council's table."""
        one.status, one.last_day = status or one.status, last_day or one.last_day
        one.knows = below.knows or one.knows
        one.refers_to = below.refers_to or one.refers_to
        one.more.update(below.more)

    def _wrong(
        self, row: GridRow, known: Columns, number: str, what: str, before: Sketch | None, /
    ) -> tuple[str, str] | None:
        """Why a row cannot be read, and how to mend it; None for a good one. `before` is what it would go on with."""
        at = known.of(Field.NUMBER)
        odd = row.cell(at) if at is not None and not number else ""
        if odd:
            return f"'{odd}' is no number of an action.", "Number it like 2, 2.8 or A2, or choose another column."
        if before is not None and len(before.rows) >= MOST_JOINED:
            return f"More than {MOST_JOINED} rows go on with one action.", "Give each action a number of its own."
        if before is None and not what and number:
            return "It has a number and no action.", "Write what is to be done, or leave the row out."
        if before is None and not what:
            return "It goes on with a row before, and there is none.", "Write what is to be done into it."
        return None

    def _is_own(self, cells: Mapping[Field, str], last: Sketch | None) -> bool:
        what = cells[Field.ACTION]
        if not what:
            return False
        if self.columns is not None and self.columns.passed:
            return True  # in our own register a row is an action
        if not self.numbered:
            return last is None or not joining.ITEM.match(what)
        if last is None or last.part != self.part:
            return True
        lead, time = bool(cells.get(Field.LEAD)), bool(cells.get(Field.TIMESCALE))
        return joining.begins_anew(last.what, what, has_lead=lead, has_time=time)

    def _new(self, row: GridRow, known: Columns, number: str, cells: dict[Field, str]) -> None:
        above = self.sketches[-1] if self.sketches and row.above else None
        for place in row.above:
            meant = known.meant.get(place)
            if above is not None and meant is not None and not cells.get(meant):
                cells[meant] = above.text(meant)
        part = self._part_of(cells)
        self.sketches.append(Sketch(number, part, row, cells, self._more(row, known)))

    def _part_of(self, cells: Mapping[Field, str]) -> int:
        """A table may name the area of each action in a column."""
        text = cells.get(Field.PART, "")
        if not text:
            return self.part
        one = headings.area(text) or headings.numbered(text) or headings.Heading("", text)
        part = TablePart(one.number, one.title, self.group)
        if part not in self.parts:
            self.parts.append(part)
        self.part = self.parts.index(part)
        return self.part

    def _tenth(self, row: GridRow, number: str) -> str:
        """A spreadsheet turns 4.10 into 4.1: after 4.9 it is put right, and said."""
        before = self.sketches[-1].number if self.sketches else ""
        head, _, tail = number.rpartition(".")
        if not head or "." in head or not tail.isdigit() or before != f"{head}.{int(tail) * 10 - 1}":
            return number
        why = f"It stands after {before}: it was taken for {number}0."
        self.looks.append(Fault(row.number, f"Number {number}", why, "Look whether that is right.", row.place))
        return f"{number}0"

    def _moved(self, row: GridRow, known: Columns) -> GridRow:
        """A cell beside its column, where a table has a cell too many: it goes into the empty one at its left."""
        cells = list(row.cells)
        for place in row.filled:
            left = place - 1
            if place not in known.titles and known.titles and left in known.meant and not cells[left]:
                cells[left], cells[place] = cells[place], ""
                why = "It stands in a column without a title."
                mend = f"It was read as '{known.title(left)}': look whether that is right."
                self.looks.append(Fault(row.number, cells[left], why, mend, row.place))
        return GridRow(row.number, tuple(cells), row.place, row.above, spanning=row.spanning)

    def _more(self, row: GridRow, known: Columns) -> dict[str, str]:
        """What means nothing to us, or says more than how far it is, is kept under the title of its column."""
        told = known.of(Field.STATUS)
        self.looks += statuses.doubts(row, row.cell(_or_beyond(told)))
        kept = [place for place in row.filled if known.keeps(place) and not ours.is_ours(known.title(place))]
        kept += [place for place in row.filled if place == told and not statuses.is_plain(row.cells[place])]
        return {ours.titled(known.title(place)): row.cells[place] for place in kept}

    def done(self, first: tuple[Fault, ...]) -> Table:
        """Everything, with what should be looked at."""
        actions = tuple(action(one, self.parts) for one in self.sketches)
        parts, title = finished(self.parts, self.groups, self.title)
        return Table(
            title=title,
            parts=parts,
            actions=actions,
            rows=tuple(self.rows),
            columns=titled_columns(self.seen, self.lines),
            faults=tuple(self.faults),
            notices=(*first, *self.looks, *notices(actions)),
        )


def _or_beyond(column: int | None) -> int:
    return 10_000 if column is None else column
