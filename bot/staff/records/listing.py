"""The list of records, with filters; and what has to be taken out of what was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.record_search import MOST, looked_for, matching
from asking.records import WRITERS, kinds, may_see
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.records.plain import NAMING, NOT_ASKED, SAYS, WHOLE, houses, kind_name, statements
from store import access_log, members, record_uses, records
from store.record_uses import Use
from store.records import Record
from store.tx import Tx

PER_PAGE = 30
YEAR = timedelta(days=365)
EARLIEST = date(1990, 1, 1)
FILTERS = ("find", "area", "kind", "service", "since", "until", "who", "page")
NARROWS = ("find", "area", "kind", "service", "who")
"""What the list is narrowed by beside its days."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record as the list shows it.

    Attributes:
        shows: Such as `Good: 2`.
        yes: How far the person's yes goes; '' where it is about no one person.
    """

    record: Record
    kind: str
    place: str
    shows: tuple[str, ...]
    yes: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the list shows, and what it can be narrowed to.

    Attributes:
        cut: There are more of this time than are looked through.
    """

    frame: Frame
    lines: list[Line]
    pages: int
    number: int
    total: int
    cut: bool
    services: list[tuple[str, str]]
    authors: list[tuple[str, str]]
    uses: list[tuple[Use, str]]


async def show(desk: Desk, visit: Visit) -> Response:
    """Those of the last twelve months, unless others are asked for. That somebody opened them is written down."""
    asked = _asked(visit)

    def note(tx: Tx) -> None:
        access_log.add(tx, at=desk.now(), who=visit.who, did="opened the records")

    await desk.database.write(note)  # opening many records would keep other writers waiting
    found = await desk.database.read(lambda tx: _found(tx, desk, visit, asked))
    standard = statements(desk.pack)
    values: dict[str, Any] = {"typed": asked, "wrong": {}, "found": found}
    return page(
        "records/list.html",
        visit=visit,
        frame=found.frame,
        areas=[("", "All areas"), *((area.id, area.name) for area in desk.pack.areas)],
        kinds=[("", "All kinds"), *((one.id, one.name) for one in kinds(desk.pack))],
        standard=standard.get(asked["area"], "") if asked["area"] not in {one.id for one in desk.pack.areas} else "",
        address=lambda number: f"/staff/records?{urlencode({**asked, 'page': number})}",
        adds=visit.role in WRITERS,
        narrowed=any(asked[name] for name in NARROWS),
        without=lambda *names: f"/staff/records?{urlencode({k: v for k, v in asked.items() if k not in names})}",
        earliest=EARLIEST.isoformat(),
        most=MOST,
        done=visit.request.query_params.get("done", ""),
        **values,
    )


async def taken_out(desk: Desk, visit: Visit) -> Response:
    """A manager has taken it out of what was published."""
    use_id = visit.number("use")

    def write(tx: Tx) -> None:
        found = record_uses.get(tx, use_id)
        if found and record_uses.done(tx, use_id, who=visit.who, at=desk.now()):
            did = f"took record {found.record_id} out of {found.place}"
            access_log.add(tx, at=desk.now(), who=visit.who, did=did)

    await desk.database.write(write)
    return RedirectResponse("/staff/records?done=taken-out", status_code=303)


def _asked(visit: Visit) -> dict[str, str]:
    asked = {name: visit.request.query_params.get(name, "")[:100] for name in FILTERS}
    since, until = _day(asked["since"], visit.today - YEAR), _day(asked["until"], visit.today)
    return asked | {"since": min(since, until).isoformat(), "until": max(since, until).isoformat()}


def _day(text: str, instead: date) -> date:
    try:
        return max(EARLIEST, date.fromisoformat(text))
    except ValueError:
        return instead


def _found(tx: Tx, desk: Desk, visit: Visit, asked: dict[str, str]) -> Found:
    looked = records.newest(tx, asked["since"], asked["until"], MOST + 1)
    theirs = [one for one in looked[:MOST] if may_see(visit.member, one)]
    here = matching((one for one in theirs if _fits(one, asked)), looked_for(asked["find"]))
    if asked["page"] and not (asked["page"].isascii() and asked["page"].isdigit() and len(asked["page"]) < 7):  # noqa: PLR2004 - digits
        raise HTTPException(404)
    pages = max(1, -(-len(here) // PER_PAGE))
    number = min(max(1, int(asked["page"] or 1)), pages)
    places = {0: WHOLE} | {one.id: one.name for one in houses(tx, visit)}
    wrote = {one.made_by for one in theirs}
    return Found(
        frame=frame(tx, visit.member),
        lines=[_line(desk, one, places) for one in here[(number - 1) * PER_PAGE : number * PER_PAGE]],
        pages=pages,
        number=number,
        total=len(here),
        cut=len(looked) > MOST,
        services=[("", "All"), *((str(place), name) for place, name in places.items() if visit.sees(place))],
        authors=[("", "Everyone"), *((str(one.id), one.name) for one in members.all(tx) if one.id in wrote)],
        uses=_to_take_out(tx, visit) if visit.manages else [],
    )


def _fits(one: Record, asked: dict[str, str]) -> bool:
    return (
        (not asked["kind"] or one.kind == asked["kind"])
        and (not asked["service"] or str(one.service_id) == asked["service"])
        and (not asked["who"] or str(one.made_by) == asked["who"])
        and (not asked["area"] or any(f"{shows.standard}.".startswith(f"{asked['area']}.") for shows in one.shows))
    )


def _line(desk: Desk, one: Record, places: dict[int, str]) -> Line:
    counts = {says: sum(shows.says == says for shows in one.shows) for says in SAYS}
    return Line(
        one,
        kind_name(desk.pack, one.kind),
        places.get(one.service_id, ""),
        tuple(f"{SAYS[says]}: {number}" for says, number in counts.items() if number),
        "" if one.person_id is None else NAMING[one.naming] if one.asked_on else NOT_ASKED,
    )


def _to_take_out(tx: Tx, visit: Visit) -> list[tuple[Use, str]]:
    """Where something has to be taken out, and the title of what; '' where it is gone, or not for this reader."""
    found = [(one, records.get(tx, one.record_id)) for one in record_uses.to_take_out(tx) if visit.sees(one.service_id)]
    return [(use, one.title if one and may_see(visit.member, one) else "") for use, one in found]
