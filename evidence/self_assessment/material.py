"""The evidence of twelve months, read once a page: results, how they moved, records, changes and open actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dialogs.pack import Pack, Standard
from evidence.areas import AreaEvidence, StandardEvidence
from evidence.comparison import Held
from evidence.record_sight import Sight
from evidence.scope import Scope
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.speaking import Talks
from evidence.self_assessment.written import Section
from store import actions, changes, records
from store.actions import Action
from store.assessments import Assessment
from store.changes import Change
from store.records import Record
from store.tx import Tx


@dataclass(frozen=True)
class Material:
    """All that can speak to a question.

    Attributes:
        scope: The newest round of the time; None where nobody was asked in it.
        before: The round before that one.
        areas: The areas' evidence, as far as it was asked for: each of the newest round that can show something on it.
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
        found = self.areas[area].scope if area in self.areas else self.scope
        round_id, place = found.round.id if found else 0, f"#{number}" if number != area else ""
        return f"/staff/areas/{area}?round={round_id}&service={self.assessment.service_id}{place}"


def gather(
    tx: Tx, pack: Pack, assessment: Assessment, sections: tuple[Section, ...], sight: Sight, *, today: date
) -> Material:
    """What speaks to the questions of some sections."""
    here = assessment.service_id
    talks, needed = Talks(tx, pack, assessment, sight.services, today=today), _areas(pack, sections)
    spoken = {one.id: found for one in pack.areas if one.id in needed and (found := talks.of(one))}
    every = records.between(tx, assessment.since, assessment.until)
    return Material(
        assessment=assessment,
        pack=pack,
        scope=talks.newest,
        before=talks.before,
        areas={name: one.evidence for name, one in spoken.items()},
        held={name: held for one in spoken.values() for name, held in one.held.items()},
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
