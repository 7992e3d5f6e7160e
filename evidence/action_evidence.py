"""What people said when an action was opened, and what they say since: read for `evidence.register` to judge.

The first is kept with the action as readers saw it then, so that 'before' stays what it was. An action that came from
a file is linked to standards later: then 'before' is from that day, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dialogs.model import SOURCES, Audience
from dialogs.pack import Pack
from evidence.cells import CORE
from evidence.core import core_name
from evidence.interval import wilson
from evidence.register import Verdict, Works, did_it_work
from evidence.result import Counts, Result, Says
from evidence.scope import Scope, read_table, scope
from evidence.suppression import Shown
from evidence.table import Table
from store import action_notes, rounds
from store.action import Action, Status
from store.action_notes import Basis
from store.rounds import Round
from store.tx import Tx

LOOKED_BACK = 4
"""Rounds that are looked at for the newest with figures: one of long ago is not what it was like when it was opened."""
_RANK = {Shown.FIGURES: 2, Shown.WORDS: 1}


@dataclass(frozen=True, slots=True)
class Told:
    """What one group said on one standard.

    Attributes:
        then: As it was shown when the action was opened, of all questions; `then_round` is when they were asked.
        before, since: The same of the questions that everyone is asked, then and in a later round.
        asked_after: That round began once the action was done.
        kept_on: The day on which `then` was kept; '' for the day on which the action was opened.
        kept_late: The action was done by then, so `then` is not what it was like before.
        then_round_id, since_round_id: Those rounds; 0 where there is none.
        core_place: The standard by which what everyone is asked is told; '' where nothing is asked of everyone.
        area: The area that it belongs to.
        service_id: Of whom it is told; 0 for the whole provider.
    """

    standard: str
    source: Audience
    then: Result
    then_round: str
    before: Result | None
    since: Result | None
    since_round: str
    asked_after: bool
    works: Works
    kept_on: str = ""
    kept_late: bool = False
    then_round_id: int = 0
    since_round_id: int = 0
    core_place: str = ""
    area: str = ""
    service_id: int = 0


class Readings:
    """Results of the rounds of talks, read once each.

    Args:
        tx: A read transaction; a turn that writes will do.
        pack: The code.
        standards: What will be asked for.
    """

    def __init__(self, tx: Tx, pack: Pack, standards: Iterable[str]) -> None:
        self._tx, self.pack = tx, pack
        self._names = tuple(dict.fromkeys(name for one in standards for name in self._told_by(one)))
        self._scope, self._tables = scope(tx, pack), dict[int, Table]()
        asked = rounds.with_anybody(tx) if self._scope else frozenset()
        every = self._scope.rounds if self._scope else ()
        self.rounds = tuple(one for one in every if one.is_talk and one.id in asked)

    def core(self, place: str, source: Audience) -> str | None:
        """What tells of a standard or an area by what everyone is asked; None where nothing does."""
        return core_name(self.pack, source, place)

    def result(self, one: Round, name: str, source: Audience, service_id: int) -> Result:
        """What readers see of one round."""
        return self._table(one).result(name, source, service_id)

    def heard(self, one: Round, area: str, source: Audience, service_id: int) -> int:
        """How many were heard in it on an area, as the area's own page says."""
        return self._table(one).people(area, source, service_id)

    def _told_by(self, place: str) -> tuple[str, ...]:
        return (place, *(name for source in SOURCES if (name := self.core(place, source))))

    def _found(self) -> Scope:
        if self._scope is None:
            raise LookupError("There is no round.")  # then nobody has one to ask about
        return self._scope

    def _table(self, one: Round) -> Table:
        if one.id not in self._tables:
            here = replace(self._found(), round=one)
            areas = {self.pack.area_of.get(name, name) for name in self._names if not name.startswith(CORE)}
            self._tables[one.id] = read_table(self._tx, here, tuple({*self._names, *areas}))
        return self._tables[one.id]


def keep_basis(tx: Tx, pack: Pack, action: Action, *, today: date, readings: Readings | None = None) -> None:
    """Keep what is shown now of each standard of an action. What was kept before stays as it was.

    Args:
        tx: A turn that writes.
        pack: The code.
        action: The action, as it was just opened or changed.
        today: The day; later rounds are not looked at.
        readings: Of many actions at once, with their standards.
    """
    readings = readings or Readings(tx, pack, known(pack, action.said.standards))
    asked = [one for one in readings.rounds if one.opens_on <= today.isoformat()][:LOOKED_BACK]
    for standard in known(pack, action.said.standards):
        for source in pack.sources_of(pack.area_of.get(standard, standard)):
            if asked:
                on = "" if action.made_at[:10] == today.isoformat() else today.isoformat()
                _keep(tx, readings, action, standard, source=source, asked=asked, on=on)


