"""The results of an area as readers may see them: every cell judged together with the others of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dialogs.model import Audience, Support
from evidence.cells import ALL, OWN_SUPPORT, PROVIDER, Cell, Slot, core_of
from evidence.disclosure import Part, disclose
from evidence.result import Counts, Result, result
from evidence.suppression import Shown, shown_alone


@dataclass(frozen=True)
class Standards:
    """What a table has to know of its code.

    Attributes:
        areas: The areas. None of them has a result of its own, only people who were heard on it (`evidence.core`).
        core: Source → standards that the core asks it about.
    """

    areas: frozenset[str]
    core: Mapping[Audience, frozenset[str]]

    def told_by(self, standard: str, source: Audience) -> str:
        """Under which name a standard is told by service."""
        return core_of(standard) if standard in self.core.get(source, ()) else standard


@dataclass(frozen=True)
class Table:
    """What was counted in one round, and what of it was published.

    Attributes:
        counted: The counts as they are now, the provider's sums included.
        published: The counts that were shown last.
        code: Which names are areas, and which standards the core asks about.
    """

    counted: Mapping[Cell, Counts]
    published: Mapping[Cell, Counts]
    code: Standards = field(default_factory=lambda: Standards(frozenset(), {}))

    def result(self, standard: str, source: Audience, service: int, support: str = ALL) -> Result:
        """What a reader sees of one service, or of the whole provider (service 0).

        Answers are told by service once only: what the core asks about, by the core alone; the rest, by all questions;
        So no two tables by service are about the same answers. A whole area is never told.
        """
        if standard in self.code.areas:
            return Result(Shown.HIDDEN)
        if support != ALL:
            return self._shown(Cell(Slot(standard, support), source, service))
        told = Cell(Slot(self.code.told_by(standard, source), ALL), source, service)
        if service != PROVIDER or told.slot.standard == standard:
            return self._shown(told)
        # Of the same people: it may stand beside the table by service only where that one's total is told in figures.
        if self._shown(told).shown in {Shown.FIGURES, Shown.NOBODY}:
            return self._shown(told._replace(slot=Slot(standard, ALL)))
        return Result(Shown.HIDDEN)

    def _shown(self, cell: Cell) -> Result:
        """One cell of a table by service, or its total."""
        if cell.service_id != PROVIDER:
            shown, _ = self._of_services(cell._replace(service_id=PROVIDER))
            return result(shown.get(cell, Shown.NOBODY), self.published.get(cell))
        _, level = self._of_services(cell)
        return result(level or shown_alone(self._people(cell)), self.published.get(cell))

    def by_support(self, standard: str, source: Audience) -> dict[Support, Result]:
        """The provider's results by how the people's own answers were given.

        How many people had help is not told otherwise. Where the total is not told in figures these are not told, for
        they add up to it.
        """
        if self.result(standard, source, PROVIDER).shown is not Shown.FIGURES:
            return dict.fromkeys(sorted(OWN_SUPPORT), Result(Shown.HIDDEN))
        total = Cell(Slot(standard, ALL), source, PROVIDER)
        cells = {support: total._replace(slot=Slot(standard, support)) for support in sorted(OWN_SUPPORT)}
        shown, _ = disclose(
            {cell: Part(self._people(cell), self.published.get(cell), known=False) for cell in cells.values()},
            self.published.get(total),
        )
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
