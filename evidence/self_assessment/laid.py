"""One question with what speaks for it and against it, and a first draft of the response made of that."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Audience, Support
from dialogs.pack import Reflection, Standard
from evidence.areas import Based, StandardEvidence
from evidence.result import Result
from evidence.self_assessment.mapping import Speaks, mapping_of
from evidence.self_assessment.material import Material
from evidence.self_assessment.sentences import (
    Ref,
    Sentence,
    Side,
    day,
    glance,
    in_a_way,
    many,
    moved,
    others,
    proportion,
    says,
)
from store.actions import Action
from store.changes import Change
from store.records import GOOD, NOT_GOOD, Record

MOST_NAMED = 3
"""So many changes are named in a draft."""


@dataclass(frozen=True, slots=True)
class LaidStandard:
    """One standard or warning sign: what is said on it, from whom, and how it moved.

    Attributes:
        glance: What whoever is heard first says, in a few words with its figure.
        hidden: Some results are hidden to keep people private.
        ways: The same by how people were heard: alone, with help, by somebody else. Never added up, nor in a draft.
        ways_hidden: Some of that is hidden to keep people private.
    """

    standard: Standard
    link: str
    sentences: tuple[Sentence, ...]
    hidden: bool
    ways: tuple[Sentence, ...] = ()
    ways_hidden: bool = False
    glance: str = ""

    @property
    def side(self) -> Side:
        """On which side it stands as a whole."""
        sides = {one.side for one in self.sentences}
        return sides.pop() if len(sides) == 1 else Side.BOTH


@dataclass(frozen=True, slots=True)
class Laid:
    """A question with all that speaks to it.

    Attributes:
        proportion: How many of everyone get support like this, where the question asks that.
        good, bad, other: Records that show it, that show the opposite, or that only fit by their kind.
        draft: A first response, sentence by sentence, each with what it is made of.
    """

    question: Reflection
    standards: tuple[LaidStandard, ...]
    proportion: tuple[Sentence, ...]
    good: tuple[Record, ...]
    bad: tuple[Record, ...]
    other: tuple[Record, ...]
    changes: tuple[Change, ...]
    actions: tuple[Action, ...]
    draft: tuple[Sentence, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record that speaks to it."""
        return (*self.good, *self.bad, *self.other)

    @property
    def text(self) -> str:
        """The draft as one text, a line for each sentence."""
        return "\n".join(one.text for one in self.draft)

    def on(self, side: Side) -> tuple[LaidStandard, ...]:
        """The standards on one side, as far as anything is said on them."""
        # Equal, not the same: templates give a side by its name.
        return tuple(one for one in self.standards if one.sentences and one.side == side)

    @property
    def silent(self) -> tuple[LaidStandard, ...]:
        """The standards on which nothing is shown."""
        return tuple(one for one in self.standards if not one.sentences)


def lay(material: Material, question: Reflection) -> Laid:
    """Lays out what speaks to a question."""
    speaks = mapping_of(material.pack.id).of(question)
    standards = tuple(_standard(material, one, speaks) for one in _standards(material, speaks))
    share = _proportion(material, question) if speaks.proportion else ()
    good, bad, other = _records(material, question, speaks)
    changed = _changes(material, question, speaks)
    doing = tuple(one for one in material.actions if one.status.open and _is_on(one, question, speaks))
    draft = (
        *share,
        *(one for side in (Side.FOR, Side.BOTH, Side.AGAINST) for found in standards if found.side is side
          for one in found.sentences),
        *_of_records(good, "show it", Side.FOR),
        *_of_records(bad, "show the opposite", Side.AGAINST),
        *_of_changes(changed),
        *_of_actions(doing),
    )  # fmt: skip
    nothing = Sentence("We have no evidence on this yet.")
    return Laid(question, standards, share, good, bad, other, changed, doing, draft or (nothing,))


def _is_on(action: Action, question: Reflection, speaks: Speaks) -> bool:
    """Whether it is about what a question is about, or was begun from it: two questions have no standards."""
    began = action.said.from_id.partition(":")[2] if action.said.from_kind == "assessment" else ""
    return bool(set(action.said.standards) & {*speaks.shows, question.id}) or began == question.id


def _standards(material: Material, speaks: Speaks) -> tuple[Standard, ...]:
    return tuple(found for one in speaks.shows if (found := material.named(one)))