def _keep(
    tx: Tx, readings: Readings, action: Action, standard: str, *, source: Audience, asked: list[Round], on: str
) -> None:
    core, here = readings.core(standard, source), action.said.service_id
    best = _best(readings, asked, core or standard, source, here)
    kept: dict[str, object] = {"all": _kept(readings.result(best, standard, source, here))}
    if on:
        kept["on"] = on
    if core:
        kept["core"] = _kept(readings.result(best, core, source, here))
    action_notes.put_basis(tx, action.id, standard, round_id=best.id, source=source, result=kept)


def known(pack: Pack, standards: Iterable[str]) -> tuple[str, ...]:
    """Those areas and standards that the code has: a plan may be older than the code."""
    every = {one.id for one in pack.areas} | {one.id for one in pack.standards}
    return tuple(one for one in standards if one in every)


def told(readings: Readings, action: Action, basis: Iterable[Basis]) -> tuple[Told, ...]:
    """Everything that was kept when an action was opened, with what is said since."""
    here = set(known(readings.pack, action.said.standards))
    found = [one for one in basis if one.standard in here]
    found.sort(key=lambda one: (one.standard, list(SOURCES).index(Audience(one.source))))
    return tuple(_told(readings, action, one) for one in found)


def done_without_change(action: Action, found: Iterable[Told]) -> bool:
    """Whether it is done, people were asked afterwards, and nowhere more of them say good.

    What was kept once it was done tells nothing of it: 'before' was after it already.
    """
    after = [
        one.works.verdict
        for one in found
        if one.asked_after and not one.kept_late and one.works.verdict is not Verdict.UNKNOWN
    ]
    return action.status is Status.DONE and bool(after) and Verdict.BETTER not in after


def _told(readings: Readings, action: Action, one: Basis) -> Told:
    kept, source, here = json.loads(one.result), Audience(one.source), action.said.service_id
    then = next((each for each in readings.rounds if each.id == one.round_id), None)
    later = [each for each in readings.rounds if then and each.opens_on > then.opens_on][:LOOKED_BACK]
    core = readings.core(one.standard, source)
    before = read(kept["core"]) if core and "core" in kept else None
    name = core if core and before else one.standard
    best = _best(readings, later, name, source, here) if later else None
    since = readings.result(best, name, source, here) if best else None
    area = readings.pack.area_of.get(one.standard, one.standard)
    heard = readings.heard(best, area, source, here) if best else 0
    return Told(
        standard=one.standard,
        source=source,
        then=read(kept["all"]),
        then_round=then.name if then else "",
        before=before,
        since=since if before else None,
        since_round=best.name if best else "",
        asked_after=bool(best and action.done_at and best.opens_on >= action.done_at[:10]),
        works=did_it_work(before, since, heard=heard),
        kept_on=kept.get("on", ""),
        kept_late=bool(action.done_at and kept.get("on", "") > action.done_at[:10]),
        then_round_id=one.round_id if then else 0,
        since_round_id=best.id if best else 0,
        core_place=core.removeprefix(CORE) if core and before else "",
        area=area,
        service_id=here,
    )


def _best(readings: Readings, asked: list[Round], name: str, source: Audience, here: int) -> Round:
    """The newest round with figures, else with words, else the newest."""
    return max(asked, key=lambda one: _RANK.get(readings.result(one, name, source, here).shown, 0))


def _kept(result: Result) -> dict[str, object]:
    counts = result.counts
    figures = {"good": counts.good, "mixed": counts.mixed, "not_good": counts.not_good} if counts else {}
    return {"shown": str(result.shown), "says": str(result.says) if result.says else "", **figures}


def read(kept: dict[str, Any]) -> Result:
    """A result that was kept; its range is made anew from the same counts."""
    shown, says = Shown(kept["shown"]), Says(kept["says"]) if kept["says"] else None
    if shown is not Shown.FIGURES:
        return Result(shown, says)
    counts = Counts(kept["good"], kept["mixed"], kept["not_good"])
    return Result(shown, says, counts, wilson(counts.good, counts.people))
