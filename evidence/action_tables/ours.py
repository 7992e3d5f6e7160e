"""What our own printed layouts hold beyond a council's table, so that what was printed is read back as it was.

How far an action is stands under its timescale: that is where such tables say 'Completed' and 'Commenced'. Lines under
an action tell who must know of it, what it belongs with, and, where there is no column for it, how it goes. Lines under
each thing expected tell by when, and when it was seen. Each begins with words that no council's table has there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence.action_tables.columns import key
from evidence.action_tables.model import GridRow
from evidence.action_tables.timescales import understood
from evidence.detailed_plan import MORE
from store.action import Status

STATUS = {
    Status.IN_PROGRESS: "Status: under way",
    Status.DONE: "Status: completed",
    Status.NO_LONGER_NEEDED: "Status: no longer needed",
}
"""The line under a timescale; nothing for what has not begun."""
EMPTY = ": no actions."
"""What stood behind the name of an area under which nothing stands."""
NONE = "No actions."
"""The one row in the table of such an area."""
BEFORE = frozenset({"in progress.", "done.", "no longer needed."})
"""The same as it was printed once, as a line of the progress."""
WORKED = "Did it work?"
"""The title of a column that is made anew each time, so that it is never read."""
CHART = "How far the actions are"
"""The title of a chart, which is made of the actions and is none."""
CODEBOOK = "Codebook"
"""The title of the sheet that says what the columns of the register mean."""
FROM_FILE = " (from the file)"
"""Behind the title of a column that was kept from a file, where the register has a column of that title itself."""
MUST_KNOW, BELONGS_WITH, TO_BE_SEEN = "Others who must know:", "Belongs with:", "To be seen by:"
"""What the lines begin with that stand under an action, and under something expected."""
DETAILED = "Detailed plan, "
"""What a line begins with that stands under an action and tells one field of its detailed plan."""
LAST_DAY = "Last day:"
"""What the line under a timescale begins with that tells the register's day, where the words say another one."""
_DAY = r"\d{1,2} \w+ \d{4}"
_LAST_DAY = re.compile(rf"{LAST_DAY} {_DAY}")
_NOTED = re.compile(rf"Noted on {_DAY}(?: by .+)?:")
_SEEN = re.compile(rf"Seen on (?P<day>{_DAY})\.")
_FIELDS = {key(label): name for name, label in MORE.items()}
_SAID = {words.casefold(): status for status, words in STATUS.items()}


def is_ours(title: str) -> bool:
    """Whether a column is one that only we print."""
    return key(title) == key(WORKED)


def apart(timescale: str) -> tuple[str, Status | None, str]:
    """A timescale without our lines, and what they said: how far it is, and its last day; None and '' without them."""
    said, last_day = _last_day(timescale)
    lines = said.splitlines()
    found = [_SAID[one.strip().casefold()] for one in lines if one.strip().casefold() in _SAID]
    if not found:
        return said, None, last_day
    return "\n".join(one for one in lines if one.strip().casefold() not in _SAID), found[-1], last_day


def is_none(row: GridRow) -> bool:
    """Whether a row says that nothing stands under its area."""
    return len(row.filled) == 1 and row.cells[row.filled[0]] == NONE


def _last_day(timescale: str) -> tuple[str, str]:
    """A timescale without our line of the last day, and that day; '' where it is not there."""
    lines = timescale.splitlines()
    found = [one for one in lines if _LAST_DAY.fullmatch(one.strip())]
    said = understood(found[-1].strip().removeprefix(LAST_DAY)).due_on if found else None
    return ("\n".join(one for one in lines if one not in found), said) if said else (timescale, "")


def without_chart(rows: Iterable[GridRow]) -> Iterator[GridRow]:
    """The rows of a file without those of our chart, its title and all of its own sheet, and without the codebook."""
    for row in rows:
        is_title = len(row.filled) == 1 and row.cells[row.filled[0]] == CHART
        if not is_title and row.place not in {CHART, CODEBOOK}:
            yield row


@dataclass(frozen=True, slots=True)
class Below:
    """An action's cell: what is to be done, and what our lines under it say."""

    what: str
    knows: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    progress: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proof:
    """Something expected. `by` is the timescale of its own, `seen_on` the day on which it was seen; '' for none."""

    text: str
    by: str = ""
    seen_on: str = ""


def noted(day: str, by: str) -> str:
    """The line over a note: its day, and who wrote it where that is said."""
    return f"Noted on {day} by {by}:" if by else f"Noted on {day}:"


def seen(day: str) -> str:
    """The line under what somebody saw."""
    return f"Seen on {day}."


def detailed(label: str, text: str) -> Iterator[str]:
    """The lines that tell one field of a detailed plan: each of its own lines with the label before it."""
    yield from (f"{DETAILED}{label}: {line}" for line in text.splitlines() if line.strip())


def titled(title: str) -> str:
    """Under which name a column is kept that means nothing to us: the field of a detailed plan, or its own title."""
    return _FIELDS.get(key(title), title).removesuffix(FROM_FILE)


def below(cell: str) -> Below:
    """An action's cell taken apart; all of it is what is to be done where none of our lines stands in it."""
    what, progress = list[str](), list[str]()
    knows, refers = tuple[str, ...](), tuple[str, ...]()
    into, more = what, dict[str, str]()
    for line in cell.splitlines():
        label, _, text = line.removeprefix(DETAILED).partition(": ")
        if line.startswith(DETAILED) and key(label) in _FIELDS:
            name = _FIELDS[key(label)]
            more[name] = f"{more[name]}\n{text}" if name in more else text
        elif line.startswith(MUST_KNOW):
            knows = tuple(one.strip() for one in line.removeprefix(MUST_KNOW).split(";") if one.strip())
        elif line.startswith(BELONGS_WITH):
            refers = tuple(one.strip() for one in line.removeprefix(BELONGS_WITH).split(",") if one.strip())
        elif _NOTED.fullmatch(line):
            into = progress
        else:
            into.append(line)
    return Below("\n".join(what), knows, refers, "\n".join(progress), more)


def undated(progress: str) -> str:
    """Progress without our lines of who wrote it when."""
    return "\n".join(line for line in progress.splitlines() if not _NOTED.fullmatch(line))


def proofs(cell: str) -> tuple[Proof, ...]:
    """What is expected, a line each, with what our lines under it say."""
    return tuple(_proofs(cell.splitlines()))


def _proofs(lines: list[str]) -> Iterator[Proof]:
    text, by, seen_on = "", "", ""
    for line in lines:
        found = _SEEN.fullmatch(line)
        if text and line.startswith(TO_BE_SEEN):
            by = line.removeprefix(TO_BE_SEEN).strip()
        elif text and found:
            seen_on = understood(found["day"]).due_on or ""
        else:
            if text:
                yield Proof(text, by, seen_on)
            text, by, seen_on = line, "", ""
    if text:
        yield Proof(text, by, seen_on)
