"""The evidence of twelve months, read once a page: results, how they moved, records, changes and open actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dialogs.model import Audience
from dialogs.pack import Pack, Standard
from evidence.areas import AreaEvidence, StandardEvidence, area_evidence
from evidence.comparison import Held, comparison
from evidence.record_sight import Sight
from evidence.scope import Scope, scope
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.written import Section
from store import actions, changes, records, rounds
from store.actions import Action
from store.assessments import Assessment
from store.changes import Change
from store.records import Record
from store.rounds import Kind, Round
from store.tx import Tx

TALKS = frozenset({Kind.TALK, Kind.SURVEY})
"""Rounds whose results speak to the questions."""


@dataclass(frozen=True)
class Material:
    """All that can speak to a question.

    Attributes:
        scope: The newest round of the time; None where nobody was asked in it.
        before: The round before, to compare with.
        areas: The areas' evidence, as far as it was asked for.
        held: How what people supported say moved since the round before, by standard.
    """

    assessment: Assessment
    pack: Pack
    scope: Scope | None = None
    before: Scope | None = None
    areas: dict[str, AreaEvidence] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    quotable: frozenset[int] = frozenset()
    changes: tuple[Change, ...] = ()
    actions: tuple[Action, ...] = ()

    def standard(self, number: str) -> StandardEvidence | None:
        """The evidence on a standard; None where there is none."""
        area = self.areas.get(self.pack.area_of.get(number, ""))
        return next((one for one in area.standards if one.standard.id == number), None) if area else None

    def named(self, number: str) -> Standard | None:
        """A standard of the pack."""
        return next((one for one in self.pack.standards if one.id == number), None)

    def page_of(self, number: str) -> str:
        """The address of the page about a standard or area."""
        area = self.pack.area_of.get(number, number)
        round_id, place = self.scope.round.id if self.scope else 0, f"#{number}" if number != area else ""
        return f"/staff/areas/{area}?round={round_id}&service={self.assessment.service_id}{place}"


def gather(
    tx: Tx, pack: Pack, assessment: Assessment, sections: tuple[Section, ...], sight: Sight, *, today: date
) -> Material:
    """What speaks to the questions of some sections."""
    here = assessment.service_id
    now, before = _rounds(tx, assessment)
    found = scope(tx, pack, round_id=now.id, service_id=here, only=sight.services) if now else None
    earlier = scope(tx, pack, round_id=before.id, service_id=here, only=sight.services) if before and found else None
    areas = _areas(pack, sections)
    every = records.between(tx, assessment.since, assessment.until)
    return Material(
        assessment=assessment,
        pack=pack,
        scope=found,
        before=earlier,
        areas={one.id: area_evidence(tx, found, one, today=today) for one in pack.areas if one.id in areas}
        if found
        else {},
        held=_held(tx, earlier, found) if earlier and found else {},
        records=tuple(one for one in every if sight.sees(one) and (not here or one.service_id in {0, here})),
        quotable=frozenset(one.record.id for one in records.quotable(tx, assessment.since, assessment.until)),
        changes=tuple(
            one
            for one in changes.published(tx, assessment.since, assessment.until)
            if not here or one.service_id in {0, here}
        ),
        actions=tuple(one for one in actions.all(tx) if not here or one.said.service_id in {0, here}),
    )


def _areas(pack: Pack, sections: tuple[Section, ...]) -> frozenset[str]:
    """The areas whose evidence these sections need."""
    mapping, needed = mapping_of(pack.id), set()
    for section in sections:
        for question in section.questions:
            needed.add(question.area)
            needed |= {pack.area_of[one] for one in mapping.of(question).shows if one in pack.area_of}
    return frozenset(needed & set(pack.asked_areas))


def _rounds(tx: Tx, assessment: Assessment) -> tuple[Round | None, Round | None]:
    """The newest round of talks in the time in which anybody was invited, and the one before it."""
    asked = rounds.with_anybody(tx)
    talks = [
        one
        for one in reversed(rounds.all(tx))
        if one.id in asked and one.kind in TALKS and one.opens_on <= assessment.until
    ]
    now = next((one for one in talks if one.closes_on >= assessment.since), None)
    before = next((one for one in talks if now and one.opens_on < now.opens_on), None)
    return now, before


def _held(tx: Tx, before: Scope, now: Scope) -> dict[str, Held]:
    found = comparison(tx, before, now, Audience.PERSON)
    return {standard.id: held for area in found for held in area.held for standard in held.core.standards}
