"""The register as rows that can be counted: one row an action, its status and its days in cells of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.model import Audience
from evidence.action_evidence import Readings, known, told
from evidence.action_tables import ours
from evidence.action_tables.columns import key
from evidence.changes import Came
from evidence.detailed_plan import MORE, fields
from evidence.register import Slips, Verdict, first_due, is_overdue, is_still, slips, unseen_days
from evidence.reports.action_codebook import BETTER, MIXED, NO, STATUS, WORKED, YES
from evidence.reports.action_layouts import OnePlan, names
from evidence.reports.document import Block, Cell, Column, Heading, Line, Row, Table, cell, paragraph
from evidence.reports.kept_columns import kept
from evidence.reports.kinds import Asked
from store import action_moves, action_notes, services
from store.action import Action, Status
from store.plans import Part, Plan
from store.tx import Tx

COLUMNS = (
    Column("Id", 2, numeric=True, data=True),
    Column("Plan", 4, data=True),
    Column("Plan closed", 2, data=True),
    Column("Part no", 2, data=True),
    Column("Part", 6, data=True),
    Column("No", 3),
    Column("Action", 9),
    Column("Outcome for people", 7, data=True),
    Column("Service", 5),
    Column("Status", 4),
    Column("Timescale", 4, data=True),
    Column("First day", 6),
    Column("Last day", 6),
    Column("Overdue", 5),
    Column("Not moving", 4, data=True),
    Column("Put off", 3, numeric=True, data=True),
    Column("First promised", 5, data=True),
    Column("Who leads", 6),
    Column("Others who must know", 5, data=True),
    Column("Expected", 5, numeric=True),
    Column("Seen", 4, numeric=True),
    Column("Belongs with", 3, data=True),
    Column("Did it work?", 4),
    Column("Did it get better?", 5, data=True),
    Column("Opened", 5, data=True),
    Column("Done on", 5, data=True),
    Column("Last moved", 5, data=True),
    *(Column(label, 6, data=True) for label in MORE.values()),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows need beside the plans.

    Attributes:
        houses: Id of a service → its name.
        worked: Id of an action → what became of it, as a code.
        better: Id of an action → what those say who were told of it, as a code.
        slips: Id of an action → how often its last day was put off, for staff.
    """

    asked: Asked
    houses: Mapping[int, str]
    worked: Mapping[int, str]
    better: Mapping[int, str]
    slips: Mapping[int, Slips]


def blocks(
    tx: Tx, asked: Asked, found: Sequence[OnePlan], weighed: Sequence[Action], came: Mapping[int, Sequence[Came]]
) -> Iterator[Block]:
    """One table, of all plans.

    Args:
        tx: A read transaction.
        asked: For whom, and of which day.
        found: The plans.
        weighed: The actions of which the reader may know what people say.
        came: Id of an action → the changes that people were told of, as far as the reader may see them.
    """
    mine = {one.id for one in weighed}
    better = {number: _better(asked, every) for number, every in came.items() if number in mine}
    houses = {one.id: one.name for one in services.ever(tx)}
    worked, slipped = dict[int, str](), dict[int, Slips]()
    if not asked.reader.public:
        days = action_moves.days(tx)
        worked = dict(_worked(tx, asked, weighed))
        slipped = {each.action.id: slips(days.get(each.action.id, ())) for one in found for each in one.entries}
    here = Known(asked, houses, worked, better, slipped)
    titles = () if asked.reader.public else kept_titles(found)
    rows = tuple(row for one in found for row in rows_of(one, here, titles))
    columns = tuple(replace(one, data=False) if one.title == "Plan" and len(found) > 1 else one for one in COLUMNS)
    yield Table("Register of actions", (*columns, *(Column(column_of(title), 4) for title in titles)), rows)
    if not asked.reader.public:
        yield from _planned(found)


def _planned(found: Sequence[OnePlan]) -> Iterator[Block]:
    """On paper, where there is no room for ten more columns: the detailed plans under the table."""
    every = [(each.action, tuple(fields(each.action))) for one in found for each in one.entries]
    if any(planned for _, planned in every):
        yield Heading("Detailed plans")
    for action, planned in every:
        if planned:
            told_ = (f"{label}: {line}" for label, text in planned for line in text.splitlines())
            name = f"{action.said.number} {action.said.what}".strip()
            yield paragraph(Line(name, f"/staff/actions/{action.id}", bold=True), *told_)


