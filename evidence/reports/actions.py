"""The report on actions: which plans are in it, for whom, and in which layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evidence.changes import Came, came_of
from evidence.reports import action_chart, action_codebook, action_register
from evidence.reports.action_layouts import Entry, OnePlan, blocks
from evidence.reports.action_worked import Worked
from evidence.reports.document import Block, Meaning, Report, table_of
from evidence.reports.evidence_words import day
from evidence.reports.kinds import Asked, Reader, ReportKind
from evidence.reports.published_people import as_published
from store import action_notes, actions, plans, services, settings
from store.action import Action
from store.plans import Plan
from store.tx import Tx

STOCKTON, DUDLEY, REGISTER, CODEBOOK = "stockton", "dudley", "register", "codebook"


def make(tx: Tx, asked: Asked) -> Report | None:
    """The actions of a plan, or of every open one; None where there are none."""
    came = came_of(tx, asked.reader.services)
    found = [one for plan in _plans(tx, asked) if (one := _opened(tx, plan, asked, came)).entries]
    if not found:
        return None
    layout = asked.layout or (found[0].plan.layout if len(found) == 1 else "") or STOCKTON
    name = found[0].plan.name if len(found) == 1 else "Action plans"
    made = Report(
        name="actions",
        title=name,
        blocks=tuple(_blocks(tx, asked, found, layout)),
        made_on=asked.today.isoformat(),
        about=tuple(_about(tx, asked, found)),
        wide=layout in {DUDLEY, REGISTER} or (layout == STOCKTON and any(one.has_worked for one in found)),
        codebook=_codebook(found, asked.reader) if layout == REGISTER else (),
    )
    return replace(made, name=CODEBOOK, title="What the columns of the register mean") if layout == CODEBOOK else made


def _codebook(found: Sequence[OnePlan], reader: Reader) -> tuple[Meaning, ...]:
    titles = () if reader.public else action_register.kept_titles(found)
    return (*action_codebook.CODEBOOK, *(action_codebook.of_file(action_register.column_of(one)) for one in titles))


def _about(tx: Tx, asked: Asked, found: Sequence[OnePlan]) -> Iterator[str]:
    provider = settings.get(tx, "provider")
    if provider:
        yield provider
    service = services.get(tx, asked.service_id) if asked.service_id else None
    if service:
        yield service.name
    if len(found) == 1 and (closed := _closed(found[0].plan)):
        yield closed
    if len(found) == 1:
        yield action_chart.says(found[0], asked)
    yield day(asked.today.isoformat())


def _blocks(tx: Tx, asked: Asked, found: Sequence[OnePlan], layout: str) -> Iterator[Block]:
    if layout == CODEBOOK:
        yield table_of(action_codebook.CODEBOOK)
        return
    yield from action_chart.blocks(found, asked)
    if layout == REGISTER:
        weighed = [each.action for one in found for each in one.entries if _weighs(asked.reader, each.action)]
        yield from action_register.blocks(tx, asked, found, weighed, came_of(tx, asked.reader.services))
    else:
        yield from blocks(found, asked.reader, wide=layout == DUDLEY)


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
    found = list(as_published(tx, found, asked.reader))
    worked = Worked(tx, asked, [one for one in found if _weighs(asked.reader, one)], came)
    return OnePlan(plan, plans.parts(tx, plan.id), tuple(_entry(tx, one, asked.reader, worked) for one in found))


def _entry(tx: Tx, action: Action, reader: Reader, worked: Worked) -> Entry:
    """Notes are written for colleagues: what is published does without."""
    notes = () if reader.public else action_notes.of(tx, action.id)
    lines = worked.lines(action) if _weighs(reader, action) else ()
    return Entry(action, tuple(one for one in reversed(notes) if one.words), lines)


ACTIONS = ReportKind(
    name="actions",
    title="Actions",
    says="What we are going to do, who leads, by when, and what will show that it helped.",
    make=make,
    layouts=(STOCKTON, DUDLEY, REGISTER, CODEBOOK),
    by_service=True,
    several=True,
    numbers=_numbers,
    which="Plan",
    ready=_is_ready,
)
