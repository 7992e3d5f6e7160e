"""Where groups of people do not say the same, as far as readers may see."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Audience
from dialogs.pack import Area, Standard
from evidence.result import Result, Says
from evidence.scope import Scope
from evidence.strength import who_says
from evidence.table import Table


@dataclass(frozen=True, slots=True)
class Difference:
    """A standard on which one group says good and another not good, as far as readers may see."""

    standard: Standard
    good: tuple[Audience, ...]
    not_good: tuple[Audience, ...]


def differences(scope: Scope, table: Table, area: Area) -> tuple[Difference, ...]:
    """The standards of an area on which groups say the opposite."""
    found = (
        Difference(standard, who_says(results, Says.GOOD), who_says(results, Says.NOT_GOOD))
        for standard, results in zip(scope.pack.standards_of(area.id), by_standard(scope, table, area), strict=True)
    )
    return tuple(one for one in found if one.good and one.not_good)


def by_standard(scope: Scope, table: Table, area: Area) -> tuple[dict[Audience, Result], ...]:
    """What each source says on each standard here; nothing is borrowed, so that like is compared with like."""
    return tuple(
        {source: table.result(standard.id, source, scope.service_id) for source in scope.pack.sources_of(area.id)}
        for standard in scope.pack.standards_of(area.id)
    )
