"""What a page of evidence is about: a code, one round, and one service or the whole provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dialogs.model import SOURCES, Audience
from dialogs.pack import Pack
from evidence.cells import CORE, cells_of, core_of, with_totals
from evidence.core import core_standards
from evidence.table import Standards, Table
from store import people, published, rounds, services, tallies
from store.rounds import Kind, Round
from store.services import Service
from store.tx import Tx

NOBODYS = -1
"""No service has this id."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Made by `scope`, once a page.

    Attributes:
        rounds: All rounds, newest first, and `services` all services: what the page can be changed to.
        service: None for the whole provider.
        possible: How many could be asked, by service and audience.
    """

    pack: Pack
    round: Round
    rounds: tuple[Round, ...]
    service: Service | None
    services: tuple[Service, ...]
    possible: dict[tuple[int, str], int]

    @property
    def service_id(self) -> int:
        """The service's id, 0 for the whole provider."""
        return self.service.id if self.service else 0

    def could_answer(self, audience: Audience, service_id: int = 0) -> int:
        """How many people of an audience there are, in one service or in all."""
        return sum(
            number
            for (service, kind), number in self.possible.items()
            if kind == audience and service_id in {0, service}
        )


def scope(
    tx: Tx, pack: Pack, *, round_id: int = 0, service_id: int = 0, only: frozenset[int] | None = None
) -> Scope | None:
    """What a page is about; None when there is no such round or service.

    Args:
        tx: A read transaction.
        pack: The code.
        round_id: 0 for the newest round of talks in which anybody was invited. Monthly summaries are rounds too, and
            can be chosen: what works and what does not is evidence.
        service_id: 0 for the whole provider; for someone who does not see all services, for their first one.
        only: The services that the reader sees; None for all. Sums over a few services are never made: the difference
            to the whole provider would tell of those that are hidden.
    """
    every_round = tuple(one for one in reversed(rounds.all(tx)) if one.kind is not Kind.LADDERS)
    asked = rounds.with_anybody(tx) if not round_id else frozenset()
    every_service = tuple(one for one in services.ever(tx) if only is None or one.id in only)
    if only is not None and not service_id:
        service_id = every_service[0].id if every_service else NOBODYS
    talks = [one for one in every_round if one.is_talk]
    newest = next((one for one in talks if one.id in asked), next(iter(talks or every_round), None))
    chosen = next((one for one in every_round if one.id == round_id), None) if round_id else newest
    service = next((one for one in every_service if one.id == service_id), None)
    if chosen is None or (service_id and service is None):
        return None
    possible = {(one.service_id, one.audience): one.people for one in people.counts(tx)}
    return Scope(pack, chosen, every_round, service, every_service, possible)


def read_table(tx: Tx, scope: Scope, standards: tuple[str, ...]) -> Table:
    """The counts and published results of these standards, and of what they are judged with. Never reads answers."""
    code, code_version, round_id = scope.pack.id, scope.pack.version, scope.round.id
    which: dict[str, Any] = {"code": code, "code_version": code_version, "standards": _judged_with(standards)}
    return Table(
        counted=with_totals(cells_of(tallies.of_standards(tx, **which, round_id=round_id))),
        published=cells_of(published.of_standards(tx, **which, round_id=round_id)),
        code=standards_of(scope.pack),
    )


def standards_of(pack: Pack) -> Standards:
    """What a table has to know of a code."""
    return Standards(
        frozenset(area.id for area in pack.areas), {source: core_standards(pack, source) for source in SOURCES}
    )


def _judged_with(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names, and the core of each: what is told of the one depends on the other."""
    wanted = {name.removeprefix(CORE) for name in names}
    return tuple(sorted(wanted | {core_of(one) for one in wanted}))
