"""Adding a record: first its kind, then a form that takes a minute. What was typed is kept when something is wrong."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.noticing import notice
from asking.record_files import Checked, FileRefused, checked
from asking.records import NONE, QUOTE, STORY, Wish, faults, kinds, new
from asking.sight import Sight, see_first
from bot.staff.desk import Desk, frame, page
from bot.staff.guard import Visit
from bot.staff.records.form import (
    AGAIN,
    LONGEST_TITLE,
    SUGGEST,
    Offered,
    Start,
    area_alone,
    form_page,
    places_offered,
    start_of,
    wish_of,
)
from bot.staff.records.plain import houses, people_of
from store import access_log, noticed, records
from store.crypto import DataKey
from store.noticed import Text
from store.noticed_staff import joined
from store.records import NewFile
from store.tx import Tx

KEPT = ("kind", "day", "service", "source", "seen_by")
"""What the next one of a pile starts with."""
ASKED = (*KEPT, "standard", "area", "proves", "last")
PROVES = re.compile(r"([1-9]\d{0,14})-(\d{1,3})", re.ASCII)
"""Number of an action, and the place of the line that the record is to show."""


async def show(desk: Desk, visit: Visit) -> Response:
    """The kinds to choose from; with one of them, the form."""
    asked = {name: visit.request.query_params.get(name, "")[:LONGEST_TITLE] for name in ASKED}
    if asked["kind"] in {one.id for one in kinds(desk.pack)}:
        start = Start(asked["standard"], _area(desk, asked), proves=asked["proves"])
        return form_page(desk, visit, await _offered(desk, visit), _begun(visit, asked), start=start)
    standard = next((one for one in desk.pack.standards if one.id == asked["standard"]), None)
    best = standard.records if standard else ()
    first = [asked["last"], *best]
    offered = sorted(kinds(desk.pack), key=lambda one: first.index(one.id) if one.id in first else len(first))
    around = await desk.database.read(lambda tx: frame(tx, visit.member))
    further = urlencode({name: asked[name] for name in ("standard", "area", "service", "proves") if asked[name]})
    return page(
        "records/kinds.html",
        visit=visit,
        frame=around,
        kinds=offered,
        best=0 if asked["last"] else len(best),
        standard=standard,
        further=further,
    )


async def add(desk: Desk, visit: Visit) -> Response:
    """Keep it, or show the form again with all that is wrong."""
    wish, start = wish_of(desk, visit), start_of(desk, visit)
    if wish.kind not in {one.id for one in kinds(desk.pack)}:
        raise HTTPException(400)
    data = await visit.file("file")
    if visit.field("then") == SUGGEST:
        return form_page(
            desk, visit, await _offered(desk, visit), wish, start=start, wrong={"file": AGAIN} if data else {}
        )
    wrong = await desk.database.read(partial(faults, pack=desk.pack, who=visit.member, wish=wish, today=visit.today))
    wrong |= area_alone(wish, start)
    try:
        file = await asyncio.to_thread(checked, data, visit.file_name("file")) if data else None
    except FileRefused as refused:
        wrong |= {"file": str(refused)}
    else:
        wrong |= {"file": AGAIN} if wrong and file else {}
    if wrong:
        return form_page(desk, visit, await _offered(desk, visit), wish, start=start, wrong=wrong)
    made = await _kept(desk, visit, wish, file)
    return RedirectResponse(_next(visit, wish, start, made), status_code=303)


def _next(visit: Visit, wish: Wish, start: Start, made: int) -> str:
    """Where it goes on: with the next of a pile, back to the action that it shows something of, or to the record."""
    if visit.field("then") == "another":
        again = {name: getattr(wish, name) for name in KEPT} | {"done": str(made), "area": start.area}
        return f"/staff/records/add?{urlencode(again)}"
    if found := PROVES.fullmatch(start.proves):
        return f"/staff/actions/{found[1]}/seen?place={int(found[2])}&record={made}"
    return f"/staff/records/{made}?done=added"


def _begun(visit: Visit, asked: dict[str, str]) -> Wish:
    """What a new form knows: today, and who asks a person if somebody does."""
    kept: dict[str, Any] = {name: asked[name] for name in KEPT}
    today = visit.today.isoformat()
    about = "" if asked["kind"] in {STORY, QUOTE.id} else NONE
    return Wish(**kept | {"day": kept["day"] or today}, about=about, asked_on=today, asked_by=visit.who)


def _area(desk: Desk, asked: dict[str, str]) -> str:
    known = {one.id for one in desk.pack.areas}
    return asked["area"] if asked["area"] in known else desk.pack.area_of.get(asked["standard"], "")


async def _kept(desk: Desk, visit: Visit, wish: Wish, file: Checked | None) -> int:
    sealed = await sealed_file(desk, file)
    seen = await see_first(said_in(wish), noticed.STAFF_WRITE)

    def write(tx: Tx) -> int:
        made = records.add(tx, new(wish, sealed), at=desk.now(), by=visit.member.id)
        person = new(wish).person_id
        look(tx, desk, made, wish, seen)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"added record {made}", person_id=person)
        return made

    made = await desk.database.write(write)
    if seen.kinds:
        desk.bell()
    return made


def said_in(wish: Wish) -> str:
    """What of a record the detector looks at."""
    return joined((wish.title, wish.source, wish.words))


def look(tx: Tx, desk: Desk, number: int, wish: Wish, seen: Sight) -> None:
    """A record may tell of something that somebody has to look after, whoever wrote it down."""
    one = records.get(tx, number)
    if one:
        words = said_in(wish)
        text = Text(f"record/{number}", words, noticed.STAFF_WRITE, one.service_id, about_id=one.person_id)
        notice(tx, text, desk.clock(), seen)


async def sealed_file(desk: Desk, file: Checked | None) -> NewFile | None:
    """The file is on disk before its row. One that is left over after an error goes at the next start."""
    if file is None:
        return None
    key = DataKey.new()
    return NewFile(await asyncio.to_thread(desk.media.write, key, file.data), key, file.mime, file.name)


async def _offered(desk: Desk, visit: Visit) -> Offered:
    def write(tx: Tx) -> Offered:
        did = "opened the form that adds a record, with the names of people"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        return Offered(frame(tx, visit.member), places_offered(tx, visit), people_of(tx, houses(tx, visit)))

    return await desk.database.write(write)
