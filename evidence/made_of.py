"""What one result is made of, as far as its reader may see: questions, houses, rounds, and what is not told and why.

Nothing here is split further than what pages show (`evidence.published_tables`): a number for each question, or for
each house and way of answering, would let somebody subtract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogs.model import Audience, Support, Value
from dialogs.pack import Area, Pack, Prompt, Standard
from evidence.areas import Based, Basis, Heard, based_on, heard_on
from evidence.cells import ALL, OWN_SUPPORT, PROVIDER, core_of
from evidence.result import Result
from evidence.scope import Scope, read_table
from evidence.suppression import Shown
from evidence.table import Table
from store import records
from store.records import Record
from store.tx import Tx

YEAR = timedelta(days=365)


class Why(StrEnum):
    """Why a result is not told in figures. Of a hidden one no page says which of the two reasons it is."""

    NOBODY = "nobody"
    HIDDEN = "hidden"
    WORDS = "words"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which result. `support` is `all`, a way of answering of one's own, `proxy` or `observed`."""

    place: Area | Standard
    source: Audience
    support: str = ALL
    core: bool = False

    @property
    def name(self) -> str:
        """What it is kept under."""
        return core_of(self.place.id) if self.core else self.place.id


@dataclass(frozen=True, slots=True)
class Reads:
    """One question, and what each of its choices says: label → good, mixed, not good, or None for nothing."""

    prompt: Prompt
    choices: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True, slots=True)
class MadeOf:
    """All that the page about one number needs.

    Attributes:
        based: The result, and which people it is about; None for a whole area, on which people are only heard.
        why: Why it is not told in figures; None where it is.
        only_core: Only the questions that everyone is asked count here.
        asked: The questions whose answers count here.
        services: What each service shows of a standard, where it is about the whole provider.
        ways: What each way of answering shows, where that is told: for the whole provider only.
        heard: Who was heard on the whole area, by service. Moves at once.
        records: Names of the kinds of record that can show it, and how many of each the reader can find.
    """

    wanted: Wanted
    scope: Scope
    based: Based | None
    why: Why | None
    only_core: bool
    asked: tuple[Reads, ...]
    services: tuple[tuple[str, int, Result], ...]
    ways: dict[Support, Result]
    heard: tuple[tuple[str, int, Heard], ...]
    records: tuple[tuple[str, int], ...]


def made_of(tx: Tx, scope: Scope, wanted: Wanted, *, may_see: Callable[[Record], bool]) -> MadeOf:
    """What a result is made of.

    Args:
        tx: A read transaction.
        scope: Round, and service or the whole provider.
        wanted: Which result.
        may_see: Whether the reader may see a record.
    """
    pack = scope.pack
    area = pack.area_of.get(wanted.place.id, wanted.place.id)
    table = read_table(tx, scope, tuple({wanted.name, area}))
    based = None if isinstance(wanted.place, Area) else _based(scope, table, wanted)
    only_core = wanted.core or _by_core(scope, table, wanted, based)
    return MadeOf(
        wanted=wanted,
        scope=scope,
        based=based,
        why=_why(based.result.shown, is_total=_is_about_all(scope, based)) if based else None,
        only_core=only_core,
        asked=tuple(_reads(pack, one) for one in pack.prompts if _counts(pack, one, wanted, only_core=only_core)),
        services=_services(scope, table, wanted),
        ways=table.by_support(wanted.name, wanted.source) if _has_ways(scope, wanted) else {},
        heard=tuple(
            (one.name, one.id, heard_on(scope, table, area, wanted.source, one.id))
            for one in scope.services
            if scope.service_id in {0, one.id}
        ),
        records=_records(tx, scope, wanted, may_see),
    )


def _based(scope: Scope, table: Table, wanted: Wanted) -> Based:
    if wanted.support in OWN_SUPPORT:
        return Based(table.by_support(wanted.name, wanted.source)[Support(wanted.support)])
    if wanted.support == ALL:
        return based_on(scope, table, wanted.name, wanted.source)
    return Based(table.result(wanted.name, wanted.source, scope.service_id, wanted.support))


def _by_core(scope: Scope, table: Table, wanted: Wanted, based: Based | None) -> bool:
    """Whether it is a standard that one service tells by the core alone."""
    told = table.code.told_by(wanted.place.id, wanted.source)
    here = scope.service_id != PROVIDER and based is not None and based.basis is Basis.ROUND
    return here and wanted.support == ALL and told != wanted.place.id


def _is_about_all(scope: Scope, based: Based) -> bool:
    return scope.service_id == PROVIDER or based.basis is not Basis.ROUND


def _has_ways(scope: Scope, wanted: Wanted) -> bool:
    """The ways of answering are told of standards, for the whole provider, and never of the core or an area."""
    is_standard = isinstance(wanted.place, Standard)
    return is_standard and wanted.support == ALL and not wanted.core and scope.service_id == PROVIDER


def _why(shown: Shown, *, is_total: bool) -> Why | None:
    if shown is Shown.FIGURES:
        return None
    if shown is Shown.NOBODY:
        return Why.NOBODY
    if shown is Shown.HIDDEN:
        return Why.HIDDEN
    return Why.TOTAL if is_total else Why.WORDS


def _counts(pack: Pack, prompt: Prompt, wanted: Wanted, *, only_core: bool) -> bool:
    """Whether answers to a question count in this result."""
    if only_core and not prompt.core:
        return False
    if (prompt.audience is Audience.OBSERVER) != (wanted.support == Support.OBSERVED):
        return False
    asked_here = prompt.audience in {wanted.source, Audience.OBSERVER}
    places = {*prompt.reading.standards, *(pack.area_of[one] for one in prompt.reading.standards)}
    return asked_here and wanted.place.id in places


def _reads(pack: Pack, prompt: Prompt) -> Reads:
    frame = pack.frames.get(prompt.audience)
    choices = prompt.question.choices or (frame.scale.three if frame else ())
    read = prompt.reading.polarity
    labels = {one.id: one.label for one in choices}
    return Reads(prompt, tuple((labels.get(one, one), read.get(one)) for one in labels or read))


def _services(scope: Scope, table: Table, wanted: Wanted) -> tuple[tuple[str, int, Result], ...]:
    """Only for those who see all services, and never by house and way of answering at once."""
    if scope.service_id != PROVIDER or wanted.support in OWN_SUPPORT or isinstance(wanted.place, Area):
        return ()
    return tuple(
        (one.name, one.id, table.result(wanted.name, wanted.source, one.id, wanted.support)) for one in scope.services
    )


def _records(tx: Tx, scope: Scope, wanted: Wanted, may_see: Callable[[Record], bool]) -> tuple[tuple[str, int], ...]:
    """Of the year up to the end of the round, on this place; of an area also what is on its standards."""
    until = date.fromisoformat(scope.round.closes_on)
    places = {wanted.place.id, *(one.id for one in scope.pack.standards if one.area == wanted.place.id)}
    found = records.between(tx, (until - YEAR).isoformat(), until.isoformat())
    here = [one.kind for one in found if _is_here(one, scope, places) and may_see(one)]
    can = wanted.place.records if isinstance(wanted.place, Standard) else ()
    kinds = [one for one in scope.pack.record_kinds if one.id in can or one.id in here]
    return tuple((one.name, here.count(one.id)) for one in kinds)


def _is_here(one: Record, scope: Scope, places: Iterable[str]) -> bool:
    return scope.service_id in {0, one.service_id} and any(each.standard in places for each in one.shows)
