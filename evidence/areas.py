"""An area as its page shows it: who was heard, what they say on each standard, how strong it is, who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.model import SOURCES, Audience, Support
from dialogs.pack import Area, Standard
from evidence.cells import PROVIDER
from evidence.core import Core, core_of_area
from evidence.differences import Difference, by_standard, differences
from evidence.result import Result
from evidence.scope import Scope, read_table
from evidence.small_houses import is_small
from evidence.spread import Spread, spread
from evidence.strength import Strength, strength
from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS, Shown
from evidence.table import Table
from store import flags
from store.tx import Tx


class Basis(StrEnum):
    """Which people a result is about: a small house borrows the whole provider's (D15)."""

    ROUND = "round"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Heard:
    """How many people were heard, of how many; for how many of the others someone else answered, or two observed.

    Moves at once.
    """

    heard: int
    possible: int
    answered_for: int = 0
    observed: int = 0

    @property
    def not_heard(self) -> int:
        """How many did not speak themselves; people who were forgotten may still be counted among the heard."""
        return max(0, self.possible - self.heard)

    @property
    def missing(self) -> int:
        """Of whom nothing is known: neither heard, nor answered for, nor observed."""
        return max(0, self.not_heard - self.answered_for - self.observed)


@dataclass(frozen=True, slots=True)
class Based:
    """A result, and which people it is about; `round` names the round where that has to be told."""

    result: Result
    basis: Basis = Basis.ROUND
    round: str = ""


@dataclass(frozen=True, slots=True)
class StandardEvidence:
    """The evidence on one standard or warning sign.

    Attributes:
        asked: The sources that have a prompt on it; the others cannot know.
        records: Names of the kinds of record that can show it.
        own: By source: what people say themselves. Sources are never added together.
        answered_for: What someone else said in a person's place; facts only (D12).
        observed: What people who know them saw (D18).
        by_support: The person's own answers by how they were given; for the whole provider only.
        not_heard: People supported who were not heard on this; None unless figures are shown.
    """

    standard: Standard
    asked: frozenset[Audience]
    records: tuple[str, ...]
    own: dict[Audience, Based]
    answered_for: Result
    observed: Result
    by_support: dict[Support, Result]
    not_heard: int | None


@dataclass(frozen=True, slots=True)
class AskedOfAll:
    """What everyone in a group is asked about an area: the code's first question, how many get support like that.

    Attributes:
        rest: People who could be asked and are not in the result; None unless figures are shown.
    """

    core: Core
    based: Based
    rest: int | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Who is missing in one service, as numbers."""

    service: str
    service_id: int
    heard: dict[Audience, Heard]


@dataclass(frozen=True, slots=True)
class AreaEvidence:
    """All that an area's page needs.

    Attributes:
        asked_of_all: What everyone is asked, by source. A whole area has no result of its own (`evidence.core`).
        spread: How many standards people supported say what on, as far as readers see it.
        differences: Where groups do not say the same.
        flags: What readers should weigh about some people's answers (D08, D09, D13); see `_flags`.
    """

    area: Area
    scope: Scope
    heard: dict[Audience, Heard]
    asked_of_all: dict[Audience, tuple[AskedOfAll, ...]]
    spread: Spread
    standards: tuple[StandardEvidence, ...]
    differences: tuple[Difference, ...]
    flags: tuple[str, ...]
    missing: tuple[Missing, ...]
    strength: Strength


@dataclass(frozen=True, slots=True)
class AreaSummary:
    """An area's line on the home page."""

    area: Area
    heard: dict[Audience, Heard]
    strength: Strength


def area_evidence(tx: Tx, scope: Scope, area: Area, *, today: date) -> AreaEvidence:
    """Everything about one area.

    Args:
        tx: A read transaction.
        scope: Round and service.
        area: One of the pack's areas.
        today: The day on which this is read.
    """
    standards = scope.pack.standards_of(area.id)
    table = read_table(tx, scope, (area.id, *(standard.id for standard in standards)))
    here = scope.service_id
    told = tuple(_standard(scope, table, standard) for standard in standards)
    return AreaEvidence(
        area=area,
        scope=scope,
        heard=_heard(scope, table, area, here),
        asked_of_all={source: _asked_of_all(scope, table, area, source) for source in scope.pack.sources_of(area.id)},
        spread=spread(one.own[Audience.PERSON].result for one in told if Audience.PERSON in one.asked),
        standards=told,
        differences=differences(scope, table, area),
        flags=_flags(tx, scope, table, area),
        missing=tuple(
            Missing(service.name, service.id, _heard(scope, table, area, service.id))
            for service in scope.services
            if here in {0, service.id}
        ),
        strength=_strength(scope, table, area, today),
    )


