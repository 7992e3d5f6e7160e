"""Makes a pack of a draft in which no fault was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from dialogs import model
from dialogs.pack_checks_choices import scale_of
from dialogs.pack_draft import Draft
from dialogs.pack_parts import Area, CrossWalk, Frame, Pack, Prompt, RecordKind, Reflection, Standard, Tried
from dialogs.pack_schema import (
    CarryOnSheet,
    ChoiceSheet,
    CompanySheet,
    ConsentSheet,
    InformationSheet,
    NamedAreaSheet,
    OnlyIfSheet,
    PromptSheet,
    ScaleSheet,
    TalkSheet,
)

T = TypeVar("T")
_PARTS: tuple[Literal["present", "help", "helper"], ...] = ("present", "help", "helper")


def build(draft: Draft) -> Pack:
    """The pack. Only to be called when there are no faults."""
    code = draft.code.sheet
    return Pack(
        id=code.id,
        name=code.name,
        version=code.version,
        language=code.language,
        publisher=code.publisher,
        source=code.source,
        record_kinds=tuple(RecordKind(kind.id, kind.name) for kind in code.record_kinds),
        areas=tuple(Area(area.id, area.name, area.easy_name) for area in code.areas),
        standards=tuple(standard for area in code.areas for standard in _standards(area)),
        reflections=tuple(Reflection(item.id, area.id, item.question) for area in code.areas for item in area.ask),
        cross_walks=tuple(CrossWalk(walk.standard, walk.to, walk.note) for walk in code.cross_walks),
        prompts=_prompts(draft),
        frames={audience: frame(talk.sheet, scale_of(draft, audience).sheet) for audience, talk in draft.talks.items()},
    )


def _standards(area: NamedAreaSheet) -> list[Standard]:
    """An area's standards, then its warning signs."""
    good = [Standard(item.id, area.id, item.statement, "good", tuple(item.records)) for item in area.good]
    return good + [Standard(item.id, area.id, item.statement, "warning", tuple(item.records)) for item in area.bad]


def _prompts(draft: Draft) -> tuple[Prompt, ...]:
    """Every prompt, area by area, audience by audience."""
    tried = _tried(draft)
    return tuple(
        _prompt(prompt, audience, file.sheet.area, scale_of(draft, audience).sheet, tried.get(prompt.id, ()))
        for file in draft.areas
        for audience in model.Audience
        for prompt in getattr(file.sheet, audience)
    )


def _tried(draft: Draft) -> dict[str, tuple[Tried, ...]]:
    """Who tried each prompt, by its id, oldest first."""
    found: dict[str, tuple[Tried, ...]] = {}
    for item in draft.verdicts.sheet.tried if draft.verdicts else ():
        one = Tried(item.by, item.on, item.understood, item.verdict or "keep", item.note, item.words)
        found[item.prompt] = (*found.get(item.prompt, ()), one)
    return found


def _prompt(
    sheet: PromptSheet, audience: model.Audience, area: str, scale: ScaleSheet, tried: tuple[Tried, ...]
) -> Prompt:
    """A question with its reading. A choice that says 'nothing' is left out of the reading."""
    about = model.About(sheet.about)
    polarity = {choice: model.Value(says) for choice, says in _says(sheet, scale).items() if says != "nothing"}
    reading = model.Reading(tuple(sheet.shows), about, polarity, sheet.core)
    return Prompt(_question(sheet, about), audience, area, reading, tried)


def _says(sheet: PromptSheet, scale: ScaleSheet) -> Mapping[str, str]:
    """What each choice says. On the scale of five, a choice says what the one that it counts as says."""
    if sheet.kind != "choice":
        return sheet.polarity
    finer = {choice.id: sheet.polarity[choice.counts_as] for choice in scale.five if choice.counts_as in sheet.polarity}
    return {**finer, **sheet.polarity}


def _question(sheet: PromptSheet, about: model.About) -> model.Question:
    """The question as the engine asks it."""
    return model.Question(
        id=sheet.id,
        kind=sheet.kind or "choice",
        ask=sheet.ask,
        about=about,
        picture=sheet.picture,
        alt=sheet.alt,
        text=tuple(sheet.text),
        choices=_choices(sheet.choices),
        again=sheet.again,
        reverse_of=sheet.reverse_of,
        core=sheet.core,
        only_if=_only_if(sheet.only_if),
    )


def frame(talk: TalkSheet, scale: ScaleSheet) -> Frame:
    """What stands around the questions."""
    company, closing = talk.company, _there(talk.closing)
    return Frame(
        opening=tuple(_information(sheet) for sheet in talk.opening),
        consent=_consent(_there(talk.consent)),
        company=tuple(_company(part, _there(getattr(company, part))) for part in _PARTS) if company else (),
        before_questions=tuple(_information(sheet) for sheet in talk.before_questions),
        practice=tuple(
            model.Practice(p.id, p.ask, p.size, tuple(p.right), p.picture, p.alt, tuple(p.text)) for p in talk.practice
        ),
        carry_on=_carry_on(_there(talk.carry_on)),
        closing=model.Closing(closing.id, tuple(closing.text), closing.picture, closing.alt),
        scale=model.Scale(_choices(scale.two), _choices(scale.three), _choices(scale.five)),
    )


def _information(sheet: InformationSheet) -> model.Information:
    """A screen that says something."""
    return model.Information(sheet.id, tuple(sheet.text), sheet.picture, sheet.alt, _only_if(sheet.only_if))


def _consent(sheet: ConsentSheet) -> model.Consent:
    """The question whether the person agrees."""
    agree, decline = _choice(_there(sheet.agree)), _choice(_there(sheet.decline))
    return model.Consent(
        sheet.id, sheet.version, tuple(sheet.text), sheet.ask, agree, decline, sheet.picture, sheet.alt
    )


def _company(part: Literal["present", "help", "helper"], sheet: CompanySheet) -> model.Company:
    """Who is here, how they help, or who helps."""
    return model.Company(
        sheet.id, part, sheet.ask, _choices(sheet.choices), sheet.picture, sheet.alt, tuple(sheet.text)
    )


def _carry_on(sheet: CarryOnSheet) -> model.CarryOn:
    """Go on now or another day."""
    carry_on, stop = _choice(_there(sheet.carry_on)), _choice(_there(sheet.stop))
    return model.CarryOn(sheet.id, sheet.ask, carry_on, stop, sheet.picture, sheet.alt, tuple(sheet.text))


def _choices(sheets: list[ChoiceSheet]) -> tuple[model.Choice, ...]:
    """Answers that can be tapped."""
    return tuple(_choice(sheet) for sheet in sheets)


def _choice(sheet: ChoiceSheet) -> model.Choice:
    """An answer that can be tapped."""
    return model.Choice(sheet.id, sheet.label, sheet.picture, sheet.counts_as, sheet.alone)


def _only_if(sheet: OnlyIfSheet | None) -> model.OnlyIf | None:
    """When a step is shown."""
    return model.OnlyIf(sheet.step, tuple(sheet.chose)) if sheet else None


def _there(sheet: T | None) -> T:
    """What the checks have already found to be there."""
    if sheet is None:
        raise ValueError("a pack is built only when it has no faults")
    return sheet
