"""The report on actions, in the layouts of two councils: a table for each area, or one wide table with its headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.action_tables.model import TimeKind
from evidence.action_tables.ours import STATUS, WORKED
from evidence.action_tables.timescales import understood
from evidence.changes import Came, came_of
from evidence.reports.action_worked import Worked
from evidence.reports.document import Block, Cell, Column, Heading, Line, NewPage, Report, Row, Table, cell, paragraph
from evidence.reports.evidence_words import day
from evidence.reports.kinds import Asked, Reader, ReportKind
from store import action_notes, actions, plans, services, settings
from store.action import Action, Expected, Someone, Status
from store.plans import Part, Plan
from store.tx import Tx

STOCKTON, DUDLEY = "stockton", "dudley"
AREA_COLUMNS = (
    Column("How we do it: the action", 7),
    Column("Evidence that we expect", 6),
    Column("Timescale", 4),
    Column("Lead", 4),
)
WIDE_COLUMNS = (Column("No", 1), Column("Key action", 5), Column("Who is responsible", 3), Column("Timescale", 3),
                Column("Progress", 5), Column("Outcome for people", 4))  # fmt: skip
EXPECTED_COLUMN = Column("Evidence that we expect", 4)
WORKED_COLUMN = Column(WORKED, 5)
TOLD_BY_TIME = {Status.DONE: TimeKind.DONE, Status.IN_PROGRESS: TimeKind.ONGOING}
"""Where the timescale says itself how far it is, such as 'Completed', it is not said again."""
STAFF = "Our staff"
"""In what is published, in place of the name of somebody who works here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action with its notes, the oldest first, and what people say of it since."""

    action: Action
    notes: tuple[str, ...]
    worked: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class OnePlan:
    """A plan with what a reader may see of it."""

    plan: Plan
    parts: tuple[Part, ...]
    entries: tuple[Entry, ...]

    def of(self, part: Part | None) -> tuple[Entry, ...]:
        """The actions under one part, or (None) under none."""
        known = {one.id for one in self.parts}
        wanted = part.id if part else None
        return tuple(
            one
            for one in self.entries
            if (one.action.said.part_id if one.action.said.part_id in known else None) == wanted
        )

    @property
    def has_worked(self) -> bool:
        """Whether anything is known of how it worked: else no column asks for it."""
        return any(one.worked for one in self.entries)


def make(tx: Tx, asked: Asked) -> Report | None:
    """The actions of a plan, or of every open one; None where there are none."""
    came = came_of(tx, asked.reader.services)
    found = [one for plan in _plans(tx, asked) if (one := _opened(tx, plan, asked, came)).entries]
    if not found:
        return None
    layout = asked.layout or (found[0].plan.layout if len(found) == 1 else "") or STOCKTON
    service = services.get(tx, asked.service_id) if asked.service_id else None
    about = (
        settings.get(tx, "provider") or "",
        service.name if service else "",
        _closed(found[0].plan) if len(found) == 1 else "",
        day(asked.today.isoformat()),
    )
    return Report(
        name="actions",
        title=found[0].plan.name if len(found) == 1 else "Action plans",
        blocks=tuple(_blocks(found, asked.reader, wide=layout == DUDLEY)),
        made_on=asked.today.isoformat(),
        about=tuple(one for one in about if one),
        wide=layout == DUDLEY,
    )


def _plans(tx: Tx, asked: Asked) -> list[Plan]:
    """Those that were asked for and that the reader may see: all open ones, the oldest first, or one."""
    if asked.number:
        return [one for one in _seen(tx, asked) if one.id == asked.number]
    return [one for one in reversed(_seen(tx, asked)) if one.closed_at is None]


def _seen(tx: Tx, asked: Asked) -> list[Plan]:
    """Every plan that the reader may see, open ones first."""
    return [one for one in plans.all(tx) if _may(asked.reader, one.service_id)]


def _numbers(tx: Tx, asked: Asked) -> tuple[tuple[int, str], ...]:
    """What can be chosen: all open plans at once, where there are several, and each plan; closed ones say so."""
    every = [(one.id, f"{one.name} (closed)" if one.closed_at else one.name, one) for one in _seen(tx, asked)]
    several = sum(one.closed_at is None for _, _, one in every) > 1
    return (*(((0, "All open plans"),) if several else ()), *((number, name) for number, name, _ in every))


def _is_ready(tx: Tx, asked: Asked) -> bool:
    """Whether any plan, open or closed, has an action that the reader may see."""
    mine = {one.id for one in _seen(tx, asked)}
    return any(one.said.plan_id in mine and _may(asked.reader, one.said.service_id) for one in actions.all(tx))


def _may(reader: Reader, service_id: int) -> bool:
    """What is for the whole provider concerns every reader, as on the pages."""
    return reader.services is None or not service_id or service_id in reader.services


def _weighs(reader: Reader, one: Action) -> bool:
    """Whether what people say about it may be told: of the services that the reader sees, or what anybody may read."""
    return reader.public or reader.services is None or one.said.service_id in reader.services


def _closed(plan: Plan) -> str:
    return f"This plan was closed on {day(plan.closed_at[:10])}." if plan.closed_at else ""


def _opened(tx: Tx, plan: Plan, asked: Asked, came: Mapping[int, tuple[Came, ...]]) -> OnePlan:
    found = [one for one in actions.of_plan(tx, plan.id) if _may(asked.reader, one.said.service_id)]
    if asked.service_id:
        found = [one for one in found if one.said.service_id == asked.service_id]
    worked = Worked(tx, asked, [one for one in found if _weighs(asked.reader, one)], came)
    return OnePlan(plan, plans.parts(tx, plan.id), tuple(_entry(tx, one, asked.reader, worked) for one in found))


def _entry(tx: Tx, action: Action, reader: Reader, worked: Worked) -> Entry:
    """Notes are written for colleagues: what is published does without."""
    notes = () if reader.public else action_notes.of(tx, action.id)
    lines = worked.lines(action) if _weighs(reader, action) else ()
    return Entry(action, tuple(one.words for one in reversed(notes) if one.words), lines)


def _blocks(found: Sequence[OnePlan], reader: Reader, *, wide: bool) -> Iterator[Block]:
    for place, one in enumerate(found):
        if len(found) > 1:
            if place:
                yield NewPage()
            yield Heading(one.plan.name)
        yield from _wide(one, reader) if wide else _areas(one, reader)


def _areas(one: OnePlan, reader: Reader) -> Iterator[Block]:
    """A table for each area. Where there is one only, a row names its area: a CSV of one table has no caption."""
    used = [part for part in one.parts if one.of(part)]
    columns = (*AREA_COLUMNS, WORKED_COLUMN) if one.has_worked else AREA_COLUMNS
    rest = tuple(_area_row(entry, reader, worked=one.has_worked) for entry in one.of(None))
    group = ""
    for part in one.parts:
        if part.group != group:
            group = part.group
            yield Heading(group)
        name = f"Area {part.number} – {part.title}" if part.number else part.title
        rows = tuple(_area_row(entry, reader, worked=one.has_worked) for entry in one.of(part))
        if not rows:
            yield paragraph(f"{name}: no actions.")
        elif len(used) == 1 and not rest:
            yield Table(one.plan.name, columns, (_spanning(name), *rows))
        else:
            yield Table(name, columns, rows)
    if rest:
        yield Table("Further actions" if used else one.plan.name, columns, rest)


def _area_row(entry: Entry, reader: Reader, *, worked: bool) -> Row:
    said = entry.action.said
    numbered = f"{said.number}. {said.what}" if said.number else said.what
    cells = (
        _texts(numbered, _link(entry, reader)),
        cell(*(one.text for one in said.expected)),
        _when(entry.action),
        cell(*_leads(said.leads, reader)),
    )
    return Row((*cells, cell(*entry.worked)) if worked else cells)


def _wide(one: OnePlan, reader: Reader) -> Iterator[Block]:
    """One table, with the groups and recommendations as rows over its whole width."""
    expects = any(entry.action.said.expected for entry in one.entries)
    columns = (*WIDE_COLUMNS, *((EXPECTED_COLUMN,) if expects else ()), *((WORKED_COLUMN,) if one.has_worked else ()))
    rows = [_wide_row(entry, reader, expects=expects, worked=one.has_worked) for entry in one.of(None)]
    group = ""
    for part in one.parts:
        if part.group != group:
            group = part.group
            rows.append(_spanning(group))
        rows.append(_spanning(f"{part.number}. {part.title}" if part.number else part.title))
        rows += [_wide_row(entry, reader, expects=expects, worked=one.has_worked) for entry in one.of(part)]
    yield Table(one.plan.name, columns, tuple(rows))


def _spanning(text: str) -> Row:
    return Row((Cell((Line(text, bold=True),), header=True),), spanning=True)


def _wide_row(entry: Entry, reader: Reader, *, expects: bool, worked: bool) -> Row:
    said = entry.action.said
    cells = (
        cell(Line(said.number, link=_link(entry, reader))),
        _texts(said.what),
        cell(*_leads(said.leads, reader)),
        _when(entry.action),
        _texts("\n".join(entry.notes)),
        _texts(said.outcome),
    )
    expected = (cell(*(one.text for one in said.expected)),) if expects else ()
    return Row((*cells, *expected, *((cell(*entry.worked),) if worked else ())))


def _texts(text: str, link: str = "") -> Cell:
    lines = text.splitlines()
    return cell(*(Line(line, link=link if place == 0 else "") for place, line in enumerate(lines)))


def _link(entry: Entry, reader: Reader) -> str:
    return "" if reader.public else f"/staff/actions/{entry.action.id}"


def _leads(leads: Sequence[Someone], reader: Reader) -> tuple[str, ...]:
    """Each once; no name of somebody who works here is published."""
    return tuple(dict.fromkeys(STAFF if reader.public and one.member_id else one.name for one in leads))


def _when(action: Action) -> Cell:
    """By when, and how far it is, where such tables say so: under the timescale, unless that says it itself."""
    times, status = _times(action), action.said.status
    told = TOLD_BY_TIME.get(status) in {understood(one).kind for one in times}
    return cell(*times, Line("" if told else STATUS.get(status, ""), bold=True))


def _times(action: Action) -> list[str]:
    """The timescale as it was said: for each piece of evidence, where each has its own."""
    said = action.said
    each = [one.timescale for one in said.expected]
    if len(set(each)) > 1 and all(each) and not any("\n" in one for one in each):
        return each
    if said.timescale:
        return said.timescale.splitlines()
    if said.due_on:
        return [day(said.due_on)]
    if said.starts_on:
        return [f"Begin {day(said.starts_on)}"]
    return _of_expected(said.expected)


def _of_expected(expected: Sequence[Expected]) -> list[str]:
    return list(dict.fromkeys(one.timescale for one in expected if one.timescale))


ACTIONS = ReportKind(
    name="actions",
    title="Actions",
    says="What we are going to do, who leads, by when, and what will show that it helped.",
    make=make,
    layouts=(STOCKTON, DUDLEY),
    by_service=True,
    several=True,
    numbers=_numbers,
    which="Plan",
    ready=_is_ready,
)
