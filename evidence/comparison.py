"""Two rounds held against each other: by the core only, which everyone is asked in every round (docs/asking.md D17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.model import Audience
from dialogs.pack import Area, Pack, Standard
from evidence.cells import CORE, core_of
from evidence.newcombe import Apart, newcombe
from evidence.result import Result
from evidence.scope import Scope, core_places, read_table
from evidence.table import Table
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Held:
    """One area or standard, in both rounds.

    Attributes:
        apart: How the share of good moved; only where readers may see figures of both.
    """

    place: Area | Standard
    first: Result
    second: Result
    apart: Apart | None


@dataclass(frozen=True, slots=True)
class HeldArea:
    """An area, and those of its standards that the core asks about."""

    area: Held
    standards: tuple[Held, ...]

    @property
    def is_one(self) -> bool:
        """Whether the same answers are about all of it, so that there is one result."""
        area = self.area
        return all((one.first, one.second) == (area.first, area.second) for one in self.standards)


def comparison(tx: Tx, first: Scope, second: Scope, source: Audience) -> tuple[HeldArea, ...]:
    """What one group says, in two rounds, as far as readers may see it (D15). Only published results are compared.

    Args:
        tx: A read transaction.
        first: The earlier round, with a service or the whole provider.
        second: The later one, with the same.
        source: Who says it.
    """
    pack = first.pack
    core = core_places(pack, source)
    standards = tuple(core_of(place) for place in core)
    tables = read_table(tx, first, standards), read_table(tx, second, standards)
    here = first.service_id
    return tuple(
        HeldArea(
            _held(area, tables, source, here),
            tuple(_held(one, tables, source, here) for one in pack.standards_of(area.id) if one.id in core),
        )
        for area in pack.areas
        if area.id in core
    )


def sure_changes(areas: Iterable[HeldArea]) -> tuple[Held, ...]:
    """The standards whose likely range of change leaves out no change at all, the largest change first."""
    every = (held for one in areas for held in one.standards)
    sure = [held for held in every if held.apart and not held.apart.low <= 0 <= held.apart.high]
    return tuple(sorted(sure, key=lambda held: (-abs(held.apart.difference if held.apart else 0), held.place.id)))


def sources_with_core(pack: Pack, sources: Iterable[Audience]) -> tuple[Audience, ...]:
    """The groups that have a core."""
    return tuple(source for source in sources if core_places(pack, source))


def _held(place: Area | Standard, tables: tuple[Table, Table], source: Audience, service_id: int) -> Held:
    first, second = (_core_result(table, place, source, service_id) for table in tables)
    return Held(place, first, second, _apart(first, second))


def _apart(first: Result, second: Result) -> Apart | None:
    if first.counts is None or second.counts is None:
        return None
    return newcombe((first.counts.good, first.counts.people), (second.counts.good, second.counts.people))


def _core_result(table: Table, place: Area | Standard, source: Audience, service_id: int) -> Result:
    """Of an area that the core asks about in one standard alone, both are the same answers, and the same result."""
    parts = table.code.parts(place.id, source) if isinstance(place, Area) else ()
    core = [one for one in parts if one.startswith(CORE)]
    return table.result(core[0] if len(core) == 1 else core_of(place.id), source, service_id)
