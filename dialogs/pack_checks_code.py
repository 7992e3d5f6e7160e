"""The code itself: its areas, its standards, and whether someone is asked about each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.faults import Fault
from dialogs.model import SOURCES, Audience
from dialogs.order import MOST_CORE
from dialogs.pack_draft import AUDIENCES, MONTHLY_FILE, Draft, prompts_of
from dialogs.pack_fit import Placed
from dialogs.pack_parts import MONTHLY
from dialogs.pack_schema import AreaSheet, NamedAreaSheet, Sheet

_PARTS = ("good", "bad", "ask")
_CODE_ID = re.compile(r"[a-z][a-z0-9]*")


def _areas(draft: Draft) -> Iterator[Placed[NamedAreaSheet]]:
    """The areas that `code.yaml` names."""
    yield from draft.code.each(draft.code.sheet.areas, "areas")


def _standards(area: Placed[NamedAreaSheet]) -> list[str]:
    """Ids of an area's standards and warning signs."""
    return [item.id for item in (*area.sheet.good, *area.sheet.bad) if item.id]


def ids_of_standards(draft: Draft) -> Iterator[Fault]:
    """Ids that do not count up from one."""
    code = draft.code.sheet.id
    if code and not _CODE_ID.fullmatch(code):
        yield draft.code.fault("P205", f"The id '{code}' is not one small word.", "Use small letters and digits.", "id")
    for number, area in enumerate(_areas(draft), 1):
        yield from _in_place(area, area.sheet.id, f"{code}.{number}")
        for part in _PARTS:
            for place, item in enumerate(area.each(getattr(area.sheet, part), part), 1):
                yield from _in_place(item, item.sheet.id, f"{area.sheet.id}.{part}.{place}")


def _in_place(item: Placed[Sheet], own: str, right: str) -> Iterator[Fault]:
    """A fault where an id is not the one that belongs to its place."""
    if own not in ("", right):
        yield item.fault("P205", f"The id '{own}' does not fit its place.", f"Write '{right}'.", "id")


def counts(draft: Draft) -> Iterator[Fault]:
    """Areas that have more or fewer standards than the published code."""
    for area in _areas(draft):
        for part in _PARTS if area.sheet.expected else ():
            many, right = len(getattr(area.sheet, part)), getattr(area.sheet.expected, part)
            if many != right:
                message = f"'{part}' has {many} entries, the code has {right}."
                yield area.fault("P502", message, "Add what is missing or take out what is too much.", part)


def area_files(draft: Draft) -> Iterator[Fault]:
    """Area files without an area, and areas with standards but without a file."""
    if not draft.code.document.whole:
        return
    named = {area.sheet.id for area in _areas(draft)}
    for file in draft.areas:
        if file.document.file == MONTHLY_FILE:
            yield from _monthly(draft, file)
            continue
        digits = re.sub(r"\D", "", file.document.file)
        right = f"{draft.code.sheet.id}.{int(digits)}"
        if file.sheet.area and (file.sheet.area not in named or file.sheet.area != right):
            message = f"The area '{file.sheet.area}' does not fit this file."
            yield file.fault("P503", message, f"Write 'area: {right}' and name that area in code.yaml.", "area")
    written = {file.document.file for file in draft.areas}
    for number, area in enumerate(_areas(draft), 1):
        if _standards(area) and f"area-{number}.yaml" not in written:
            yield area.fault("P503", "This area has standards but no questions.", f"Write area-{number}.yaml.")


def _monthly(draft: Draft, file: Placed[AreaSheet]) -> Iterator[Fault]:
    """The monthly questions belong to no area of the code, and are for the person alone."""
    right = f"{draft.code.sheet.id}.{MONTHLY}"
    if file.sheet.area not in ("", right):
        message = f"The area '{file.sheet.area}' does not fit this file."
        yield file.fault("P503", message, f"Write 'area: {right}'.", "area")
    for audience in AUDIENCES:
        for prompt in prompts_of(file, audience):
            if audience is not Audience.PERSON:
                mend = "The monthly summary is the person's own: write it under 'person:'."
                yield prompt.fault("P509", f"A monthly question is for {audience}.", mend)
            elif prompt.sheet.core or prompt.sheet.reverse_of:
                mend = "Everyone is asked all of them: take out 'core', 'reverse_of' and 'again'."
                yield prompt.fault("P509", "A monthly question is core or turns another round.", mend)


