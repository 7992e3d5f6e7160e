"""Placeholders: names that a pack leaves open. Are they known, and do they stand where they are filled in?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.faults import Fault
from dialogs.pack_checks_words import everything
from dialogs.pack_draft import Draft
from dialogs.pack_fit import Placed
from dialogs.pack_parts import PLACEHOLDERS
from dialogs.pack_schema import ClosingSheet, InformationSheet, PromptSheet, Sheet
from dialogs.pack_yaml import Path

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_FILLED = (InformationSheet, ClosingSheet, PromptSheet)
_OF_OBSERVER = "{person}"
_LINES = ("ask", "again", "label", "alt", "easy_name")


def placeholders(draft: Draft) -> Iterator[Fault]:
    """Curly brackets that are no placeholder, and placeholders that nobody fills in.

    Only the `text` of screens of information, of questions and of the closing is filled in. The words of consent are
    kept as they stand here, and what is asked, tapped or described must be the same for everyone. Observers alone are
    asked about someone else by name.
    """
    for placed in everything(draft):
        for path, line in _lines(placed.sheet):
            for found in _BRACES.findall(line):
                is_filled = _is_filled(placed, path, found)
                if found not in PLACEHOLDERS:
                    mend = f"Use {', '.join(PLACEHOLDERS)}, or no curly brackets."
                    yield placed.fault("P209", f"'{found}' is not a placeholder.", mend, *path)
                elif not is_filled:
                    mend = "Use it under 'text:' of opening, before_questions, closing or a question."
                    yield placed.fault("P210", f"'{found}' is not filled in here.", mend, *path)


def _is_filled(placed: Placed[Sheet], path: Path, found: str) -> bool:
    """Whether a placeholder here is filled in."""
    by_observer = placed.document.file == "talk-observer.yaml" or placed.path[:1] == ("observer",)
    if found == _OF_OBSERVER and not by_observer:
        return False
    can_hold = path[0] == "text" or (path[0] == "ask" and found == _OF_OBSERVER)
    return can_hold and isinstance(placed.sheet, _FILLED)


def _lines(sheet: Sheet) -> Iterator[tuple[Path, str]]:
    """What people see or hear of a sheet itself, line by line."""
    for number, line in enumerate(getattr(sheet, "text", ())):
        yield ("text", number), line
    for key in _LINES:
        line = getattr(sheet, key, "")
        if isinstance(line, str):  # an area's 'ask' is a list of its own sheets
            yield (key,), line
