"""The way through a talk: can every step be reached, and can reversed pairs be compared?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.faults import Fault
from dialogs.model import Audience
from dialogs.order import SCREENS_APART, core_first
from dialogs.pack_checks_choices import choice_ids, scale_of
from dialogs.pack_draft import AUDIENCES, Draft, prompts_of
from dialogs.pack_fit import Placed
from dialogs.pack_schema import InformationSheet, OnlyIfSheet, Pictured, PromptSheet


@dataclass(frozen=True, slots=True)
class _Stop:
    """A step on the way, in the order in which it comes, with the choices that it offers."""

    step: Placed[Pictured]
    choices: tuple[str, ...]

    @property
    def only_if(self) -> OnlyIfSheet | None:
        """Its condition, where it has one."""
        sheet = self.step.sheet
        return sheet.only_if if isinstance(sheet, (InformationSheet, PromptSheet)) else None


def only_if(draft: Draft) -> Iterator[Fault]:
    """Conditions that name a step or choice that is not there, or that comes later, or that can never hold."""
    for audience in AUDIENCES:
        if not _readable(draft, audience):
            continue
        way = list(_way(draft, audience))
        ids = [stop.step.sheet.id for stop in way]
        lost: set[str] = set()
        for number, stop in enumerate(way):
            condition = stop.only_if
            if condition is None or not condition.step:
                continue
            if condition.step in ids[:number]:
                faults = list(_condition(stop.step, condition, way[ids.index(condition.step)], lost))
            else:
                faults = [_not_before(stop.step, condition, known=condition.step in ids)]
            lost |= {stop.step.sheet.id} if faults else set()
            yield from faults


def _readable(draft: Draft, audience: Audience) -> bool:
    """Whether all files that an audience's way is made of could be read."""
    talk = draft.talks.get(audience)
    return scale_of(draft, audience).document.whole and (talk is None or talk.document.whole)


def _not_before(step: Placed[Pictured], condition: OnlyIfSheet, *, known: bool) -> Fault:
    """A condition on a step that is not there, or not yet."""
    if known:
        mend = "Move it up. Core questions come before all others."
        return step.fault("P304", f"The step '{condition.step}' comes later.", mend, "only_if", "step")
    mend = "Name the id of an earlier step of the same audience."
    return step.fault("P303", f"There is no step '{condition.step}'.", mend, "only_if", "step")


def _condition(step: Placed[Pictured], condition: OnlyIfSheet, earlier: _Stop, lost: set[str]) -> Iterator[Fault]:
    """What is wrong with a condition on an earlier step."""
    known = earlier.choices
    for choice in condition.chose:
        if known and choice not in known:
            mend = f"Its choices are: {', '.join(known)}."
            yield step.fault("P305", f"'{choice}' is not a choice of '{condition.step}'.", mend, "only_if", "chose")
    if not known or not condition.chose or condition.step in lost:
        mend = "Wait for a step that offers choices, and name one of them."
        yield step.fault("P306", "This step can never be reached.", mend, "only_if")


def _way(draft: Draft, audience: Audience) -> Iterator[_Stop]:
    """The steps of an audience as they come: the talk up to the questions, the core, then the others."""
    talk = draft.talks.get(audience)
    if talk:
        for information in talk.each(talk.sheet.opening, "opening"):
            yield _Stop(information, ())
        for part, step in talk.sheet.company or ():
            if step:
                yield _Stop(talk.at(step, "company", part), tuple(choice.id for choice in step.choices))
        for information in talk.each(talk.sheet.before_questions, "before_questions"):
            yield _Stop(information, ())
        scale = tuple(choice.id for choice in scale_of(draft, audience).sheet.three)
        for item in talk.each(talk.sheet.practice, "practice"):
            yield _Stop(item, scale)
    for prompt in _asked(list(draft.prompts(audience))):
        yield _Stop(prompt, choice_ids(draft, audience, prompt.sheet))


def _asked(prompts: list[Placed[PromptSheet]]) -> list[Placed[PromptSheet]]:
    """Prompts in the order in which they are asked."""
    return core_first(prompts, lambda prompt: prompt.sheet.core)


def reversed_pairs(draft: Draft) -> Iterator[Fault]:
    """Pairs that do not fit together or stand too close (D08)."""
    for area in draft.areas:
        for audience in AUDIENCES:
            asked = _asked(list(prompts_of(area, audience)))
            for number, prompt in enumerate(asked):
                yield from _pair(prompt, number, asked)


def _pair(prompt: Placed[PromptSheet], number: int, asked: list[Placed[PromptSheet]]) -> Iterator[Fault]:
    """What is wrong with one question that turns another round."""
    sheet = prompt.sheet
    if bool(sheet.again) != bool(sheet.reverse_of):
        mend = "A reversed question needs 'again', in other words; no other question has it."
        key = "again" if sheet.again else "reverse_of"
        yield prompt.fault("P308", "'reverse_of' and 'again' go together.", mend, key)
    if not sheet.reverse_of:
        return
    places = [place for place, other in enumerate(asked) if other.sheet.id == sheet.reverse_of]
    if not places or places[0] >= number or "good" not in asked[places[0]].sheet.polarity.values():
        mend = "Name an earlier question with choices, of the same audience and area."
        yield prompt.fault("P307", f"'{sheet.reverse_of}' cannot be compared.", mend, "reverse_of")
    elif number - places[0] < SCREENS_APART:
        mend = f"Put at least {SCREENS_APART - 1} questions between them."
        yield prompt.fault("P309", "The reversed pair stands too close together.", mend, "reverse_of")
