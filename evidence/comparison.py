"""Two rounds held against each other: by the core only, which everyone is asked in every round (docs/asking.md D17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.model import Audience
from dialogs.pack import Area, Pack
from evidence.core import Core, core_of_area, core_standards
from evidence.newcombe import Apart, newcombe
from evidence.result import Result
from evidence.scope import Scope, read_table
from evidence.table import Table
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Held:
    """What everyone is asked, in both rounds.

    Attributes:
        apart: How the share of good moved; only where readers may see figures of both.
        since: The name of the earlier round.
    """

    core: Core
    first: Result
    second: Result
    apart: Apart | None
    since: str = ""


@dataclass(frozen=True, slots=True)
class HeldArea:
    """An area, and what everyone is asked about it."""

    area: Area
    held: tuple[Held, ...]


def comparison(tx: Tx, first: Scope, second: Scope, source: Audience) -> tuple[HeldArea, ...]:
    """What one group says, in two rounds, as far as readers may see it (D15). Only published results are compared.

    Args:
        tx: A read transaction.
        first: The earlier round, with a service or the whole provider.
        second: The later one, with the same.
        source: Who says it.
    """
    asked = {area: core_of_area(first.pack, source, area) for area in first.pack.areas}
    names = tuple(core.name for every in asked.values() for core in every)
    tables = read_table(tx, first, names), read_table(tx, second, names)
    return tuple(
        HeldArea(area, tuple(_held(core, tables, source, first) for core in every))
        for area, every in asked.items()
        if every
    )


def sure_changes(areas: Iterable[HeldArea]) -> tuple[Held, ...]:
    """What is sure to have changed: its likely range leaves out no change at all. The largest change first."""
    every = (held for one in areas for held in one.held)
    sure = [held for held in every if held.apart and not held.apart.low <= 0 <= held.apart.high]
    return tuple(sorted(sure, key=lambda held: (-abs(held.apart.difference if held.apart else 0), held.core.name)))


def sources_with_core(pack: Pack, sources: Iterable[Audience]) -> tuple[Audience, ...]:
    """The groups that have a core."""
    return tuple(source for source in sources if core_standards(pack, source))


def _held(core: Core, tables: tuple[Table, Table], source: Audience, since: Scope) -> Held:
    first, second = (table.result(core.name, source, since.service_id) for table in tables)
    return Held(core, first, second, _apart(first, second), since.round.name)


def _apart(first: Result, second: Result) -> Apart | None:
    if first.counts is None or second.counts is None:
        return None
    return newcombe((first.counts.good, first.counts.people), (second.counts.good, second.counts.people))
