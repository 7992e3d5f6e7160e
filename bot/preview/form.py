"""The form of one verdict: what was typed, and what is still missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from starlette.datastructures import FormData

from bot.http.forms import text_field
from bot.preview.verdicts import is_day
from dialogs.pack_schema import TriedSheet

Verdict = Literal["", "keep", "change", "leave_out"]
LONGEST_NAME = 100
LONGEST = 1000
READ = 20_000
"""What is read of a field, so that too long a text comes back to be shortened, instead of being lost."""

_WORDS = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed. Names are those of the fields."""

    by: str = ""
    on: str = ""
    understood: str = ""
    verdict: str = ""
    note: str = ""
    words: str = ""

    def mistakes(self, today: date) -> Mapping[str, str]:
        """What is wrong, by the field that it is wrong in, in the order of the page."""
        said = {
            "understood": _text(self.understood, "Write what people took the question to mean."),
            "verdict": "" if self.verdict in get_args(Verdict)[1:] else "Choose what the group says.",
            "note": self._note(),
            "by": _text(self.by, "Write the name of the group.", LONGEST_NAME),
            "on": self._day(today),
        }
        return {name: wrong for name, wrong in said.items() if wrong}

    def sheet(self, prompt_id: str) -> TriedSheet:
        """The verdict as it is written down. Only for what has no mistakes."""
        return TriedSheet(
            prompt=prompt_id,
            by=" ".join(self.by.split()),
            on=self.on,
            verdict=cast("Verdict", self.verdict),
            understood=self.understood,
            note=self.note,
            words=self.words,
        )

    def _note(self) -> str:
        if self.verdict == "change" and not self.note:
            return "Write what the group wants to change."
        return _text(self.note) if self.note else ""

    def _day(self, today: date) -> str:
        if not is_day(self.on):
            return "Write the day of the meeting."
        return "" if date.fromisoformat(self.on) <= today else "This day is still to come."


def typed(form: FormData) -> Typed:
    """What a form holds.

    Raises:
        HTTPException: 400 for what our own page cannot send.
    """
    fields = {name: text_field(form, name, READ) for name in ("by", "on", "understood", "verdict", "note", "words")}
    words = fields.pop("words")
    return Typed(**fields, words=words if _WORDS.fullmatch(words) else "")


def _text(text: str, missing: str = "", longest: int = LONGEST) -> str:
    if not text:
        return missing
    return f"Write at most {longest} letters." if len(text) > longest else ""
