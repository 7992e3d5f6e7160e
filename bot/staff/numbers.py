"""The page behind a number: what it is made of, as far as the visitor may see."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import records as rules
from asking.permissions import READERS
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Door, Visit
from dialogs.model import SOURCES, Audience, Support
from dialogs.pack import Area, Standard
from evidence.cells import ALL, OWN_SUPPORT
from evidence.made_of import MadeOf, Wanted, made_of
from evidence.scope import scope
from store.records import READERS as FOR_READERS
from store.records import Record
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """One result: of an area or a standard, in a round, of one group, in one service or all of them."""
    wanted = _wanted(desk, visit)
    round_id, service_id = visit.choice("round"), visit.choice("service")

    def may_see(record: Record) -> bool:
        return record.seen_by == FOR_READERS and rules.may_see(visit.member, record)

    def read(tx: Tx) -> tuple[Frame, MadeOf | None]:
        found = scope(tx, desk.pack, round_id=round_id, service_id=service_id, only=visit.member.services)
        if found is None or (wanted.support in OWN_SUPPORT and found.service_id):
            return frame(tx, visit.member), None  # in one house, how people answered would tell who
        return frame(tx, visit.member), made_of(tx, found, wanted, may_see=may_see)

    around, made = await desk.database.read(read)
    if made is None:
        raise HTTPException(404)
    return page("number.html", visit=visit, frame=around, made=made, area=_area_of(desk, wanted.place))


def _wanted(desk: Desk, visit: Visit) -> Wanted:
    """What the address asks for; a 404 where there is no such result."""
    query, name = visit.request.query_params, visit.request.path_params["place"]
    places: tuple[Area | Standard, ...] = (*desk.pack.areas, *desk.pack.standards)
    place = next((one for one in places if one.id == name), None)
    source, support = query.get("source", Audience.PERSON), query.get("support", ALL)
    core = query.get("core", "") == "1"
    if place is None or source not in SOURCES or support not in {ALL, *Support}:
        raise HTTPException(404)
    if support != ALL and (core or isinstance(place, Area)):
        raise HTTPException(404)  # no table splits that way
    return Wanted(place, Audience(source), support, core)


def _area_of(desk: Desk, place: Area | Standard) -> Area:
    return next(one for one in desk.pack.areas if one.id == desk.pack.area_of.get(place.id, place.id))


DOORS = (Door("GET", "/staff/numbers/{place}", show, READERS),)