def _standard(material: Material, standard: Standard, speaks: Speaks) -> LaidStandard:
    link = material.page_of(standard.id)
    evidence = material.standard(standard.id)
    if evidence is None:
        return LaidStandard(standard, link, (), hidden=False)
    ref = Ref("standard", standard.id, link)
    own = {group: based for group, based in evidence.own.items() if group in evidence.asked}
    first = _first(own, speaks)
    found = [says(first, standard, own[first], ref)] if first else []
    rest = {group: based for group, based in own.items() if group is not first}
    found += others(own[first].result.says, rest, standard, ref) if first else ()
    held = material.held.get(standard.id)
    if held and material.before and Audience.PERSON in evidence.asked:
        found.append(moved(held, material.before.round.name, ref))
    ways = _ways(evidence)
    told = tuple(made for way, result in ways.items() if (made := in_a_way(way, standard, result, ref)))
    return LaidStandard(
        standard,
        link,
        tuple(one for one in found if one),
        _is_hidden(evidence),
        told,
        any(result.shown == "hidden" for result in ways.values()),
        glance(first, standard, own[first].result) if first else "",
    )


def _ways(evidence: StandardEvidence) -> dict[Support, Result]:
    """What is told by how people were heard: each as it may be shown, `evidence.table` sees to that."""
    if Audience.PERSON not in evidence.asked:
        return {}
    apart = {Support.PROXY: evidence.answered_for, Support.OBSERVED: evidence.observed}
    return {**evidence.by_support, **{way: found for way, found in apart.items() if found.shown != "nobody"}}


def _first(own: dict[Audience, Based], speaks: Speaks) -> Audience | None:
    """Who is heard first: those whom the question asks about, else people supported, else whoever can be shown."""
    wanted = (*speaks.who, Audience.PERSON, *own)
    shown = [group for group in wanted if group in own and own[group].result.says]
    return shown[0] if shown else next((group for group in wanted if group in own), None)


def _is_hidden(evidence: StandardEvidence) -> bool:
    return any(evidence.own[group].result.shown == "hidden" for group in evidence.asked if group in evidence.own)


def _proportion(material: Material, question: Reflection) -> tuple[Sentence, ...]:
    area = material.areas.get(question.area)
    if area is None:
        return ()
    asked = area.asked_of_all.get(Audience.PERSON, ())
    if not asked:
        return ()
    everyone = area.scope.could_answer(Audience.PERSON, material.assessment.service_id)
    shares = (proportion(one, everyone, _ref(material, one.core.standards[0].id)) for one in asked)
    glance = Sentence(area.spread.sentence, (Ref("area", question.area, material.page_of(question.area)),))
    return (*shares, glance)


def _ref(material: Material, standard: str) -> Ref:
    return Ref("standard", standard, material.page_of(standard))


def _records(
    material: Material, question: Reflection, speaks: Speaks
) -> tuple[tuple[Record, ...], tuple[Record, ...], tuple[Record, ...]]:
    """Those that say good, that say not good, and that say both, fit by their kind or are about the whole area."""
    good, bad, other = [], [], []
    for record in material.records:
        said = {one.says for one in record.shows if one.standard in speaks.shows}
        fits = record.kind in speaks.records and (
            not record.shows or any(material.pack.area_of.get(one.standard, one.standard) == question.area
                                    for one in record.shows)
        )  # fmt: skip
        if said == {GOOD}:
            good.append(record)
        elif said == {NOT_GOOD}:
            bad.append(record)
        elif said or fits or any(one.standard == question.area for one in record.shows):
            other.append(record)
    return tuple(good), tuple(bad), tuple(other)


def _changes(material: Material, question: Reflection, speaks: Speaks) -> tuple[Change, ...]:
    wanted = {*speaks.shows, question.area} if not speaks.changes else set()
    return tuple(one for one in material.changes if speaks.changes or wanted & set(one.standards))


def _of_records(found: tuple[Record, ...], what: str, side: Side) -> tuple[Sentence, ...]:
    if not found:
        return ()
    verb = what.replace("show", "shows", 1) if len(found) == 1 else what
    when = f"of {day(found[0].happened_on)}" if len(found) == 1 else f"the newest of {day(found[0].happened_on)}"
    refs = tuple(Ref("record", str(one.id), f"/staff/records/{one.id}") for one in found)
    joined = " " if len(found) == 1 else ", "
    subject = many(len(found), "record", "records")
    text = f"{subject} {when} {verb}." if len(found) == 1 else f"{subject} {verb}{joined}{when}."
    return (Sentence(text, refs, side),)


def _of_changes(found: tuple[Change, ...]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            f"People told us: ‘{one.said.rstrip('.')}’. We did: ‘{one.did.rstrip('.')}’.",
            (Ref("change", str(one.id), f"/staff/changes/{one.id}"),),
            Side.FOR,
        )
        for one in found[:MOST_NAMED]
    )


def _of_actions(found: tuple[Action, ...]) -> tuple[Sentence, ...]:
    if not found:
        return ()
    refs = tuple(Ref("action", str(one.id), f"/staff/actions/{one.id}") for one in found)
    verb = "is" if len(found) == 1 else "are"
    return (Sentence(f"{many(len(found), 'action', 'actions')} on this {verb} open.", refs),)
