"""Reads a code of ladders from its folder. Either it is whole, or `PackFaults` tells every fault at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from dialogs.faults import Fault, PackFaults
from dialogs.ladders import BESIDE, RATERS, STEPS, Ladder, LadderCode, Tool, prompt_id
from dialogs.model import About, Audience, Choice, Question, Reading
from dialogs.pack import builtin_folder
from dialogs.pack_build import frame
from dialogs.pack_checks_words import missing_in, pictures_in, twice_in
from dialogs.pack_draft import Folder, read_folder
from dialogs.pack_fit import Placed, fit, walk
from dialogs.pack_ladders_schema import LadderCodeSheet, LadderSheet, ToolsSheet
from dialogs.pack_parts import Area, Pack, Prompt
from dialogs.pack_schema import ScaleSheet, Sheet, TalkSheet
from dialogs.pack_yaml import unread

BUILT_IN: Final = "pfp"
_TALKS: Final = tuple(f"talk-{audience}.yaml" for audience in RATERS)
_NEEDED: Final = ("code.yaml", "tools.yaml", *_TALKS)
_KNOWN: Final = re.compile("|".join(map(re.escape, _NEEDED)))
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def builtin_ladders() -> LadderCode:
    """The code that comes with the program. It is read once; a test looks up the pictures and standards in it."""
    return load_ladders(builtin_folder(BUILT_IN))


def load_ladders(
    folder: Folder, pictures: Collection[str] | None = None, standards: Collection[str] | None = None
) -> LadderCode:
    """Read and check a code of ladders.

    Args:
        folder: Where its files are.
        pictures: Names of the pictures that there are; None to take any.
        standards: Ids of the standards that a ladder may name; None to take any.

    Raises:
        PackFaults: Something is wrong; it holds every fault with file, line and a way to mend it.
    """
    use = f"Use {', '.join(_NEEDED)}."
    documents, faults = read_folder(folder, _KNOWN, use)
    faults += [Fault(name, 1, "P101", "", "This file is missing.", use) for name in _NEEDED if name not in documents]
    files = {name: documents.get(name) or unread(name) for name in _NEEDED}
    code, code_faults = fit(LadderCodeSheet, files["code.yaml"])
    tools, tool_faults = fit(ToolsSheet, files["tools.yaml"])
    talks = {audience: fit(TalkSheet, files[name]) for audience, name in zip(RATERS, _TALKS, strict=True)}
    faults += [*code_faults, *tool_faults, *(fault for _, found in talks.values() for fault in found)]
    read: tuple[Placed[Sheet], ...] = (code, tools, *(talk for talk, _ in talks.values()))
    parts = [part for placed in read if placed.document.whole for part in walk(placed)]
    faults += [*missing_in(parts), *twice_in(parts)]
    faults += pictures_in(parts, pictures) if pictures is not None else ()
    faults += [*_counts(code, tools), *_ladders(code, standards), *_tools(code, tools)]
    if faults:
        raise PackFaults(faults)
    return _build(code.sheet, tools.sheet, {audience: talk.sheet for audience, (talk, _) in talks.items()})


def _counts(code: Placed[LadderCodeSheet], tools: Placed[ToolsSheet]) -> Iterator[Fault]:
    """As many sections, ladders and tools as the published code has."""
    expected = code.sheet.expected
    if expected is None or not (code.document.whole and tools.document.whole):
        return
    found = {
        "sections": len(code.sheet.sections),
        "ladders": sum(len(section.ladders) for section in code.sheet.sections),
        "tools": len(tools.sheet.tools),
    }
    for name, number in found.items():
        wanted = getattr(expected, name)
        if number != wanted:
            mend = f"Add or remove some, or correct 'expected: {{{name}: {wanted}}}'."
            yield code.fault("P502", f"There are {number} {name}, the code has {wanted}.", mend, "expected", name)


def _ladders(code: Placed[LadderCodeSheet], standards: Collection[str] | None) -> Iterator[Fault]:
    """Ladders that do not have five statements, or name what there is not."""
    for section in code.each(code.sheet.sections, "sections"):
        if section.sheet.id and not section.sheet.id.startswith(f"{code.sheet.id}."):
            yield section.fault("P205", f"The id '{section.sheet.id}' does not fit its code.", "Write pfp.1.", "id")
        for ladder in section.each(section.sheet.ladders, "ladders"):
            yield from _ladder(ladder, section.sheet.id, standards)


def _ladder(ladder: Placed[LadderSheet], section: str, standards: Collection[str] | None) -> Iterator[Fault]:
    sheet = ladder.sheet
    if sheet.id and not (sheet.id.startswith(f"{section}.") and _SLUG.fullmatch(sheet.id.removeprefix(f"{section}."))):
        yield ladder.fault("P205", f"The id '{sheet.id}' does not fit its place.", f"Write '{section}.1'.", "id")
    if sheet.statements and len(sheet.statements) != STEPS:
        message = f"There are {len(sheet.statements)} statements."
        yield ladder.fault("P404", message, f"Write {STEPS}, from the first step to the best.", "statements")
    for number, statement in enumerate(sheet.statements):
        if not statement and not ladder.is_bad("statements", number):
            yield ladder.fault("P201", "A statement is empty.", "Write it.", "statements", number)
    for number, standard in enumerate(sheet.speaks):
        if standards is not None and standard not in standards:
            message = f"The standard '{standard}' does not exist."
            yield ladder.fault("P301", message, "Use an id of the other code, such as duq.1.good.1.", "speaks", number)


def _tools(code: Placed[LadderCodeSheet], tools: Placed[ToolsSheet]) -> Iterator[Fault]:
    """Tools that name a ladder that there is not."""
    known = {ladder.id for section in code.sheet.sections for ladder in section.ladders}
    for tool in tools.each(tools.sheet.tools, "tools") if code.document.whole else ():
        for number, place in enumerate(tool.sheet.beside):
            if place not in BESIDE:
                message = f"'{place}' cannot stand here."
                yield tool.fault("P108", message, f"Use {' or '.join(BESIDE)}.", "beside", number)
        for number, ladder in enumerate(tool.sheet.ladders):
            if ladder not in known:
                yield tool.fault("P301", f"The ladder '{ladder}' does not exist.", "Use an id from code.yaml.",
                                 "ladders", number)  # fmt: skip


def _build(code: LadderCodeSheet, tools: ToolsSheet, talks: dict[Audience, TalkSheet]) -> LadderCode:
    sheets = [(section, ladder) for section in code.sections for ladder in section.ladders]
    pack = Pack(
        id=code.id,
        name=code.name,
        version=code.version,
        language=code.language,
        publisher=code.publisher,
        source=code.source,
        record_kinds=(),
        areas=tuple(Area(section.id, section.name, section.name) for section in code.sections),
        standards=(),
        reflections=(),
        cross_walks=(),
        prompts=tuple(_prompt(section.id, sheet, who, code.say) for who in RATERS for section, sheet in sheets),
        frames={audience: frame(talk, ScaleSheet()) for audience, talk in talks.items()},
    )
    return LadderCode(
        pack,
        tuple(
            Ladder(one.id, section.name, one.name, one.ask, tuple(one.statements), tuple(one.speaks))
            for section, one in sheets
        ),
        tuple(
            Tool(one.id, one.name, one.does, one.helps, tuple(one.beside), tuple(one.ladders)) for one in tools.tools
        ),
    )


def _prompt(section: str, sheet: LadderSheet, audience: Audience, say: str) -> Prompt:
    """A ladder as a question. It gives no evidence on a standard: what staff say of themselves is their own word."""
    choices = tuple(Choice(str(step), statement, "") for step, statement in enumerate(sheet.statements, start=1))
    question = Question(
        id=prompt_id(sheet.id, audience),
        kind="ladder",
        ask=sheet.ask,
        about=About.FACT,
        picture=sheet.picture,
        alt=sheet.alt,
        text=(f"{sheet.name}.", say),
        choices=choices,
    )
    return Prompt(question, audience, section, Reading((), About.FACT), ())
