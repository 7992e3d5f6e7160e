"""Reads the mappings between codes from their folder. Either all are whole, or `PackFaults` tells every fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from dialogs.crosswalks import Crossing, Meeting
from dialogs.faults import Fault, PackFaults
from dialogs.pack import builtin_folder
from dialogs.pack_checks_words import missing_in, twice_in
from dialogs.pack_draft import Folder, read_folder
from dialogs.pack_fit import Placed, fit, walk
from dialogs.pack_ladders_schema import CrossWalkFile

FOLDER: Final = "crosswalks"
_KNOWN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yaml")


@cache
def builtin_crosswalks() -> tuple[Crossing, ...]:
    """Those that come with the program. They are read once."""
    return load_crosswalks(builtin_folder(FOLDER))


def load_crosswalks(folder: Folder, parts: Collection[str] | None = None) -> tuple[Crossing, ...]:
    """Read and check every mapping of a folder, in the order of its files' names.

    Args:
        folder: Where the files are.
        parts: Ids that a mapping may name; None to take any.

    Raises:
        PackFaults: Something is wrong; it holds every fault with file, line and a way to mend it.
    """
    documents, faults = read_folder(folder, _KNOWN, "Use small letters, such as duq-cqc.yaml.")
    read = [fit(CrossWalkFile, documents[name]) for name in sorted(documents)]
    faults += [fault for _, found in read for fault in found]
    for placed in (one for one, _ in read if one.document.whole):
        inside = list(walk(placed))
        faults += [*missing_in(inside), *twice_in(inside), *_parts(placed, parts)]
    if faults:
        raise PackFaults(faults)
    return tuple(_made(placed.sheet) for placed, _ in read)


def _parts(placed: Placed[CrossWalkFile], known: Collection[str] | None) -> Iterator[Fault]:
    """Parts that stand in no code."""
    for item in placed.each(placed.sheet.items, "items"):
        for number, part in enumerate(item.sheet.parts):
            if known is not None and part not in known:
                mend = "Use the id of an area or a section, such as duq.1."
                yield item.fault("P301", f"The part '{part}' does not exist.", mend, "parts", number)


def _made(sheet: CrossWalkFile) -> Crossing:
    return Crossing(
        sheet.id,
        sheet.code,
        sheet.version,
        sheet.name,
        sheet.source,
        "ours" if sheet.whose == "ours" else "source",
        sheet.note,
        tuple(Meeting(item.id, item.name, tuple(item.parts)) for item in sheet.items),
    )
