"""Records for and against each standard, and what else can be pointed to: closed rounds and signed summaries.

These are counts of papers, never of people, and stand beside what people say: the two are never added together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dialogs.pack import Pack
from evidence.suppression import FEWEST_IN_FIGURES
from store import records, rounds, summaries
from store.records import GOOD, MIXED, NOT_GOOD, Record
from store.rounds import Kind
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as a list beside a standard shows it.

    Attributes:
        title: '' where it is about one person who did not say yes: it has to be opened, which is written down.
        says: What it shows of this standard.
    """

    id: int
    kind: str
    happened_on: str
    title: str
    says: str
    service_id: int


@dataclass(frozen=True, slots=True)
class Pile:
    """The records that say one thing about a standard, newest first."""

    seen: tuple[Seen, ...] = ()

    @property
    def newest(self) -> str:
        """The newest day; '' where there is none."""
        return self.seen[0].happened_on if self.seen else ""

    @property
    def by_kind(self) -> tuple[tuple[str, int], ...]:
        """How many there are of each kind, most first."""
        return tuple(Counter(one.kind for one in self.seen).most_common())


@dataclass(frozen=True, slots=True)
class OfStandard:
    """The records on one standard, for it and against it."""

    good: Pile = field(default_factory=Pile)
    mixed: Pile = field(default_factory=Pile)
    not_good: Pile = field(default_factory=Pile)

    @property
    def all(self) -> tuple[Seen, ...]:
        """All of them, newest first."""
        found = (*self.good.seen, *self.mixed.seen, *self.not_good.seen)
        return tuple(sorted(found, key=lambda one: (one.happened_on, one.id), reverse=True))


@dataclass(frozen=True, slots=True)
class Source:
    """Something else to point to, without typing it again.

    Attributes:
        kind: `round`, or `summaries`.
        id: The round's; 0 for the summaries.
        number: How many signed summaries; None for a round, and where too few people are behind the number.
    """

    kind: str
    id: int
    name: str
    since: str
    until: str
    number: int | None = None


def in_period(
    tx: Tx, pack: Pack, since: str, until: str, *, may_see: Callable[[Record], bool], service_id: int = 0
) -> dict[str, OfStandard]:
    """Records for and against each standard and area that has any.

    Args:
        tx: A read transaction.
        pack: Names the kinds.
        since: The first day of the period.
        until: Its last day.
        may_see: Whether the reader may see a record, see `asking.records.may_see`.
        service_id: One service, with what is about the whole provider; 0 for all.
    """
    found = (one for one in records.between(tx, since, until) if not service_id or one.service_id in {0, service_id})
    return by_standard(pack, (one for one in found if may_see(one)))


def by_standard(pack: Pack, found: Iterable[Record]) -> dict[str, OfStandard]:
    """The same of records that were read already, newest first."""
    names = {kind.id: kind.name for kind in pack.record_kinds}
    piles: dict[str, dict[str, list[Seen]]] = {}
    for one in found:
        for shows in one.shows:
            piles.setdefault(shows.standard, {}).setdefault(shows.says, []).append(_seen(one, shows.says, names))
    return {
        standard: OfStandard(*(Pile(tuple(said.get(says, ()))) for says in (GOOD, MIXED, NOT_GOOD)))
        for standard, said in piles.items()
    }


def sources(tx: Tx, since: str, until: str) -> tuple[Source, ...]:
    """The rounds of talks that ended in a period, newest first, and the summaries signed in it, of all services."""
    ended = [one for one in rounds.all(tx) if one.closed_at and since <= one.closes_on <= until]
    found = [
        Source("round", one.id, one.name, one.opens_on, one.closes_on)
        for one in sorted(ended, key=lambda one: (one.closes_on, one.id), reverse=True)
        if one.kind is not Kind.SUMMARY
    ]
    people, signed = summaries.count_signed(tx, since, until)
    if signed:
        number = signed if people >= FEWEST_IN_FIGURES else None
        found.append(Source("summaries", 0, "", since, until, number))
    return tuple(found)


def _seen(one: Record, says: str, names: dict[str, str]) -> Seen:
    title = one.title if one.person_id is None or one.has_yes else ""
    return Seen(one.id, names.get(one.kind, one.kind), one.happened_on, title, says, one.service_id)
