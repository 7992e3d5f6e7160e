"""Choices: how many, how long, how they are read, and whether the scales agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dialogs.faults import Fault
from dialogs.model import Audience, Support
from dialogs.pack_draft import AUDIENCES, Draft
from dialogs.pack_fit import Placed
from dialogs.pack_schema import ChoiceSheet, CompanySheet, PracticeSheet, PromptSheet, ScaleSheet

ROLES = ("nobody", "family", "friend", "staff", "independent")
_FEWEST, _MOST = 2, 5
_LABEL_WORDS = 2


def scale_of(draft: Draft, audience: Audience) -> Placed[ScaleSheet]:
    """The scale of an audience: its talk's own, or the one that all share."""
    talk = draft.talks.get(audience)
    return talk.at(talk.sheet.scale, "scale") if talk and talk.sheet.scale else draft.scale


def choice_ids(draft: Draft, audience: Audience, prompt: PromptSheet) -> tuple[str, ...]:
    """The ids that an answer to this prompt may have; empty for text and voice."""
    if prompt.kind == "choice":
        return tuple(choice.id for choice in scale_of(draft, audience).sheet.three if choice.id)
    if prompt.kind in ("either_or", "several"):
        return tuple(choice.id for choice in prompt.choices if choice.id)
    return ()


def polarity(draft: Draft) -> Iterator[Fault]:
    """Each choice says what it stands for, if only 'nothing', and nothing else does."""
    for audience in AUDIENCES:
        for prompt in draft.prompts(audience):
            known = choice_ids(draft, audience, prompt.sheet)
            if not prompt.sheet.kind or (prompt.sheet.kind == "choice" and not known) or prompt.is_bad("polarity"):
                continue
            for choice in known:
                if choice not in prompt.sheet.polarity and not prompt.is_bad("polarity", choice):
                    mend = f"Add '{choice}:' good, mixed, not_good or nothing."
                    yield prompt.fault("P401", f"The choice '{choice}' has no polarity.", mend, "polarity")
            for choice in prompt.sheet.polarity:
                if choice not in known:
                    mend = f"The choices here are: {', '.join(known) or 'none'}."
                    yield prompt.fault("P402", f"'{choice}' is not a choice.", mend, "polarity", choice)


def own_choices(draft: Draft) -> Iterator[Fault]:
    """How many choices a question has of its own."""
    for prompt in chain.from_iterable(draft.prompts(audience) for audience in AUDIENCES):
        kind, many = prompt.sheet.kind, len(prompt.sheet.choices)
        if prompt.is_bad("choices"):
            continue
        if kind == "either_or" and many != _FEWEST:
            yield prompt.fault("P403", f"An either-or question has two choices, not {many}.", "Keep two.", "choices")
        if kind == "several" and not _FEWEST <= many <= _MOST:
            yield prompt.fault("P404", f"There are {many} choices.", "Have two to five.", "choices")
        if kind in ("choice", "text", "voice") and many:
            mend = "Take the choices out, or make it either_or or several."
            yield prompt.fault("P405", f"A question of kind '{kind}' has no choices of its own.", mend, "choices")


def labels(draft: Draft) -> Iterator[Fault]:
    """Labels of one or two words. Either-or questions may say more (D03)."""
    for placed in _labelled(draft):
        if len(placed.sheet.label.split()) > _LABEL_WORDS:
            mend = "Find one or two words, or make it an either-or question."
            yield placed.fault("P406", f"The label '{placed.sheet.label}' is long.", mend, "label")


