"""Texts, pictures and ids: is everything there, known and told apart?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from dialogs.faults import Fault
from dialogs.pack_draft import AUDIENCES, Draft, prompts_of
from dialogs.pack_fit import Placed, walk
from dialogs.pack_schema import Pictured, Sheet

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def everything(draft: Draft) -> Iterator[Placed[Sheet]]:
    """Every part of every file that could be read."""
    files: tuple[Placed[Sheet], ...] = (draft.code, draft.scale, *draft.talks.values(), *draft.areas)
    for placed in files:
        if placed.document.whole:
            yield from walk(placed)


def missing_words(draft: Draft) -> Iterator[Fault]:
    """What is needed but empty."""
    return missing_in(everything(draft))


def missing_in(parts: Iterable[Placed[Sheet]]) -> Iterator[Fault]:
    """The same for any parts of any files."""
    for placed in parts:
        for name in placed.sheet.needed:
            if not getattr(placed.sheet, name) and not placed.is_bad(name):
                yield _missing(placed, name)
        for number, line in enumerate(getattr(placed.sheet, "text", ())):
            if not line and not placed.is_bad("text", number):
                yield placed.fault("P201", "A line of text is empty.", "Write or remove it.", "text", number)


def _missing(placed: Placed[Sheet], name: str) -> Fault:
    """A fault for one empty key."""
    if name == "consent":
        return placed.fault("P501", "This talk has no consent step.", "Ask whether the person agrees.")
    if name == "alt":
        return placed.fault("P202", "The picture has no alt text.", "Say in a few words what the picture shows.", name)
    if name == "picture":
        return placed.fault("P203", "There is no picture.", "Name one from the picture set.", name)
    return placed.fault("P201", f"'{name}' is missing.", f"Write '{name}: ...' here.", name)


def pictures(draft: Draft, known: Collection[str]) -> Iterator[Fault]:
    """Pictures that are not in the set."""
    return pictures_in(everything(draft), known)


def pictures_in(parts: Iterable[Placed[Sheet]], known: Collection[str]) -> Iterator[Fault]:
    """The same for any parts of any files."""
    for placed in parts:
        name = getattr(placed.sheet, "picture", "")
        if name and name not in known:
            yield placed.fault("P204", f"The picture '{name}' is not in the set.", "Use one from the set.", "picture")


def ids_twice(draft: Draft) -> Iterator[Fault]:
    """Steps, prompts, standards and areas that share an id. Choices need only differ within their question."""
    return twice_in(everything(draft))


def twice_in(parts: Iterable[Placed[Sheet]]) -> Iterator[Fault]:
    """The same for any parts of any files."""
    first: dict[str, Placed[Sheet]] = {}
    for placed in parts:
        yield from _choices_twice(placed)
        own = getattr(placed.sheet, "id", "")
        if not own or hasattr(placed.sheet, "label"):
            continue
        if own in first:
            line = first[own].document.line(first[own].path)
            mend = f"It also stands in {first[own].document.file}, line {line}. Rename one."
            yield placed.fault("P206", f"The id '{own}' is used twice.", mend, "id")
        first.setdefault(own, placed)


def _choices_twice(placed: Placed[Sheet]) -> Iterator[Fault]:
    """Choices of one list that share an id."""
    for name in ("choices", "two", "three", "five"):
        seen: set[str] = set()
        for number, choice in enumerate(getattr(placed.sheet, name, ())):
            if choice.id in seen and choice.id:
                message = f"The choice '{choice.id}' stands twice."
                yield placed.fault("P206", message, "Give each choice its own id.", name, number, "id")
            seen.add(choice.id)


def ids_of_prompts(draft: Draft) -> Iterator[Fault]:
    """Ids that do not say their area and audience, and talks that stand in another audience's file."""
    for area in draft.areas:
        for audience in AUDIENCES:
            start = f"{area.sheet.area}.{audience}."
            for prompt in prompts_of(area, audience):
                yield from _prompt_id(prompt, start)
    for audience, talk in draft.talks.items():
        if talk.sheet.audience not in ("", audience):
            message = f"The file is for {audience}, its audience says {talk.sheet.audience}."
            yield talk.fault("P208", message, f"Write 'audience: {audience}'.", "audience")


def _prompt_id(prompt: Placed[Pictured], start: str) -> Iterator[Fault]:
    """What is wrong with one prompt's id."""
    own, slug = prompt.sheet.id, prompt.sheet.id.rpartition(".")[2]
    if not own or (own.startswith(start) and _SLUG.fullmatch(own.removeprefix(start))):
        return
    code = "P208" if any(f".{audience}." in own and f".{audience}." not in start for audience in AUDIENCES) else "P205"
    yield prompt.fault(code, f"The id '{own}' does not fit its place.", f"Write '{start}{slug or 'word'}'.", "id")


def who_tried_it(draft: Draft) -> Iterator[Fault]:
    """Records of who tried a prompt that are not whole, or are of no prompt."""
    if draft.verdicts is None:
        return
    known = {prompt.sheet.id for audience in AUDIENCES for prompt in draft.prompts(audience)}
    for tried in draft.verdicts.each(draft.verdicts.sheet.tried, "tried"):
        sheet = tried.sheet
        if not (sheet.prompt and sheet.by and sheet.verdict and _is_day(sheet.on)):
            mend = "Write the prompt, by (a group, no names), on: 2026-11-22, and the verdict."
            yield tried.fault("P207", "This record of who tried it is not whole.", mend)
        elif sheet.prompt not in known and all(area.document.whole for area in draft.areas):
            yield tried.fault("P211", f"There is no prompt '{sheet.prompt}'.", "Mend its id or take it out.", "prompt")


def _is_day(text: str) -> bool:
    """Whether this is a day such as 2026-11-22."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
