"""The results of an area as readers may see them: every cell judged together with the others of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dialogs.model import Audience, Support
from evidence.cells import ALL, OWN_SUPPORT, PROVIDER, Cell, Slot
from evidence.disclosure import Part, disclose
from evidence.result import Counts, Result, result
from evidence.suppression import Shown, shown_alone


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
            shown, _ = self._of_services(cell._replace(service_id=PROVIDER))
            return result(shown.get(cell, Shown.NOBODY), self.published.get(cell))
        _, level = self._of_services(cell)
        return result(level or shown_alone(self._people(cell)), self.published.get(cell))

    def year_result(self, standard: str, source: Audience, service: int) -> Result:
        """What a reader sees of a small house over twelve months."""
        counts = self.year.get(Cell(Slot(standard, ALL), source, service))
        return result(shown_alone(counts.people), counts) if counts else Result(Shown.HIDDEN)

    def by_support(self, standard: str, source: Audience) -> dict[Support, Result]:
        """The provider's results by how the people's own answers were given.

        How many people had help is not told otherwise. Where the total is not told in figures these are not, for they
        add up to it.
        """
        total = Cell(Slot(standard, ALL), source, PROVIDER)
        cells = {support: total._replace(slot=Slot(standard, support)) for support in sorted(OWN_SUPPORT)}
        shown, _ = disclose(
            {cell: Part(self._people(cell), self.published.get(cell), known=False) for cell in cells.values()},
            self.published.get(total),
        )
        if self._of_services(total)[1] is not Shown.FIGURES:
            shown = {cell: Shown.WORDS if how is Shown.FIGURES else how for cell, how in shown.items()}
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

    def _of_services(self, total: Cell) -> tuple[dict[Cell, Shown], Shown | None]:
        """How much is shown of each service that makes up a total, and of the total."""
        if total not in self._disclosed:
            parts = {cell: Part(self._people(cell), self.published.get(cell)) for cell in self._services.get(total, [])}
            self._disclosed[total] = disclose(parts, self.published.get(total))
        return self._disclosed[total]

    @cached_property
    def _disclosed(self) -> dict[Cell, tuple[dict[Cell, Shown], Shown | None]]:
        """What was worked out already: a page asks for the same total several times."""
        return {}
