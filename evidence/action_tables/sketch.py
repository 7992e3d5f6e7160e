"""An action while its rows are being put together."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.action_tables import joining
from evidence.action_tables.model import Field, GridRow
from store.action import Status

PRINTED = (Field.ACTION, Field.LEAD, Field.TIMESCALE, Field.OUTCOME, Field.EXPECTED)
"""The cells by which a row that is printed twice is known."""


class Sketch:
    """One action, and what each of its rows added.

    Args:
        number: Its number; '' where it has none.
        part: Place of its part; -1 where it stands under none.
        row: Its first row.
        cells: What stands in it, by column.
        more: What stands in columns that mean nothing to us.

    Attributes:
        status: How far it is, where one of our own layouts says so.
        last_day: Its last day, where one of our own layouts tells another one than the timescale; '' elsewhere.
        knows, refers_to: Who must know of it, and what it belongs with, where one of our own layouts says so.
    """

    def __init__(self, number: str, part: int, row: GridRow, cells: Mapping[Field, str], more: dict[str, str]) -> None:
        self.number, self.part, self.place = number, part, row.place
        self.status: Status | None = None
        self.last_day = ""
        self.knows: tuple[str, ...] = ()
        self.refers_to: tuple[str, ...] = ()
        self.rows = [row.number]
        self._cells = dict(cells)
        self.pairs = [(cells.get(Field.EXPECTED, ""), cells.get(Field.TIMESCALE, ""))]
        self.more = more

    @property
    def what(self) -> str:
        """What is to be done, as far as it was read."""
        return self.text(Field.ACTION)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells by which the same row printed again is known."""
        return printed(self._cells)

    def text(self, meant: Field) -> str:
        """What stands in one column; '' where nothing does."""
        return self._cells.get(meant, "")

    def go_on(self, row: GridRow, cells: Mapping[Field, str], more: Mapping[str, str]) -> None:
        """Adds a row that goes on with this action."""
        self.rows.append(row.number)
        self._add_pair(cells.get(Field.EXPECTED, ""), cells.get(Field.TIMESCALE, ""))
        for meant, text in cells.items():
            first = self.text(meant)
            dated = meant is Field.TIMESCALE and first and text
            self._cells[meant] = f"{first}\n{text}" if dated else joining.glued(first, text)
        for title, text in more.items():
            self.more[title] = joining.glued(self.more.get(title, ""), text)

    def print_again(self, row: GridRow, cells: Mapping[Field, str]) -> None:
        """Adds what a second printing says beyond the first."""
        self.rows.append(row.number)
        for meant, text in cells.items():
            self._cells[meant] = joining.merged(self.text(meant), text)
        self.pairs = [(self.text(Field.EXPECTED), self.text(Field.TIMESCALE))]

    def _add_pair(self, expected: str, timescale: str) -> None:
        """A sentence of evidence that was cut goes on; anything else is a further one."""
        before, its_time = self.pairs[-1]
        if not timescale and expected[:1].islower() and before and before[-1] not in joining.ENDS:
            self.pairs[-1] = f"{before} {expected}", its_time
        elif expected or timescale:
            self.pairs.append((expected, timescale))


def printed(cells: Mapping[Field, str]) -> tuple[str, ...]:
    """The cells by which a row that is printed twice is known."""
    return tuple(cells.get(one, "") for one in PRINTED)
