"""Which round speaks on an area: the newest of the time that asked about it here and has something to show.

Rounds are never added up: what is hidden is settled for each round alone, and stays so once it has ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dialogs.model import Audience
from dialogs.pack import Area, Pack
from evidence.areas import AreaEvidence, area_evidence
from evidence.comparison import Held, HeldArea, comparison
from evidence.scope import Scope, scope
from store import rounds
from store.assessments import Assessment
from store.rounds import Kind, Round
from store.tx import Tx

TALKS = frozenset({Kind.TALK, Kind.SURVEY})
"""Rounds whose results speak to the questions."""
MOST = 3
"""What a round can show on an area at most, see `_shows`."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What speaks on one area.

    Attributes:
        evidence: Of one round. Its name stands in each result where it is not the newest, or asked only some services.
        held: How what people supported say moved since the round before that asked the same, by standard.
    """

    evidence: AreaEvidence
    held: dict[str, Held]


class Talks:
    """The rounds of talks until the end of a time in which anybody was invited, newest first."""

    def __init__(self, tx: Tx, pack: Pack, assessment: Assessment, only: frozenset[int] | None, *, today: date) -> None:
        self._tx, self._assessment, self._today = tx, assessment, today
        self._compared: dict[tuple[int, int], tuple[HeldArea, ...]] = {}
        asked = rounds.with_anybody(tx)
        every = [
            one
            for one in reversed(rounds.all(tx))
            if one.id in asked and one.kind in TALKS and one.opens_on <= assessment.until
        ]
        here = scope(tx, pack, round_id=every[0].id, service_id=assessment.service_id, only=only) if every else None
        found = [replace(here, round=one) for one in every if _asks(one, here.service_id)] if here else []
        # Who is asked in one house does not speak for all: such a round does only where there is no other.
        self._every = sorted(found, key=lambda one: not one.service_id and bool(one.round.services))
        self.newest = now = next((one for one in found if one.round.closes_on >= assessment.since), None)
        self.before = next((one for one in found if now and one.round.opens_on < now.round.opens_on), None)

    def of(self, area: Area) -> Spoken | None:
        """What speaks on an area; None where nobody was asked in the time.

        The newest round with a result on a statement: of people supported before any others', for theirs comes first.
        Without one, the newest that shows what everyone is asked; where nothing is shown at all, the newest.
        """
        asked = [one for one in self._every if not one.round.areas or area.id in one.round.areas]
        found: dict[int, AreaEvidence] = {}
        for one in asked:
            if one.round.closes_on >= self._assessment.since:
                evidence = area_evidence(self._tx, one, area, today=self._today)
                found.setdefault(_shows(evidence), evidence)
                if MOST in found:
                    break
        return self._spoken(found[max(found)], asked) if found else None

    def _spoken(self, evidence: AreaEvidence, asked: list[Scope]) -> Spoken:
        now = evidence.scope
        named = now is not self.newest or (not now.service_id and bool(now.round.services))
        return Spoken(_named(evidence) if named else evidence, self._held(now, evidence.area, asked))

    def _held(self, now: Scope, area: Area, asked: list[Scope]) -> dict[str, Held]:
        """Since the newest round before that can be held against this one; one that asked elsewhere cannot."""
        before = (
            one for one in asked if one.round.opens_on < now.round.opens_on and one.round.services == now.round.services
        )
        for one in before:
            both = (one.round.id, now.round.id)
            if both not in self._compared:
                self._compared[both] = comparison(self._tx, one, now, Audience.PERSON)
            held = [held for each in self._compared[both] if each.area.id == area.id for held in each.held]
            if any(each.first.says for each in held):
                return {standard.id: each for each in held for standard in each.core.standards}
        return {}


def _asks(one: Round, service_id: int) -> bool:
    return not service_id or not one.services or service_id in one.services


def _shows(evidence: AreaEvidence) -> int:
    """How much a reader sees, from 0 for nothing to `MOST`, a result of people supported on a statement."""
    who = {
        who for one in evidence.standards for who, found in one.own.items() if who in one.asked and found.result.says
    }
    if who:
        return MOST if Audience.PERSON in who else MOST - 1
    return int(any(one.based.result.says for every in evidence.asked_of_all.values() for one in every))


def _named(evidence: AreaEvidence) -> AreaEvidence:
    """The same, and each result says from which round it is."""
    name = evidence.scope.round.name
    asked = {
        who: tuple(replace(one, based=replace(one.based, round=name)) for one in every)
        for who, every in evidence.asked_of_all.items()
    }
    standards = tuple(
        replace(one, own={who: replace(found, round=name) for who, found in one.own.items()})
        for one in evidence.standards
    )
    return replace(evidence, asked_of_all=asked, standards=standards, spread=replace(evidence.spread, round=name))