def shown_standards(draft: Draft) -> Iterator[Fault]:
    """Questions that show a standard which is not in the code."""
    if not draft.code.document.whole:
        return
    known = {standard for area in _areas(draft) for standard in _standards(area)}
    for audience in AUDIENCES:
        for prompt in draft.prompts(audience):
            for number, standard in enumerate(prompt.sheet.shows):
                if standard and standard not in known:
                    message = f"The standard '{standard}' does not exist."
                    yield prompt.fault("P301", message, "Use an id from code.yaml.", "shows", number)
    for walk in draft.code.each(draft.code.sheet.cross_walks, "cross_walks"):
        if walk.sheet.standard and walk.sheet.standard not in known:
            message = f"The standard '{walk.sheet.standard}' does not exist."
            yield walk.fault("P301", message, "Use an id from 'areas'.", "standard")


def asked_of_someone(draft: Draft) -> Iterator[Fault]:
    """Standards and warning signs that no scored question is about, and that no kind of record can show."""
    asked = {
        standard
        for audience in AUDIENCES
        for prompt in draft.prompts(audience)
        for standard in prompt.sheet.shows
        if prompt.sheet.kind not in ("text", "voice")
    }
    for area in _areas(draft):
        for part in ("good", "bad"):
            for item in area.each(getattr(area.sheet, part), part):
                if item.sheet.id and not item.sheet.records and item.sheet.id not in asked and _has_file(draft, area):
                    mend = "Ask someone who can know, with a question that has choices, or name a kind of record."
                    yield item.fault("P302", f"Nobody is asked about '{item.sheet.id}'.", mend)


def record_kinds(draft: Draft) -> Iterator[Fault]:
    """Standards that name a kind of record that is not in the code's list."""
    known = {kind.id for kind in draft.code.sheet.record_kinds}
    for area in _areas(draft):
        for part in ("good", "bad"):
            for item in area.each(getattr(area.sheet, part), part):
                for number, kind in enumerate(item.sheet.records):
                    if kind not in known:
                        mend = f"Use {', '.join(sorted(known))}." if known else "List it under 'record_kinds'."
                        yield item.fault("P310", f"There is no kind of record '{kind}'.", mend, "records", number)


def _has_file(draft: Draft, area: Placed[NamedAreaSheet]) -> bool:
    """Whether the area's questions could be read at all."""
    return any(file.sheet.area == area.sheet.id and file.document.whole for file in draft.areas)


def talks(draft: Draft) -> Iterator[Fault]:
    """Audiences that are asked something but have no talk around it, or one that does not ask who is here."""
    for audience, talk in draft.talks.items():
        is_read = talk.document.whole and not talk.is_bad("company")
        if is_read and audience is not Audience.OBSERVER and talk.sheet.company is None:
            yield talk.fault("P507", "This talk does not ask who is here.", "Write 'company:' (D11).")
    for audience in AUDIENCES:
        first = next(draft.prompts(audience), None)
        if first and audience not in draft.talks:
            yield first.fault("P504", f"There is no talk for {audience}.", f"Write talk-{audience}.yaml.")


def core(draft: Draft) -> Iterator[Fault]:
    """Areas whose questions for an audience have no fixed core, and cores too long for a first sitting (D14, D17)."""
    for audience in SOURCES:
        marked = [prompt for prompt in draft.prompts(audience) if prompt.sheet.core]
        for prompt in marked[MOST_CORE:]:
            mend = f"Keep {MOST_CORE} for {audience} over all areas: they are asked of everyone at once."
            yield prompt.fault("P506", f"There are {len(marked)} core questions for {audience}.", mend, "core")
    for area in draft.areas:
        for audience in SOURCES if area.document.file != MONTHLY_FILE else ():
            prompts = list(prompts_of(area, audience))
            if prompts and not any(prompt.sheet.core or prompt.is_bad("core") for prompt in prompts):
                mend = "Mark the questions that everyone is asked with 'core: true'."
                yield area.fault("P505", f"No question for {audience} belongs to the core.", mend, audience)
