"""What will show that an action is done, as the form says it: a line keeps what was seen when its words are mended."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.http.body import FORM_BYTES
from bot.staff.guard import Visit
from store.action import Expected, NewAction

BLANK = 2
MOST = 100
FIELDS = 500
"""That many fields the form has room for: three for each line, and all others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form.

    Attributes:
        was: Which of the lines it was when the form was opened: others may have come and gone since.
    """

    text: str = ""
    due_on: str = ""
    was: str = ""


def posted(visit: Visit) -> list[Line]:
    """The lines that were sent, without those that are empty."""
    there = visit.form if visit.form is not None else ()
    found = [_posted(visit, place) for place in range(FIELDS) if f"expected-{place}" in there]
    return [one for one in found if one.text]


def of_action(said: NewAction) -> list[Line]:
    """The lines that the form of an action begins with."""
    return [Line(one.text, one.due_on or "", _key(one)) for one in said.expected]


def made(lines: Sequence[Line], before: Sequence[Expected]) -> tuple[Expected, ...]:
    """What is expected now. When it was seen, its record and its own words for when go with the line."""
    left = list(before)
    return tuple(_made(one, left) for one in lines)


def mistakes(lines: Sequence[Line], longest: int, is_day: Callable[[str], bool]) -> dict[str, str]:
    """What is wrong with them, under the first of them."""
    long = [one for one in lines if len(one.text) > longest and _digest(one.text) != one.was.split("/")[0]]
    if len(lines) > MOST:
        return {"expected-0": f"Keep to {MOST} things that will show it."}
    if long:
        return {"expected-0": too_long(long[0].text, longest)}
    if any(one.due_on and not is_day(one.due_on) for one in lines):
        return {"expected-0": "Enter the days as dates, or leave them empty."}
    return {}


def too_long(text: str, longest: int) -> str:
    """What to say of it."""
    return f"Use {longest:,} letters or fewer. These are {len(text):,}."


def _posted(visit: Visit, place: int) -> Line:
    text = visit.field(f"expected-{place}", FORM_BYTES).strip()
    return Line(text, visit.field(f"expected-due-{place}"), visit.field(f"expected-was-{place}"))


def _made(line: Line, left: list[Expected]) -> Expected:
    """One line; what it was is taken from `left`, so that of two that are alike each is taken once."""
    same = (
        [one for one in left if line.was == _key(one)]
        or [one for one in left if line.was.startswith(_begin(one))]
        or [one for one in left if _is(one, line)]
    )
    if not same:
        return Expected(line.text, due_on=line.due_on or None)
    left.remove(same[0])
    text = same[0].text if _digest(same[0].text) == _digest(line.text) else line.text
    return replace(same[0], text=text, due_on=line.due_on or None)


def _is(one: Expected, line: Line) -> bool:
    return (_digest(one.text), one.due_on or "") == (_digest(line.text), line.due_on)


def _key(one: Expected) -> str:
    return f"{_begin(one)}{one.seen_on or ''}"


def _begin(one: Expected) -> str:
    """The same while only somebody sees it."""
    return f"{_digest(one.text)}/{one.due_on or ''}/"


def _digest(text: str) -> str:
    """The same for words that differ in line ends only, which a field of one line cannot hold."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]
