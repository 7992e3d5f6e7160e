"""What readers are shown: a result moves only when five more people are in (docs/asking.md D15).

If every answer moved the chart, whoever knows who answered today could read that answer off it. So `published`
holds the counts that were shown last. The rules:

- they are looked at only when a sitting ends (finished, stopped for now) or answers are taken back or forgotten.
  The first answer of the fifth newcomer is half a talk, and no result may come from it;
- fewer than five people: nothing is published, and what was is withdrawn;
- five or more for the first time: published;
- after that the counts are replaced when the number of people has moved by five or more, up *or down*. One person
  who takes an answer back does not move a result either: the step would show what they had said. Their words are
  gone at once all the same, and their part in the sum goes with the next move;
- a changed mind moves nothing until then;
- once a round is closed nothing moves any more, but what falls under five people is withdrawn all the same;
- of a whole area nothing is published: that people were heard on it is counted, and moves at once (`evidence.core`);
- a mended mapping publishes the open rounds anew (`republish`). What a closed round showed stays as it was published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypedDict, TypeVar

from evidence.cells import ALL, OWN_SUPPORT, PROVIDER, Cell, cells_of
from evidence.result import Counts
from evidence.suppression import FEWEST_IN_WORDS
from store import published, rounds, tallies, tally_check
from store.tallies import Count
from store.tx import Tx

STEP = 5


class Counted(Protocol):
    """A result that may be shown: of a standard, or of a ladder."""

    @property
    def people(self) -> int:
        """How many people it is about."""


C = TypeVar("C", bound=Counted)


class _Which(TypedDict):
    """Which results are looked at, in the words of the store."""

    code: str
    code_version: str
    round_id: int
    source: str
    standards: tuple[str, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where results belong. `areas` are the names of which none is published."""

    code: str
    code_version: str
    round_id: int
    areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells of one source in one service."""

    source: str
    service_id: int
    cells: tuple[Cell, ...]


def publish(tx: Tx, place: Place, changed: Iterable[Cell]) -> None:
    """Look again at the published results of these cells, and of the provider's totals over them.

    Args:
        tx: The transaction of the change.
        place: Where they belong.
        changed: The cells.
    """
    pooled = sorted(one for one in changed if one.slot.about == ALL and one.slot.standard not in place.areas)
    for (source, service_id), group in groupby(sorted(pooled, key=_owner), key=_owner):
        _publish_in(tx, place, _Group(source, service_id, tuple(group)))


def _publish_in(tx: Tx, place: Place, group: _Group) -> None:
    source, service_id, pooled = group.source, group.service_id, group.cells
    which = _which(place, source, pooled)
    # Read first, because it makes other turns on PostgreSQL wait.
    shown = cells_of(published.of_cells(tx, **which, service_id=service_id))
    now = cells_of((*tallies.sums(tx, **which, service_id=None), *tallies.sums(tx, **which, service_id=service_id)))
    cells = {cell._replace(service_id=PROVIDER) for cell in pooled}
    # How people were supported is told for the whole provider only: in one house it would tell who.
    cells |= {cell for cell in pooled if cell.slot.support not in OWN_SUPPORT}
    _move(tx, place, cells, shown, now)


def republish(tx: Tx, code: str, code_version: str, areas: frozenset[str]) -> None:
    """Publish the results of open rounds anew, after a mapping was mended. Closed ones stay as they were published."""
    by_round: dict[int, list[Count]] = {}
    for row in tally_check.all_counts(tx, code=code, code_version=code_version):
        by_round.setdefault(row.round_id, []).append(row)
    for round_id, rows in sorted(by_round.items()):
        if not rounds.is_closed(tx, round_id):
            published.clear(tx, code=code, code_version=code_version, round_id=round_id)
            publish(tx, Place(code, code_version, round_id, areas), cells_of(rows))


def next_published(now: C, shown: C | None) -> C | None:
    """What is shown after a change; None when nothing may be."""
    if now.people < FEWEST_IN_WORDS:
        return None
    if shown is None or abs(now.people - shown.people) >= STEP:
        return now
    return shown


def _move(tx: Tx, place: Place, cells: Iterable[Cell], shown: dict[Cell, Counts], now: dict[Cell, Counts]) -> None:
    """Replace or withdraw what is shown, where the rules say so."""
    frozen = rounds.is_closed(tx, place.round_id)
    moved: list[Count] = []
    withdrawn: list[Count] = []
    for cell in sorted(cells):
        then = next_published(now.get(cell, Counts()), shown.get(cell))
        if then is None and cell in shown:
            withdrawn.append(_row(place, cell, shown[cell]))
        elif then is not None and then != shown.get(cell) and not frozen:
            moved.append(_row(place, cell, then))
    published.put(tx, moved, code=place.code, code_version=place.code_version)
    published.remove(tx, withdrawn, code=place.code, code_version=place.code_version)


def _owner(cell: Cell) -> tuple[str, int]:
    return cell.source, cell.service_id


def _which(place: Place, source: str, cells: Iterable[Cell]) -> _Which:
    return {
        "code": place.code,
        "code_version": place.code_version,
        "round_id": place.round_id,
        "source": source,
        "standards": _standards(cells),
        "supports": tuple(sorted({cell.slot.support for cell in cells})),
    }


def _standards(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(sorted({cell.slot.standard for cell in cells}))


def _row(place: Place, cell: Cell, counts: Counts) -> Count:
    slot, source, service_id = cell
    return Count(place.round_id, service_id, slot.standard, source, slot.support, slot.about,
                 counts.good, counts.mixed, counts.not_good)  # fmt: skip
