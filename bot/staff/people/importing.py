"""Adding many people from a file: the file, what each row would do, and only then the people.

The rows come back with the form: nothing is kept on the way, and they are checked anew before anybody is added.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.errors import SheetRefused
from asking.people_import import Fate, Planned, add_all, planned
from asking.people_sheet import COLUMNS, MOST_ROWS, Row, read, template_csv, template_xlsx
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.people.plain import AUDIENCES
from store import access_log, services
from store.services import Service
from store.tx import Tx

PART = 20
"""Rows in one field of the form: forms have few fields, and each may not be long."""
LONGEST_PART = 40_000
MOST_PARTS = -(-MOST_ROWS // PART)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Preview:
    """What the page shows."""

    frame: Frame
    houses: tuple[Service, ...]
    plan: tuple[Planned, ...]
    unknown: tuple[str, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """Choose a file."""
    return await _choose(desk, visit, {})


async def template(desk: Desk, visit: Visit) -> Response:
    """A file to fill in."""
    houses = await desk.database.read(lambda tx: _houses(tx, visit))
    name = houses[0].name if houses else ""
    is_xlsx = visit.request.url.path.endswith(".xlsx")
    return Response(
        template_xlsx(name) if is_xlsx else template_csv(name),
        media_type=XLSX if is_xlsx else "text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="people.{"xlsx" if is_xlsx else "csv"}"'},
    )


async def look(desk: Desk, visit: Visit) -> Response:
    """What each row would do. Rows that came back with the form are looked at again."""
    try:
        rows = _posted(visit) or read(await visit.file("file"))
    except SheetRefused as refused:
        return await _choose(desk, visit, {"file": f"{refused} {refused.mend}"})
    return await _preview(desk, visit, rows)


async def add(desk: Desk, visit: Visit) -> Response:
    """Add those that are new."""
    rows = _posted(visit)
    if not rows:
        raise HTTPException(400)

    def write(tx: Tx) -> int:
        plan = planned(tx, rows, houses=_houses(tx, visit), languages=desk.languages, instead=_instead(visit))
        made = add_all(tx, plan, at=desk.now())
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"added {len(made)} people from a file")
        return len(made)

    number = await desk.database.write(write)
    return RedirectResponse(f"/staff/people?done=many&number={number}", status_code=303)


async def _choose(desk: Desk, visit: Visit, wrong: Mapping[str, str]) -> Response:
    around = await desk.database.read(lambda tx: frame(tx, visit.member))
    status = 400 if wrong else 200
    return page("people/import.html", status=status, visit=visit, frame=around, wrong=wrong, typed={}, columns=COLUMNS)


async def _preview(desk: Desk, visit: Visit, rows: tuple[Row, ...]) -> Response:
    instead = _instead(visit)

    def write(tx: Tx) -> Preview:
        access_log.add(tx, at=desk.now(), who=visit.who, did="compared a file with the names of people")
        houses = _houses(tx, visit)
        plan = planned(tx, rows, houses=houses, languages=desk.languages, instead=instead)
        known = {one.name.casefold() for one in houses}
        unknown = {row.cells["service"].casefold() for row in rows if row.cells["service"]} - known
        return Preview(frame(tx, visit.member), houses, plan, tuple(sorted(unknown)))

    found = await desk.database.write(write)
    packed = [[row.number, [row.cells[name] for name in COLUMNS], row.wrong] for row in rows]
    return page(
        "people/import_preview.html",
        visit=visit,
        frame=found.frame,
        found=found,
        names={one.id: one.name for one in found.houses},
        audiences=AUDIENCES,
        counts={fate.value: sum(one.fate is fate for one in found.plan) for fate in Fate},
        parts=[json.dumps(packed[start : start + PART], ensure_ascii=False) for start in range(0, len(packed), PART)],
        instead=instead,
        typed={},
        wrong={},
    )


def _houses(tx: Tx, visit: Visit) -> tuple[Service, ...]:
    return tuple(one for one in services.all(tx) if visit.sees(one.id))


def _posted(visit: Visit) -> tuple[Row, ...]:
    """The rows that came back; none for a new file."""
    rows: list[Row] = []
    for number in range(MOST_PARTS):
        part = visit.field(f"rows-{number}", LONGEST_PART)
        if not part:
            break
        try:
            rows += [
                Row(int(line), dict(zip(COLUMNS, map(str, cells), strict=True)), str(wrong))
                for line, cells, wrong in json.loads(part)
            ]
        except (ValueError, TypeError) as error:
            raise HTTPException(400) from error
    return tuple(rows)


def _instead(visit: Visit) -> dict[str, int]:
    """Which service is meant by names that nobody knows; only those of the visitor's own."""
    found: dict[str, int] = {}
    for number in range(10):
        written, meant = visit.field(f"written-{number}", 200), visit.posted_number(f"meant-{number}")
        if written and meant and visit.sees(meant):
            found[written.casefold()] = meant
    return found
