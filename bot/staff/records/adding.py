"""Adding a record: first its kind, then a form that takes a minute. What was typed is kept when something is wrong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, fields
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.record_files import Checked, FileRefused, checked
from asking.records import NONE, QUOTE, STORY, Wish, faults, kinds, new
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.records.plain import NAMING, NOT_ASKED, SAYS, SEEN_BY, WHOLE, groups, houses, kind_name, people_of
from store import access_log, records
from store.crypto import DataKey
from store.records import SAYS as KNOWN_SAYS
from store.records import NewFile
from store.tx import Tx

LONGEST_TITLE, LONGEST_WORDS = 120, 2000
AGAIN = "Choose the file again: browsers do not keep it."
ORDER = (
    "kind", "title", "day", "service", "source", "shows", "words", "about", "person", "naming", "asked_on", "asked_by",
    "asked_how", "file", "seen_by", "public",
)  # fmt: skip
"""Of the form, for the list of what is wrong."""
TEXTS = tuple(one.name for one in fields(Wish) if one.type == "str")
KEPT = ("kind", "day", "service", "source", "seen_by")
"""What the next one of a pile starts with."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers."""

    frame: Frame
    houses: list[tuple[str, str]]
    people: list[tuple[str, list[tuple[int, str]]]]


async def show(desk: Desk, visit: Visit) -> Response:
    """The kinds to choose from; with one of them, the form."""
    asked = {name: visit.request.query_params.get(name, "")[:LONGEST_TITLE] for name in (*KEPT, "standard")}
    if asked["kind"] in {one.id for one in kinds(desk.pack)}:
        about = "" if asked["kind"] in {STORY, QUOTE.id} else NONE
        kept: dict[str, Any] = {name: asked[name] for name in KEPT}
        wish = Wish(**kept, about=about)
        return await _form(desk, visit, wish, standard=asked["standard"])
    standard = next((one for one in desk.pack.standards if one.id == asked["standard"]), None)
    best = standard.records if standard else ()
    offered = sorted(kinds(desk.pack), key=lambda one: best.index(one.id) if one.id in best else len(best))
    around = await desk.database.read(lambda tx: frame(tx, visit.member))
    return page("records/kinds.html", visit=visit, frame=around, kinds=offered, best=len(best), standard=standard)


async def add(desk: Desk, visit: Visit) -> Response:
    """Keep it, or show the form again with all that is wrong."""
    wish = _wish(desk, visit)
    if wish.kind not in {one.id for one in kinds(desk.pack)}:
        raise HTTPException(400)
    wrong = await desk.database.read(partial(faults, pack=desk.pack, who=visit.member, wish=wish, today=visit.today))
    data = await visit.file("file")
    try:
        file = await asyncio.to_thread(checked, data, visit.file_name("file")) if data else None
    except FileRefused as refused:
        return await _form(desk, visit, wish, wrong | {"file": str(refused)})
    if wrong:
        return await _form(desk, visit, wish, wrong | ({"file": AGAIN} if file else {}))
    made = await _kept(desk, visit, wish, file)
    if visit.field("then") == "another":
        again = {name: getattr(wish, name) for name in KEPT} | {"done": str(made)}
        return RedirectResponse(f"/staff/records/add?{urlencode(again)}", status_code=303)
    return RedirectResponse(f"/staff/records/{made}?done=added", status_code=303)


async def _kept(desk: Desk, visit: Visit, wish: Wish, file: Checked | None) -> int:
    """The file is on disk before its row. One that is left over after an error goes at the next start."""
    sealed = None
    if file:
        key = DataKey.new()
        sealed = NewFile(await asyncio.to_thread(desk.media.write, key, file.data), key, file.mime, file.name)

    def write(tx: Tx) -> int:
        made = records.add(tx, new(wish, sealed), at=desk.now(), by=visit.member.id)
        person = new(wish).person_id
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"added record {made}", person_id=person)
        return made

    return await desk.database.write(write)


def _wish(desk: Desk, visit: Visit) -> Wish:
    longest = {"title": LONGEST_TITLE, "words": LONGEST_WORDS}
    plain: dict[str, Any] = {name: visit.field(name, longest.get(name, 100)) for name in TEXTS}
    marked = {one: visit.field(f"shows-{one}") for one in _standards(desk)}
    return Wish(
        **plain,
        shows={standard: says for standard, says in marked.items() if says in KNOWN_SAYS},
        person=_number(visit.field("person")),
        public=visit.field("public") == "yes",
    )


def _standards(desk: Desk) -> list[str]:
    return [*(one.id for one in desk.pack.areas), *(one.id for one in desk.pack.standards)]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


async def _form(
    desk: Desk, visit: Visit, wish: Wish, wrong: dict[str, str] | None = None, standard: str = ""
) -> Response:
    offered = await desk.database.write(partial(_offered, desk=desk, visit=visit))
    wrong = {name: wrong[name] for name in ORDER if name in wrong} if wrong else {}
    top, rest = groups(desk.pack, wish.kind, standard or visit.field("standard"))
    values: dict[str, Any] = {"typed": _typed(wish, offered), "wrong": wrong, "offered": offered, "wish": wish}
    done = visit.request.query_params.get("done", "")
    return page(
        "records/form.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=offered.frame,
        kind=kind_name(desk.pack, wish.kind),
        top=top,
        rest=rest,
        says=list(SAYS.items()),
        namings=[("", NOT_ASKED), *NAMING.items()],
        seen_by=list(SEEN_BY.items()),
        standard=standard or visit.field("standard"),
        done=done if done.isascii() and done.isdigit() else "",
        **values,
    )


def _typed(wish: Wish, offered: Offered) -> dict[str, Any]:
    typed: dict[str, Any] = {one.name: getattr(wish, one.name) for one in fields(Wish)}
    if not wish.service and len(offered.houses) == 2:  # noqa: PLR2004 - 'Choose', and one that it can be
        typed["service"] = offered.houses[1][0]
    return typed | {"seen_by": wish.seen_by or records.READERS, "public": ["yes"] if wish.public else []}


def _offered(tx: Tx, *, desk: Desk, visit: Visit) -> Offered:
    did = "opened the form that adds a record, with the names of people"
    access_log.add(tx, at=desk.now(), who=visit.who, did=did)
    found = houses(tx, visit)
    options = [("", "Choose"), *([("0", WHOLE)] if visit.sees(0) else []), *((str(one.id), one.name) for one in found)]
    return Offered(frame(tx, visit.member), options, people_of(tx, found))
