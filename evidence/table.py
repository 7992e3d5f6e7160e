"""The results of an area as readers may see them: every cell judged together with the others of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dialogs.model import Audience, Support
from evidence.cells import ALL, OWN_SUPPORT, PROVIDER, Cell, Slot
from evidence.result import Counts, Result, result
from evidence.suppression import Shown, shown_alone, shown_together


@dataclass(frozen=True)
class Table:
    """What was counted in one round, and what of it was published.

    Attributes:
        counted: The counts as they are now, the provider's sums included.
        published: The counts that were shown last.
        year: Published counts of small houses over twelve months.
    """

    counted: Mapping[Cell, Counts]
    published: Mapping[Cell, Counts]
    year: Mapping[Cell, Counts]

    def result(self, standard: str, source: Audience, service: int, support: str = ALL) -> Result:
        """What a reader sees of one service, or of the whole provider (service 0)."""
        cell = Cell(Slot(standard, support), source, service)
        if service != PROVIDER:
            total = cell._replace(service_id=PROVIDER)
            shown = self._together(self._services.get(total, []), total)
            return result(shown.get(cell, Shown.NOBODY), self.published.get(cell))
        counts = self.published.get(cell)
        return result(shown_alone(counts.people if counts else self._people(cell)), counts)

    def year_result(self, standard: str, source: Audience, service: int) -> Result:
        """What a reader sees of a small house over twelve months."""
        counts = self.year.get(Cell(Slot(standard, ALL), source, service))
        return result(shown_alone(counts.people), counts) if counts else Result(Shown.HIDDEN)

    def by_support(self, standard: str, source: Audience) -> dict[Support, Result]:
        """The provider's results by how the people's own answers were given."""
        cells = {support: Cell(Slot(standard, support), source, PROVIDER) for support in sorted(OWN_SUPPORT)}
        shown = self._together(list(cells.values()), Cell(Slot(standard, ALL), source, PROVIDER))
        return {support: result(shown[cell], self.published.get(cell)) for support, cell in cells.items()}

    def people(self, standard: str, source: Audience, service: int, support: str = ALL) -> int:
        """How many people were counted, as it is now."""
        return self._people(Cell(Slot(standard, support), source, service))

    @cached_property
    def _services(self) -> dict[Cell, list[Cell]]:
        """The services' cells by the total that they make up."""
        found: dict[Cell, list[Cell]] = {}
        for cell in self.counted:
            if cell.service_id != PROVIDER:
                found.setdefault(cell._replace(service_id=PROVIDER), []).append(cell)
        return found

    def _people(self, cell: Cell) -> int:
        return self.counted.get(cell, Counts()).people

    def _together(self, cells: list[Cell], total: Cell) -> dict[Cell, Shown]:
        """How much is shown of each of the cells that make up a total."""
        whole = self.published.get(total)
        return shown_together(
            {cell: self.published[cell].people for cell in cells if cell in self.published},
            {cell: self._people(cell) for cell in cells if cell not in self.published},
            whole.people if whole else None,
        )
