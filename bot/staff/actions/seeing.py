"""Saying that something expected was seen, with the record that shows it: one that is there, or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.record_search import LONGEST, looked_for, matching
from asking.record_search import MOST as MOST_LOOKED
from asking.records import WRITERS, kinds, may_see
from bot.staff.actions.one import page_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import PROVIDER, Visit
from bot.staff.plain import day
from store import access_log, actions, records
from store.action import Action, Expected
from store.errors import StoreError
from store.records import Record
from store.tx import Tx

MOST = 20
"""Records in the list: with more, somebody looks for it by its words."""
YEAR = timedelta(days=365)
WRONG_DAY = "Enter the day on which it was seen: today or earlier."


@dataclass(frozen=True, slots=True)
class Offered:
    """What the page shows.

    Attributes:
        found: The newest of the records that fit, as value and label.
        left: How many more there are.
        narrowed: Only those on what the action is about.
    """

    frame: Frame
    action: Action
    line: Expected
    found: list[tuple[str, str]]
    left: int
    narrowed: bool


async def choose(desk: Desk, visit: Visit) -> Response:
    """The records that may show it, newest first."""
    return await _page(desk, visit, visit.choice("place"), visit.choice("record"))


async def see(desk: Desk, visit: Visit) -> Response:
    """Note the day on which something that was expected was seen, or take that back."""
    number, place, on = visit.number("action"), visit.posted_number("place"), visit.field("day")
    back, chooses, record = visit.field("do") == "back", visit.field("do") == "choose", visit.posted_number("record")
    if not back and not _is_day(on, visit.today):
        if chooses:
            return await _page(desk, visit, place, record, {"day": WRONG_DAY})
        return await page_of(desk, visit, {f"day-{place}": WRONG_DAY})

    def write(tx: Tx) -> bool:
        shows = None if back else _record(tx, visit, number, record)
        if record and not back and shows is None:
            return False
        actions.see(tx, number, place, seen_on=None if back else on, record_id=shows, at=desk.now())
        return True

    try:
        kept = await desk.database.write(write)
    except StoreError:
        return await page_of(desk, visit, {"words": "This line has changed. Look again."})
    if not kept:
        return await _page(desk, visit, place, 0, {"record": "Choose a record from the list."})
    return RedirectResponse(f"/staff/actions/{number}?done={'back' if back else 'seen'}", status_code=303)


def _record(tx: Tx, visit: Visit, action_id: int, record_id: int) -> int | None:
    """The record that was chosen, where they may see it and it is about where the action is done."""
    found, action = records.get(tx, record_id) if record_id else None, actions.get(tx, action_id)
    return found.id if found and action and _fits(visit, action, found) else None


async def _page(desk: Desk, visit: Visit, place: int, record: int, wrong: dict[str, str] | None = None) -> Response:
    query = visit.request.query_params
    find, everything = query.get("find", "")[:LONGEST], query.get("all", "") == "yes"

    def note(tx: Tx) -> None:
        access_log.add(tx, at=desk.now(), who=visit.who, did="opened the records")

    await desk.database.write(note)  # opening many records would keep other writers waiting
    offered = await desk.database.read(
        lambda tx: _offered(tx, desk, visit, place, record, find=find, everything=everything)
    )
    typed: dict[str, Any] = {
        "find": find,
        "record": record or "",
        "day": visit.field("day") if wrong else offered.line.seen_on or visit.today.isoformat(),
    }
    standards = offered.action.said.standards
    return page(
        "actions/seen.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=offered.frame,
        offered=offered,
        place=place,
        typed=typed,
        wrong=wrong or {},
        writes=visit.role in WRITERS,
        about=standards[0] if standards else "",
        areas={area.id for area in desk.pack.areas},
    )


def _offered(tx: Tx, desk: Desk, visit: Visit, place: int, record: int, *, find: str, everything: bool) -> Offered:
    action = actions.get(tx, visit.number("action"))
    if action is None or not 0 <= place < len(action.said.expected):
        raise HTTPException(404)
    since = min((visit.today - YEAR).isoformat(), action.made_at[:10])
    newest = records.newest(tx, since, visit.today.isoformat(), MOST_LOOKED)
    theirs = [one for one in newest if _fits(visit, action, one)]
    areas = {desk.pack.area_of.get(one, one) for one in action.said.standards}
    here = [one for one in theirs if everything or not areas or _on(one, areas)]
    fits = matching(here, looked_for(find))
    chosen = [one for one in theirs if one.id == record]
    shown = [*chosen, *(one for one in fits if one.id != record)]
    names = {one.id: one.name for one in kinds(desk.pack)}
    return Offered(
        frame(tx, visit.member),
        action,
        action.said.expected[place],
        [
            (str(one.id), f"{one.title}, {names.get(one.kind, one.kind)}, {day(one.happened_on)}")
            for one in shown[:MOST]
        ],
        max(0, len(shown) - MOST),
        len(here) < len(theirs),
    )


def _fits(visit: Visit, action: Action, record: Record) -> bool:
    where = action.said.service_id
    return may_see(visit.member, record) and (where == PROVIDER or record.service_id in {PROVIDER, where})


def _on(record: Record, areas: set[str]) -> bool:
    return any(f"{shows.standard}.".startswith(f"{area}.") for shows in record.shows for area in areas)


def _is_day(typed: str, today: date) -> bool:
    try:
        return date.fromisoformat(typed) <= today
    except ValueError:
        return False