def area_summaries(tx: Tx, scope: Scope, *, today: date) -> tuple[AreaSummary, ...]:
    """A line for each area that has questions."""
    asked = scope.pack.asked_areas
    standards = tuple(standard.id for area in asked for standard in scope.pack.standards_of(area))
    table = read_table(tx, scope, (*asked, *standards))
    return tuple(
        AreaSummary(area, _heard(scope, table, area, scope.service_id), _strength(scope, table, area, today))
        for area in scope.pack.areas
        if area.id in asked
    )


def _standard(scope: Scope, table: Table, standard: Standard) -> StandardEvidence:
    here = scope.service_id
    own = {source: based_on(scope, table, standard.id, source) for source in scope.pack.sources_of(standard.area)}
    person = own[Audience.PERSON]
    counts = person.result.counts if person.basis is Basis.ROUND else None
    return StandardEvidence(
        standard=standard,
        asked=frozenset(p.audience for p in scope.pack.prompts if standard.id in p.reading.standards) & set(SOURCES),
        records=tuple(kind.name for kind in scope.pack.record_kinds if kind.id in standard.records),
        own=own,
        answered_for=table.result(standard.id, Audience.PERSON, here, Support.PROXY),
        observed=table.result(standard.id, Audience.PERSON, here, Support.OBSERVED),
        by_support=table.by_support(standard.id, Audience.PERSON) if here == 0 else {},
        not_heard=max(0, scope.could_answer(Audience.PERSON, here) - counts.people) if counts else None,
    )


def based_on(scope: Scope, table: Table, name: str, source: Audience) -> Based:
    """The result here; for a small house the provider's instead.

    Args:
        scope: Round, and service or the whole provider.
        table: Holds the results.
        name: A standard's id, or the core of one.
        source: Who says it.
    """
    here = scope.service_id
    if here and is_small(scope.could_answer(source, here)):
        return Based(table.result(name, source, PROVIDER), Basis.PROVIDER)
    return Based(table.result(name, source, here))


def _asked_of_all(scope: Scope, table: Table, area: Area, source: Audience) -> tuple[AskedOfAll, ...]:
    return tuple(_asked(scope, table, core, source) for core in core_of_area(scope.pack, source, area))


def _asked(scope: Scope, table: Table, core: Core, source: Audience) -> AskedOfAll:
    based = based_on(scope, table, core.name, source)
    counts, where = based.result.counts, scope.service_id if based.basis is Basis.ROUND else PROVIDER
    return AskedOfAll(core, based, max(0, scope.could_answer(source, where) - counts.people) if counts else None)


def _flags(tx: Tx, scope: Scope, table: Table, area: Area) -> tuple[str, ...]:
    """Told for the whole provider only, from ten people heard and five with the flag; else it could tell who (D15)."""
    heard = table.people(area.id, Audience.PERSON, PROVIDER)
    if scope.service is not None or heard < FEWEST_IN_FIGURES:
        return ()
    prompts = tuple(prompt.id for prompt in scope.pack.prompts if prompt.area == area.id)
    found = flags.people(tx, code=scope.pack.id, round_id=scope.round.id, audience=Audience.PERSON, prompts=prompts)
    return tuple(flag for flag, people in found.items() if people >= FEWEST_IN_WORDS)


def heard_on(scope: Scope, table: Table, area: str, source: Audience, service_id: int) -> Heard:
    """How many of a group were heard on an area, in one service or (0) in all."""
    return Heard(
        table.people(area, source, service_id),
        scope.could_answer(source, service_id),
        table.people(area, source, service_id, Support.PROXY),
        table.people(area, source, service_id, Support.OBSERVED),
    )


def _heard(scope: Scope, table: Table, area: Area, service_id: int) -> dict[Audience, Heard]:
    sources = scope.pack.sources_of(area.id)
    return {source: heard_on(scope, table, area.id, source, service_id) for source in sources}


def _least_known(scope: Scope, table: Table, area: Area) -> Result:
    """Of what everyone is asked, that of which least is known here; nothing is borrowed."""
    asked = core_of_area(scope.pack, Audience.PERSON, area)
    found = [table.result(core.name, Audience.PERSON, scope.service_id) for core in asked]
    return max(found, key=_width, default=Result(Shown.HIDDEN))


def _width(one: Result) -> float:
    return one.likely.high - one.likely.low if one.likely else 1.0


def _strength(scope: Scope, table: Table, area: Area, today: date) -> Strength:
    here = scope.service_id
    return strength(
        heard={source: table.people(area.id, source, here) for source in scope.pack.sources_of(area.id)},
        supported=scope.could_answer(Audience.PERSON, here),
        asked_of_all=_least_known(scope, table, area),
        by_standard=by_standard(scope, table, area),
        closes_on=date.fromisoformat(scope.round.closes_on),
        today=today,
    )
