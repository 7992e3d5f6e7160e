"""A plan in the layouts of two councils: a table for each area, or one wide table with its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.action_tables import ours, references
from evidence.action_tables.model import TimeKind
from evidence.action_tables.timescales import understood
from evidence.detailed_plan import fields
from evidence.plan_order import in_order
from evidence.reports.document import Block, Cell, Column, Heading, Line, NewPage, Row, Table, cell
from evidence.reports.evidence_words import day
from evidence.reports.kinds import Reader
from evidence.reports.published_people import STAFF
from store.action import Action, Expected, Someone, Status
from store.action_notes import Note
from store.plans import Part, Plan

AREA_COLUMNS = (
    Column("How we do it: the action", 7),
    Column("Evidence that we expect", 6),
    Column("Timescale", 4),
    Column("Lead", 4),
)
WIDE_COLUMNS = (Column("No", 3), Column("Key action", 10), Column("Who is responsible", 7), Column("Timescale", 6),
                Column("Progress", 10), Column("Outcome for people", 8))  # fmt: skip
EXPECTED_COLUMN = Column("Evidence that we expect", 8)
WORKED_COLUMN = Column(ours.WORKED, 7)
WIDE_WORKED_COLUMN = Column(ours.WORKED, 12)
TOLD_BY_TIME = {Status.DONE: TimeKind.DONE, Status.IN_PROGRESS: TimeKind.ONGOING}
"""Where the timescale says itself how far it is, such as 'Completed', it is not said again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action with its notes, the oldest first, and what people say of it since."""

    action: Action
    notes: tuple[Note, ...]
    worked: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class OnePlan:
    """A plan with what a reader may see of it."""

    plan: Plan
    parts: tuple[Part, ...]
    entries: tuple[Entry, ...]

    def of(self, part: Part | None) -> tuple[Entry, ...]:
        """The actions under one part, or (None) under none, by number."""
        known = {one.id for one in self.parts}
        wanted = part.id if part else None
        found = (
            one
            for one in self.entries
            if (one.action.said.part_id if one.action.said.part_id in known else None) == wanted
        )
        return tuple(in_order(found, lambda one: one.action.said.number))

    @property
    def has_worked(self) -> bool:
        """Whether anything is known of how it worked: else no column asks for it."""
        return any(one.worked for one in self.entries)


def blocks(found: Sequence[OnePlan], reader: Reader, *, wide: bool) -> Iterator[Block]:
    """Each plan, on a page of its own where there are several.

    Args:
        found: The plans.
        reader: Who reads it.
        wide: One wide table for each, with progress and outcomes; else a table for each area.
    """
    for place, one in enumerate(found):
        if len(found) > 1:
            if place:
                yield NewPage()
            yield Heading(one.plan.name)
        yield from _wide(one, reader) if wide else _areas(one, reader)


def _areas(one: OnePlan, reader: Reader) -> Iterator[Block]:
    """A table for each area, also where nothing stands under it: a file of tables alone has every area.

    Where there is one only, a row names its area: a CSV of one table has no caption.
    """
    columns = (*AREA_COLUMNS, WORKED_COLUMN) if one.has_worked else AREA_COLUMNS
    rest = tuple(_area_row(entry, reader, worked=one.has_worked) for entry in one.of(None))
    group = ""
    for part in one.parts:
        if part.group != group:
            group = part.group
            yield Heading(group)
        name = f"Area {part.number} – {part.title}" if part.number else part.title
        rows = tuple(_area_row(entry, reader, worked=one.has_worked) for entry in one.of(part))
        rows = rows or (Row((Cell((Line(ours.NONE),)),), spanning=True),)
        if len(one.parts) == 1 and not rest:
            yield Table(one.plan.name, columns, (_spanning(name), *rows))
        else:
            yield Table(name, columns, rows)
    if rest:
        yield Table("Further actions" if one.parts else one.plan.name, columns, rest)


def _area_row(entry: Entry, reader: Reader, *, worked: bool) -> Row:
    said = entry.action.said
    numbered = f"{said.number}. {said.what}" if said.number else said.what
    cells = (
        cell(*_texts(numbered, _link(entry, reader)), *_below(entry, reader), *_notes(entry.notes)),
        _expected(entry.action),
        _when(entry.action),
        cell(*names(said.leads, reader)),
    )
    return Row((*cells, cell(*entry.worked)) if worked else cells)


def _wide(one: OnePlan, reader: Reader) -> Iterator[Block]:
    """One table, with the groups and recommendations as rows over its whole width."""
    expects = any(entry.action.said.expected for entry in one.entries)
    columns = (
        *WIDE_COLUMNS,
        *((EXPECTED_COLUMN,) if expects else ()),
        *((WIDE_WORKED_COLUMN,) if one.has_worked else ()),
    )
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
        cell(*_texts(said.what), *_below(entry, reader)),
        cell(*names(said.leads, reader)),
        _when(entry.action),
        cell(*_notes(entry.notes)),
        cell(*_texts(said.outcome)),
    )
    expected = (_expected(entry.action),) if expects else ()
    return Row((*cells, *expected, *((cell(*entry.worked),) if worked else ())))


def _texts(text: str, link: str = "") -> Iterator[Line]:
    for place, line in enumerate(text.splitlines()):
        yield Line(line, link=link if place == 0 else "")


def _link(entry: Entry, reader: Reader) -> str:
    return "" if reader.public else f"/staff/actions/{entry.action.id}"


def _below(entry: Entry, reader: Reader) -> Iterator[Line]:
    """Under the action: who must know of it, what it points to and does not name itself, and its detailed plan.

    A detailed plan is for colleagues: what is published does without.
    """
    said = entry.action.said
    knows = names(said.knows, reader)
    if knows:
        yield Line(f"{ours.MUST_KNOW} {'; '.join(knows)}")
    named = {
        *references.refers_to(said.what),
        *(each for one in entry.notes for each in references.refers_to(one.words)),
    }
    refers = [one for one in said.refers_to if one not in named]
    if refers:
        yield Line(f"{ours.BELONGS_WITH} {', '.join(refers)}")
    planned = () if reader.public else fields(entry.action)
    yield from (Line(line) for label, text in planned for line in ours.detailed(label, text))


def _notes(notes: Sequence[Note]) -> Iterator[Line]:
    """Each with its day and who wrote it."""
    for one in notes:
        yield Line(ours.noted(day(one.at[:10]), one.by), bold=True)
        yield from _texts(one.words)


def names(people: Sequence[Someone], reader: Reader) -> tuple[str, ...]:
    """Each once; no colleague is published by name, nor (`as_published`) by words that hold their name."""
    return tuple(dict.fromkeys(STAFF if reader.public and one.member_id else one.words for one in people))


def _expected(action: Action) -> Cell:
    """Each thing expected, with the day of its own by which it is to be seen, and the day on which it was seen."""
    return cell(*(line for one in action.said.expected for line in _proof(one, action.said.timescale)))


def _proof(one: Expected, timescale: str) -> Iterator[Line]:
    yield Line(one.text, bullet=True)
    by = one.timescale or (day(one.due_on) if one.due_on else "")
    if by and by != timescale:
        yield Line(f"{ours.TO_BE_SEEN} {' '.join(by.split())}")
    if one.seen_on:
        yield Line(ours.seen(day(one.seen_on)))


def _when(action: Action) -> Cell:
    """By when, and how far it is, where such tables say so: under the timescale, unless that says it itself.

    Where its last day was put off, or set beside words that say none, the day stands there too.
    """
    times, status = _times(action), action.said.status
    said = [understood(one) for one in times]
    told = TOLD_BY_TIME.get(status) in {one.kind for one in said}
    due_on = action.said.due_on
    differs = due_on and status.open and due_on not in {one.due_on for one in said}
    last_day = f"{ours.LAST_DAY} {day(due_on)}" if due_on and differs else ""
    return cell(*times, last_day, Line("" if told else ours.STATUS.get(status, ""), bold=True))


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
