"""What became of each row, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asking.action_differences import HOW_FAR
from asking.action_import import Fate, Planned
from bot.staff.plain import day
from evidence.action_tables.model import Field, ReadRow, RowKind, Table, TableAction, TimeKind, Timescale

NOTHING = "nothing"
COLUMNS = {
    Field.NUMBER.value: "the number",
    Field.ACTION.value: "what is to be done",
    Field.EXPECTED.value: "evidence that is expected",
    Field.TIMESCALE.value: "by when",
    Field.LEAD.value: "who leads",
    Field.PROGRESS.value: "progress",
    Field.OUTCOME.value: "what gets better for people",
    Field.PART.value: "the area or recommendation",
    Field.STATUS.value: "how far it is",
}
LONGEST = 240
TAGS = {
    "new": ("New", "green"),
    "same": ("There already", "grey"),
    "changed": ("Differs", "yellow"),
    RowKind.CONTINUES: ("Goes on", "blue"),
    RowKind.HEADING: ("Heading", "purple"),
    RowKind.TITLES: ("Column titles", "grey"),
    RowKind.FAULT: ("Cannot be read", "red"),
}
WHEN = {
    TimeKind.BY: "By {day}.",
    TimeKind.BEGINS: "Begins by {day}.",
    TimeKind.REVIEW: "Looked at again by {day}.",
    TimeKind.DONE: "Done.",
    TimeKind.ONGOING: "Has begun.",
    TimeKind.UNKNOWN: "No day.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file, as the page shows it. `notes` are what somebody should look at."""

    where: str
    text: str
    tag: str
    colour: str
    says: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def lines(table: Table, fates: Sequence[Planned]) -> list[Line]:
    """Every row of the file, in its order."""
    notes: dict[tuple[str, int], list[str]] = {}
    for one in (*table.faults, *table.notices):
        notes.setdefault((one.place, one.row), []).append(f"{one.why} {one.mend}")
    return [_line(one, table, fates, tuple(notes.get((one.row.place, one.row.number), ()))) for one in table.rows]


def _line(one: ReadRow, table: Table, fates: Sequence[Planned], notes: tuple[str, ...]) -> Line:
    where = f"{one.row.place}, {one.row.number}" if one.row.place else str(one.row.number)
    text = " · ".join(" ".join(one.row.cells[place].split()) for place in one.row.filled)
    if one.kind is not RowKind.ACTION:
        tag, colour = TAGS[one.kind]
        says: tuple[str, ...] = (_goes_on(table.actions[one.action]),) if one.kind is RowKind.CONTINUES else ()
        return Line(where, _short(text), tag, colour, says, notes)
    action, planned = table.actions[one.action], fates[one.action]
    tag, colour = TAGS[planned.fate.value]
    name = f"{action.number} {action.what}".strip()
    says = tuple(
        said
        for said in (_when(action.timescale), _who(action), _how_far(action), _shows(action), *_more(action))
        if said
    )
    if planned.fate is Fate.CHANGED:
        says = (f"In the register, this differs: {', '.join(planned.differs)}.", *says)
    return Line(where, _short(name), tag, colour, says, notes)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _goes_on(action: TableAction) -> str:
    return f"Belongs to {action.number}." if action.number else f"Belongs to “{_short(action.what)[:60]}”."


def _when(time: Timescale) -> str:
    """What was understood, beside what was said."""
    if not time.said:
        return "No timescale."
    understood = WHEN[time.kind].format(day=day(time.due_on) if time.due_on else "")
    if time.kind is TimeKind.ONGOING and time.due_on:
        understood = f"{understood} {WHEN[TimeKind.BY].format(day=day(time.due_on))}"
    if time.kind in (TimeKind.BY, TimeKind.BEGINS, TimeKind.REVIEW) and not time.due_on:
        understood = WHEN[TimeKind.UNKNOWN]
    return f"“{' / '.join(time.said.splitlines())}”: {understood}"


def _who(action: TableAction) -> str:
    return f"Leads: {'; '.join(action.leads)}." if action.leads else "Nobody leads."


def _how_far(action: TableAction) -> str:
    return f"How far it is: {HOW_FAR[action.status]}." if action.status else ""


def _shows(action: TableAction) -> str:
    count = len(action.expected)
    return f"{count} {'thing is' if count == 1 else 'things are'} expected as evidence." if count else ""


def _more(action: TableAction) -> list[str]:
    found = [f"Refers to {', '.join(action.refers_to)}."] if action.refers_to else []
    return found + [f"Kept as “{title}”: {_short(text)}" for title, text in action.more.items()]