def _worked(tx: Tx, asked: Asked, weighed: Iterable[Action]) -> Iterator[tuple[int, str]]:
    """What people supported say since, of those that are done: one word for all that an action is about."""
    done = [one for one in weighed if one.status is Status.DONE and known(asked.pack, one.said.standards)]
    if not done:
        return
    readings = Readings(tx, asked.pack, (name for one in done for name in known(asked.pack, one.said.standards)))
    for one in done:
        every = told(readings, one, action_notes.basis(tx, one.id))
        yield one.id, verdict(each.works.verdict for each in every if each.source is Audience.PERSON)


def verdict(found: Iterable[Verdict]) -> str:
    """One code for several: what moved says more than what did not, and that more than what nobody can tell."""
    every = set(found)
    if {Verdict.BETTER, Verdict.WORSE} <= every:
        return MIXED
    order = (Verdict.BETTER, Verdict.WORSE, Verdict.SAME, Verdict.UNKNOWN)
    return next((WORKED[one] for one in order if one in every), WORKED[Verdict.UNKNOWN])


def _better(asked: Asked, every: Sequence[Came]) -> str:
    """Of the newest change of which it may be told."""
    may = [BETTER[one.better.words] for one in every if one.better.words and (one.public or not asked.reader.public)]
    return may[-1] if may else ""


def kept_titles(found: Iterable[OnePlan]) -> tuple[str, ...]:
    """The titles of the columns of files that were kept with the actions, each once.

    Nobody looked through what stands in them, so that they are not in what is published.
    """
    return tuple(dict.fromkeys(title for one in found for each in one.entries for title in kept(each.action.said)))


def column_of(title: str) -> str:
    """How a kept column is called: not as a column of the register."""
    return f"{title}{ours.FROM_FILE}" if key(title) in {key(one.title) for one in COLUMNS} else title


def rows_of(one: OnePlan, here: Known, kept_too: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of one plan, part by part, with what was kept from a file behind."""
    parts = {part.id: part for part in one.parts}
    for place in (*one.parts, None):
        for entry in one.of(place):
            cells = _cells(entry.action, one.plan, parts.get(entry.action.said.part_id or 0), here)
            more = kept(entry.action.said)
            yield Row((*cells, *(cell(*more.get(title, "").splitlines()) for title in kept_too)))


def _cells(one: Action, plan: Plan, part: Part | None, here: Known) -> Iterator[Cell]:
    said, reader = one.said, here.asked.reader
    link = "" if reader.public else f"/staff/actions/{one.id}"
    yield _number(one.id)
    yield from map(cell, (plan.name, _yes(bool(plan.closed_at))))
    yield from map(cell, (part.number if part else "", part.title if part else ""))
    yield cell(Line(said.number, link))
    yield cell(Line(said.what, "" if said.number else link))
    yield from map(cell, (said.outcome, here.houses.get(said.service_id, "All services"), STATUS[said.status]))
    yield cell(said.timescale)
    yield from map(_day, (said.starts_on, said.due_on))
    yield from (cell(_yes(known_by(one, plan, here.asked.today))) for known_by in (is_late, _is_still))
    yield from _slipped(here.slips.get(one.id))
    yield from map(cell, ("; ".join(names(said.leads, reader)), "; ".join(names(said.knows, reader))))
    yield from (_number(len(said.expected)), _number(sum(each.seen_on is not None for each in said.expected)))
    yield cell("; ".join(said.refers_to))
    yield cell(Line(here.worked.get(one.id, ""), f"{link}#worked" if link else ""))
    yield cell(here.better.get(one.id, ""))
    yield from map(_day, (one.made_at, one.done_at, one.moved_at))
    yield from (cell("" if reader.public else said.more.get(name, "")) for name in MORE)


def _slipped(found: Slips | None) -> Iterator[Cell]:
    """How often, and the day that it had at first where it was."""
    yield _number(found.times) if found else Cell()
    yield _day(found.first if found and found.times else None)


def is_late(one: Action, plan: Plan, today: date) -> bool:
    """Whether it should have been done by now; in a plan that is closed nothing should."""
    due = first_due(one.said.due_on, unseen_days(one.said.expected))
    return not plan.closed_at and is_overdue(one.status, due, today)


def _is_still(one: Action, plan: Plan, today: date) -> bool:
    still = is_still(one.status, moved_at=one.moved_at, starts_on=one.said.starts_on, today=today)
    return still and not plan.closed_at


def _yes(is_so: bool) -> str:
    return YES if is_so else NO


def _number(value: int) -> Cell:
    return cell(Line(str(value), value=value, unit="number"))


def _day(moment: str | None) -> Cell:
    return cell(Line(moment[:10] if moment else "", unit="day"))
