"""The three steps: choose a file, see what each row would become, add."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.action_import import Fate, Planned, Target, keep, likely_plan, planned
from asking.action_import_names import names_from
from asking.names_to_ask import Named
from bot.staff import naming
from bot.staff.action_import.carrying import MOST_PARTS, PART, NotOurs, brought, carried
from bot.staff.action_import.plain import COLUMNS, NOTHING, Line, lines
from bot.staff.actions.who import unknown
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import PROVIDER, Visit
from evidence.action_tables.columns import key
from evidence.action_tables.model import Field, Grid, Table
from evidence.action_tables.read import understood
from evidence.action_tables.rows import grid
from store import access_log, plans, services
from store.plans import Plan
from store.services import Service
from store.tx import Tx

LONGEST_NAME = 120
LONGEST_PASTE = 40_000
MOST_CHOICES = 30
MOST_TAKEN = 40


@dataclass(frozen=True, slots=True)
class Preview:
    """What the page shows.

    Attributes:
        plan: Of the register that the actions would go to; None for a new one.
        chosen: Somebody chose it: it is not looked for again.
    """

    frame: Frame
    houses: tuple[Service, ...]
    plans: tuple[Plan, ...]
    plan: Plan | None
    service_id: int
    fates: tuple[Planned, ...]
    chosen: bool


async def show(desk: Desk, visit: Visit) -> Response:
    """Choose a file, or paste a table."""
    return await _choose(desk, visit, {})


async def look(desk: Desk, visit: Visit) -> Response:
    """What each row would become. Rows that came back with the form are read again, with the columns chosen."""
    rows = _posted(visit)
    if rows is None:
        pasted = visit.field("pasted", LONGEST_PASTE)
        # In a thread: a large file takes seconds, and people are answering meanwhile.
        rows = await to_thread(grid, await visit.file("file") or pasted.encode())
    table = await to_thread(understood, rows, _chosen(visit))
    if not table.rows:
        return await _choose(desk, visit, {"file": " ".join(f"{one.why} {one.mend}" for one in table.faults)})
    return await _preview(desk, visit, rows, table)


async def add(desk: Desk, visit: Visit) -> Response:
    """Add what is new, and change what was ticked."""
    rows = _posted(visit)
    if rows is None:
        raise HTTPException(400)
    table = await to_thread(understood, rows, _chosen(visit))
    name, taken = visit.field("name", LONGEST_NAME), _taken(visit)
    wanted = await desk.database.read(lambda tx: _target(tx, visit, table))
    if wanted is None:
        raise HTTPException(404)
    if not table.actions or not (wanted.plan_id or name):
        wrong = {"name": "Give the plan a name."} if table.actions else {}
        return await _preview(desk, visit, rows, table, wrong)

    def write(tx: Tx) -> str | tuple[Named, ...]:
        subject, named = names_from(tx, table, wanted, take=taken)
        if named and naming.looked_at(tx, desk, visit, subject, named):
            return named
        kept = keep(tx, table, wanted, take=taken, at=desk.now(), by=visit.member.id)
        did = f"added {kept.added} actions from a file, changed {kept.changed}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        told = f"plan={kept.plan_id}&added={kept.added}&same={kept.same}&changed={kept.changed}&left={kept.left}"
        return f"/staff/actions/import?done=yes&{told}"

    came = await desk.database.write(write)
    if not isinstance(came, str):
        return await _preview(desk, visit, rows, table, naming.not_ticked(visit, came), named=came)
    return RedirectResponse(came, status_code=303)


async def _choose(desk: Desk, visit: Visit, wrong: Mapping[str, str]) -> Response:
    done = {name: visit.choice(name) for name in ("plan", "added", "same", "changed", "left")}
    finished = done if visit.request.query_params.get("done") == "yes" else None

    def read(tx: Tx) -> tuple[Frame, int]:
        return frame(tx, visit.member), len(unknown(tx, visit, done["plan"])) if finished else 0

    around, leads = await desk.database.read(read)
    return page(
        "action_import/choose.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        wrong=wrong,
        typed={"pasted": visit.field("pasted", LONGEST_PASTE)},
        longest=LONGEST_PASTE,
        done=finished,
        unknown=leads,
    )


async def _preview(
    desk: Desk,
    visit: Visit,
    rows: Grid,
    table: Table,
    wrong: Mapping[str, str] | None = None,
    *,
    named: tuple[Named, ...] = (),
) -> Response:
    found = await desk.database.read(lambda tx: _found(tx, visit, table))
    parts = carried(rows)
    if not parts:
        return await _choose(desk, visit, {"file": "It holds too much text for one page. Split it into two."})
    counts = {fate.value: sum(one.fate is fate for one in found.fates) for fate in Fate}
    made: list[Line] = lines(table, found.fates)
    return page(
        "action_import/preview.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=found.frame,
        found=found,
        table=table,
        columns=[(f"column-{place}", one) for place, one in enumerate(table.columns[:MOST_CHOICES])],
        meanings=COLUMNS,
        counts=counts,
        lines=made,
        changed=[one for one in found.fates if one.fate is Fate.CHANGED],
        most=MOST_TAKEN,
        parts=parts,
        taken=_taken(visit) if named else set(),
        names=naming.lines(named),
        typed={"name": visit.field("name", LONGEST_NAME) or table.title[:LONGEST_NAME], **naming.typed(visit, named)},
        wrong=wrong or {},
    )


def _found(tx: Tx, visit: Visit, table: Table) -> Preview:
    houses = tuple(one for one in services.all(tx) if visit.sees(one.id))
    target = _target(tx, visit, table)
    if target is None:
        raise HTTPException(404)
    its_plans = tuple(one for one in plans.all(tx) if visit.sees(one.service_id) and one.closed_at is None)
    plan = next((one for one in its_plans if one.id == target.plan_id), None)
    service_id = plan.service_id if plan else target.service_id
    fates = planned(tx, table, target.plan_id)
    return Preview(frame(tx, visit.member), houses, its_plans, plan, service_id, fates, _is_chosen(visit))


def _target(tx: Tx, visit: Visit, table: Table) -> Target | None:
    """Where it goes: what was chosen, or else the plan of any service that holds most of it; None where not theirs."""
    asked, plan_id = visit.field("service"), visit.posted_number("plan")
    service_id = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len("1" * 10) else _usual(tx, visit)
    plan = plans.get(tx, plan_id) if plan_id else None
    if not visit.sees(service_id) or (plan_id and (plan is None or not visit.sees(plan.service_id))):
        return None
    if not plan_id and not _is_chosen(visit):
        seen = [one for one in plans.all(tx) if visit.sees(one.service_id)]
        plan_id = likely_plan(tx, table, sorted(seen, key=lambda one: one.service_id != service_id))
    has_outcomes = any(one.meant in (Field.PROGRESS, Field.OUTCOME) for one in table.columns)
    return Target(plan_id, visit.field("name", LONGEST_NAME), service_id, "dudley" if has_outcomes else "stockton")


def _is_chosen(visit: Visit) -> bool:
    """Whether somebody chose another plan than the one that was found by itself, now or on a page before."""
    return visit.field("chosen") == "yes" or visit.field("plan") != visit.field("offered")


def _usual(tx: Tx, visit: Visit) -> int:
    """The whole provider, or the first of somebody's services."""
    return PROVIDER if visit.sees(PROVIDER) else next(one.id for one in services.all(tx) if visit.sees(one.id))


def _posted(visit: Visit) -> Grid | None:
    """The rows that came back; None for a new file."""
    packed = "".join(visit.field(f"rows-{number}", PART) for number in range(MOST_PARTS))
    try:
        return brought(packed) if packed else None
    except NotOurs as error:
        raise HTTPException(400) from error


def _chosen(visit: Visit) -> dict[str, Field | None]:
    """What somebody said that each column is about; what was left alone is found by its title."""
    found: dict[str, Field | None] = {}
    for number in range(MOST_CHOICES):
        title, said = visit.field(f"title-{number}", 200), visit.field(f"column-{number}")
        if title and said in {NOTHING, *COLUMNS}:
            found[key(title)] = None if said == NOTHING else Field(said)
    return found


def _taken(visit: Visit) -> set[int]:
    """Actions for which the file's words are wanted."""
    said = visit.form.getlist("take") if visit.form is not None else []
    return {
        int(one)
        for one in said
        if isinstance(one, str) and one.isascii() and one.isdigit() and len(one) < len("1" * 15)
    }
