"""What is made of rows once they are joined: actions with days, leads and references, and what should be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.action_tables import leads, ours, references, statuses
from evidence.action_tables.columns import Columns, key, untitled
from evidence.action_tables.model import (
    ColumnSeen,
    Evidence,
    Fault,
    Field,
    GridRow,
    TableAction,
    TablePart,
    TimeKind,
    Timescale,
)
from evidence.action_tables.sketch import Sketch
from evidence.action_tables.timescales import understood

LONGEST_EXAMPLE = 80


def action(one: Sketch, parts: Sequence[TablePart]) -> TableAction:
    """An action of what its rows gave."""
    progress = one.text(Field.PROGRESS)
    own = {one.number, ""}
    found = dict.fromkeys((*references.refers_to(one.what), *references.refers_to(progress), *one.refers_to))
    return TableAction(
        number=one.number,
        what=one.what,
        rows=tuple(one.rows),
        place=one.place,
        outcome=one.text(Field.OUTCOME),
        expected=tuple(expected(one.pairs)),
        timescale=_moved(understood(one.text(Field.TIMESCALE)), one.last_day),
        leads=leads.leads(one.text(Field.LEAD)),
        progress=progress,
        refers_to=tuple(number for number in found if number not in own),
        only_refers=references.only_refers(one.what),
        part=one.part if one.part < len(parts) else -1,
        more=one.more,
        status=one.status or statuses.how_far(one.text(Field.STATUS)),
        knows=one.knows,
    )


def _moved(said: Timescale, last_day: str) -> Timescale:
    """A timescale with the day that our own layouts tell beside it, which nobody need look at."""
    kind = TimeKind.BY if said.kind is TimeKind.BEGINS else said.kind
    return replace(said, kind=kind, due_on=last_day, check="") if last_day else said


def expected(pairs: Iterable[tuple[str, str]]) -> Iterable[Evidence]:
    """Each thing expected, with its own time where each has one."""
    for text, time in pairs:
        lines, times = ours.proofs(text), time.splitlines()
        if not lines:
            continue
        printed_by_us = any(one.by or one.seen_on for one in lines)
        if len(lines) == len(times):
            yield from (_evidence(line, its) for line, its in zip(lines, times, strict=True))
        elif len(times) <= 1 or printed_by_us:
            yield from (_evidence(line, time) for line in lines)
        else:
            yield Evidence(text, understood(time))


def _evidence(one: ours.Proof, time: str) -> Evidence:
    """With its own time before that of the row."""
    return Evidence(one.text, understood(one.by or time), one.seen_on or None)


def finished(parts: Sequence[TablePart], groups: Sequence[str], title: str) -> tuple[tuple[TablePart, ...], str]:
    """The parts, and the title of the whole: what stands over everything is a title and not a group."""
    used = list(dict.fromkeys(one.group for one in parts if one.group))
    if len(used) == 1 and groups and used[0] == title:
        return tuple(TablePart(one.number, one.title) for one in parts), title
    return tuple(parts), title


def titled_columns(seen: Sequence[Columns], rows: Sequence[GridRow]) -> tuple[ColumnSeen, ...]:
    """Every column that was met, once by its title, with an example of what stands in it."""
    found: dict[str, ColumnSeen] = {}
    for one in seen:
        places = sorted(one.titles) or range(max((len(row.cells) for row in rows), default=0))
        for place in places:
            title = one.titles.get(place, untitled(place))
            if key(title) not in found:
                found[key(title)] = ColumnSeen(
                    title, one.meant.get(place), place in one.unsure, _example(place, title, rows)
                )
    return tuple(found.values())


def _example(place: int, title: str, rows: Sequence[GridRow]) -> str:
    texts = (" ".join(row.cell(place).split()) for row in rows if not row.spanning and len(row.filled) > 1)
    return next((text[:LONGEST_EXAMPLE] for text in texts if text and key(text) != key(title)), "")


def notices(actions: Sequence[TableAction]) -> tuple[Fault, ...]:
    """What was read and should be looked at."""
    return (*_times(actions), *_numbers(actions), *_references(actions))


def _times(actions: Sequence[TableAction]) -> Iterable[Fault]:
    for one in actions:
        time: Timescale = one.timescale
        if time.check:
            yield Fault(one.rows[0], time.said, time.check, "Set the day in the register, if there is one.", one.place)


def _numbers(actions: Sequence[TableAction]) -> Iterable[Fault]:
    seen: set[str] = set()
    for before, one in zip((None, *actions), actions, strict=False):
        if one.number and one.number in seen:
            yield Fault(one.rows[0], f"Number {one.number}", "Another action has the same number.",
                        "Both are kept. Number one of them anew, if that is a mistake.", one.place)  # fmt: skip
        seen.add(one.number)
        skipped = _skipped(before.number if before else "", one.number)
        if skipped:
            yield Fault(one.rows[0], f"Number {one.number}", f"There is no {skipped} before it.",
                        "Look whether a row is missing.", one.place)  # fmt: skip


def _skipped(before: str, number: str) -> str:
    """The number that is left out between two; '' where none is."""
    head, _, tail = number.rpartition(".")
    head_before, _, tail_before = before.rpartition(".")
    if not (tail.isdigit() and tail_before.isdigit()) or head != head_before or int(tail) != int(tail_before) + 2:
        return ""
    return f"{head}.{int(tail) - 1}" if head else str(int(tail) - 1)


def _references(actions: Sequence[TableAction]) -> Iterable[Fault]:
    known = {one.number for one in actions}
    for one in actions:
        for number in one.refers_to:
            if number not in known:
                yield Fault(one.rows[0], f"It refers to {number}", "There is no action of this number.",
                            "It is kept as it stands.", one.place)  # fmt: skip
