"""Placeholders: names that a pack leaves open. Are they known, and do they stand where they are filled in?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.faults import Fault
from dialogs.pack_checks_words import everything
from dialogs.pack_draft import Draft
from dialogs.pack_parts import PLACEHOLDERS
from dialogs.pack_schema import ClosingSheet, InformationSheet, PromptSheet, Sheet
from dialogs.pack_yaml import Path

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_FILLED = (InformationSheet, ClosingSheet, PromptSheet)
_LINES = ("ask", "again", "label", "alt", "easy_name")


def placeholders(draft: Draft) -> Iterator[Fault]:
    """Curly brackets that are no placeholder, and placeholders that nobody fills in.

    Only the `text` of screens of information, of questions and of the closing is filled in. The words of consent are
    kept as they stand here, and what is asked, tapped or described must be the same for everyone.
    """
    for placed in everything(draft):
        for path, line in _lines(placed.sheet):
            is_filled = path[0] == "text" and isinstance(placed.sheet, _FILLED)
            for found in _BRACES.findall(line):
                if found not in PLACEHOLDERS:
                    mend = f"Use {', '.join(PLACEHOLDERS)}, or no curly brackets."
                    yield placed.fault("P209", f"'{found}' is not a placeholder.", mend, *path)
                elif not is_filled:
                    mend = "Use it under 'text:' of opening, before_questions, closing or a question."
                    yield placed.fault("P210", f"'{found}' is not filled in here.", mend, *path)


def _lines(sheet: Sheet) -> Iterator[tuple[Path, str]]:
    """What people see or hear of a sheet itself, line by line."""
    for number, line in enumerate(getattr(sheet, "text", ())):
        yield ("text", number), line
    for key in _LINES:
        line = getattr(sheet, key, "")
        if isinstance(line, str):  # an area's 'ask' is a list of its own sheets
            yield (key,), line