def _labelled(draft: Draft) -> Iterator[Placed[ChoiceSheet]]:
    """Every choice but those of either-or questions."""
    for scale in _scales(draft):
        for name in ("two", "three", "five"):
            yield from scale.each(getattr(scale.sheet, name), name)
    for talk in draft.talks.values():
        for part, name in (
            ("consent", "agree"),
            ("consent", "decline"),
            ("carry_on", "carry_on"),
            ("carry_on", "stop"),
        ):
            choice = getattr(getattr(talk.sheet, part), name, None)
            if choice:
                yield talk.at(choice, part, name)
    for _, step in _company_steps(draft):
        yield from step.each(step.sheet.choices, "choices")
    for prompt in chain.from_iterable(draft.prompts(audience) for audience in AUDIENCES):
        if prompt.sheet.kind == "several":
            yield from prompt.each(prompt.sheet.choices, "choices")


def _scales(draft: Draft) -> Iterator[Placed[ScaleSheet]]:
    """The shared scale and those of single talks."""
    if draft.scale.document.whole:
        yield draft.scale
    for talk in draft.talks.values():
        if talk.sheet.scale:
            yield talk.at(talk.sheet.scale, "scale")


def scales(draft: Draft) -> Iterator[Fault]:
    """Sizes of the scales, and that one word means one thing in all of them."""
    for scale in _scales(draft):
        for size, name in ((2, "two"), (3, "three"), (5, "five")):
            many = len(getattr(scale.sheet, name))
            if many and many != size:
                yield scale.fault("P407", f"'{name}' has {many} choices.", f"Have {size}, best known first.", name)
        yield from _agree(scale)


def _agree(scale: Placed[ScaleSheet]) -> Iterator[Fault]:
    """Two and five lead back to the ids of three, and an id keeps its label and picture."""
    three = {choice.id: choice for choice in scale.sheet.three}
    for name in ("two", "five"):
        for choice in scale.each(getattr(scale.sheet, name), name):
            own, read_as = choice.sheet, choice.sheet.counts_as or choice.sheet.id
            if read_as not in three and three:
                mend = f"Write 'counts_as:' {', '.join(three)}."
                yield choice.fault("P408", f"'{own.id}' does not lead back to the scale of three.", mend)
            same = three.get(own.id)
            if same and (own.label, own.picture) != (same.label, same.picture):
                mend = "Use one label and picture for it everywhere."
                yield choice.fault("P408", f"'{own.id}' looks different in the scale of three.", mend)


def practice(draft: Draft) -> Iterator[Fault]:
    """Practice questions of a size that there is, with an answer that there is."""
    for audience, talk in draft.talks.items():
        known = {choice.id for choice in scale_of(draft, audience).sheet.three}
        for item in talk.each(talk.sheet.practice, "practice"):
            yield from _practice(item, known)


def _practice(item: Placed[PracticeSheet], known: set[str]) -> Iterator[Fault]:
    """What is wrong with one practice question."""
    if item.sheet.size not in (3, 5) and not item.is_bad("size"):
        yield item.fault("P409", f"A practice question cannot show {item.sheet.size} choices.", "Use 3 or 5.", "size")
    for right in item.sheet.right:
        if known and right not in known:
            mend = f"Use {', '.join(sorted(known))}."
            yield item.fault("P409", f"'{right}' is not a choice of the scale of three.", mend, "right")


def company(draft: Draft) -> Iterator[Fault]:
    """Who is here and how they help, in words that the engine knows (D11)."""
    for part, step in _company_steps(draft):
        known = tuple(Support) if part == "help" else ROLES
        many = len(step.sheet.choices)
        if many and not _FEWEST <= many <= _MOST:
            yield step.fault("P404", f"There are {many} choices.", "Have two to five.", "choices")
        for choice in step.each(step.sheet.choices, "choices"):
            own = choice.sheet.id
            if own and own not in known:
                yield choice.fault("P410", f"'{own}' is not known here.", f"Use {', '.join(known)}.", "id")


def _company_steps(draft: Draft) -> Iterator[tuple[str, Placed[CompanySheet]]]:
    """The company steps of every talk, each with its part."""
    for talk in draft.talks.values():
        for part, step in talk.sheet.company or ():
            if step:
                yield part, talk.at(step, "company", part)
