"""A cell: the people who stand on one standard, from one source, in one service, by how they answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dialogs.model import Support
from evidence.result import Counts
from store.tallies import Count

ALL = "all"
"""Pooled: over what answers are about, and (as a support) over the person's own ways of answering."""

OWN_SUPPORT = frozenset({Support.ALONE, Support.SUPPORTED, Support.INTERPRETED})
"""The person's own answers. Someone else's answer and what others observed are counted apart (D12, D18)."""

PROVIDER = 0
"""The service id under which the whole provider's results are kept."""


CORE = "core:"


def core_of(standard: str) -> str:
    """The name of a standard as far as the core is about it: what everyone is asked, in every round (D17)."""
    return f"{CORE}{standard}"


class Slot(NamedTuple):
    """Where one person has one standing. `standard` may also be an area's id, or the core of a standard."""

    standard: str
    support: str
    about: str = ALL


class Cell(NamedTuple):
    """Where many people's standings are added up."""

    slot: Slot
    source: str
    service_id: int


def cells_of(rows: Iterable[Count]) -> dict[Cell, Counts]:
    """Rows of the store by their cell."""
    return {
        Cell(Slot(row.standard, row.support, row.about), row.source, row.service_id): Counts(
            row.good, row.mixed, row.not_good
        )
        for row in rows
    }


def with_totals(cells: dict[Cell, Counts]) -> dict[Cell, Counts]:
    """The cells of every service, and the provider's sums over them."""
    found = dict(cells)
    for cell, counts in cells.items():
        total = cell._replace(service_id=PROVIDER)
        found[total] = found.get(total, Counts()) + counts
    return found
