"""Putting a record right: the form with what it says. Two who change it at once both keep what they typed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import quoted
from asking import record_changing as rules
from asking.names_to_ask import Named
from asking.record_files import FileRefused, checked
from asking.record_names import names_made_public
from asking.records import Wish, held, may_see
from asking.sight import Sight, see_first
from bot.staff import naming
from bot.staff.desk import Desk, frame
from bot.staff.guard import Visit
from bot.staff.records.adding import look, said_in, sealed_file
from bot.staff.records.form import (
    AGAIN,
    SUGGEST,
    Changing,
    Meanwhile,
    Offered,
    area_alone,
    form_page,
    number,
    places_offered,
    start_of,
    start_with,
    wish_of,
)
from bot.staff.records.plain import SAYS, SEEN_BY, kind_name, statements
from store import access_log, members, noticed, record_changes, records
from store.errors import StoreError
from store.records import NewFile, Record
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may be changed, the number of its last change, and what its form offers."""

    record: Record
    edit: int
    offered: Offered


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of saving.

    Attributes:
        wrong: A sentence for each field that is not right.
        late: Somebody else was first: nothing is saved.
        parts: What was changed; nothing where it is as it was.
        gone: The file that nothing leads to any more.
        seen: Whoever changed it still sees it.
        named: Names that somebody has to tick first.
    """

    wrong: dict[str, str]
    late: bool = False
    parts: tuple[str, ...] = ()
    gone: str = ""
    seen: bool = True
    named: tuple[Named, ...] = ()


async def show(desk: Desk, visit: Visit) -> Response:
    """The form with what the record says. That somebody opened it is written down."""
    found = await _found(desk, visit)
    wish = rules.as_wish(found.record)
    return form_page(desk, visit, found.offered, wish, start=start_with(desk, wish.shows), change=_changing(found))


async def change(desk: Desk, visit: Visit) -> Response:
    """Keep it, or show the form again with all that is wrong, or with what somebody else changed meanwhile."""
    found = await _found(desk, visit)
    wish, start, edit = rules.meant(found.record, wish_of(desk, visit)), start_of(desk, visit), _edit(visit)
    again = partial(form_page, desk, visit, found.offered, wish, start=start, change=_changing(found, edit))
    data = await visit.file("file")
    if visit.field("then") == SUGGEST:
        return again(wrong={"file": AGAIN} if data else {})
    try:
        file = await asyncio.to_thread(checked, data, visit.file_name("file")) if data else None
    except FileRefused as refused:
        return again(wrong={"file": str(refused)})
    sealed, seen = await sealed_file(desk, file), await see_first(said_in(wish), noticed.STAFF_WRITE)
    wrong = area_alone(wish, start)
    save = partial(_save, desk=desk, visit=visit, wish=wish, file=sealed, wrong=wrong, seen=seen)
    came = await desk.database.write(save)
    await _delete(desk, came.gone)
    if came.late:
        now = await _found(desk, visit)  # what was typed stays, beside what it says by now
        meanwhile = await desk.database.read(partial(_meanwhile, desk=desk, visit=visit, now=now, wish=wish))
        again = partial(again, change=_changing(now, now.edit, meanwhile))
        return again(wrong={"file": AGAIN} if file else {})
    if came.wrong:
        return again(wrong=came.wrong | ({"file": AGAIN} if file else {}), named=came.named)
    if not came.seen:
        return RedirectResponse("/staff/records?done=changed", status_code=303)
    if came.parts and seen.kinds:
        desk.bell()
    did = "changed" if came.parts else "same"
    return RedirectResponse(f"/staff/records/{found.record.id}?done={did}", status_code=303)


def _save(
    tx: Tx, *, desk: Desk, visit: Visit, wish: Wish, file: NewFile | None, wrong: dict[str, str], seen: Sight
) -> Outcome:
    """Whoever comes second is told so, whatever else is wrong. A new file that is not kept is deleted again."""
    unused = file.file if file else ""
    edit = record_changes.hold(tx, visit.number("record"))
    found = _record(tx, visit)
    if edit != _edit(visit):
        return Outcome({}, late=True, gone=unused)
    wish = rules.meant(found, wish)
    wrong = _faults(tx, desk, visit, found, wish) | wrong
    if wrong:
        return Outcome(wrong, gone=unused)
    now = rules.now_says(found, wish, desk.pack, file=file, drops_file=visit.field("drops_file") == "yes")
    parts = rules.parts_changed(found, now)
    if not parts:
        return Outcome({})
    for subject, named in names_made_public(tx, found, now):
        if open_ := naming.looked_at(tx, desk, visit, subject, named):
            return Outcome(open_, gone=unused, named=named)
    if lost := rules.loses(parts, held(tx, found)):
        return Outcome(lost, gone=unused)
    quoted.on_pages(tx, found.id, desk.now())  # other words end a yes, and copies have the ones before
    gone = record_changes.change(tx, found, now, parts=parts, at=desk.now(), by=visit.member.id)
    did = f"changed record {found.id}: {', '.join(parts)}"
    access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
    if found.from_kind != records.ANSWER:
        look(tx, desk, found.id, wish, seen)
    after = records.get(tx, found.id)
    return Outcome({}, parts=parts, gone=gone, seen=after is not None and may_see(visit.member, after))


def _faults(tx: Tx, desk: Desk, visit: Visit, found: Record, wish: Wish) -> dict[str, str]:
    history = record_changes.of(tx, found)
    return rules.change_faults(tx, found, wish, pack=desk.pack, who=visit.member, history=history, today=visit.today)


async def _found(desk: Desk, visit: Visit) -> Found:
    def write(tx: Tx) -> Found:
        found = _record(tx, visit)
        did = f"opened the form that changes record {found.id}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
        offered = Offered(frame(tx, visit.member, found.person_id or 0), places_offered(tx, visit), [])
        return Found(found, record_changes.last(tx, found.id), offered)

    return await desk.database.write(write)


def _changing(found: Found, edit: int | None = None, meanwhile: Meanwhile | None = None) -> Changing:
    one = found.record
    return Changing(
        id=one.id,
        edit=found.edit if edit is None else edit,
        locked=rules.locks_words(one),
        asks_anew=one.has_yes,
        theirs=one.person_id is not None,
        file_name=one.file_name,
        meanwhile=meanwhile,
    )


def _meanwhile(tx: Tx, *, desk: Desk, visit: Visit, now: Found, wish: Wish) -> Meanwhile:
    """Who was first, and what it says by now of all that differs from what was typed."""
    newest = record_changes.of(tx, now.record)[0]
    somebody = members.get(tx, newest.by or 0)
    says, typed = _in_words(tx, desk, visit, rules.as_wish(now.record)), _in_words(tx, desk, visit, wish)
    differs = [(name, says[name] or "Nothing") for name in says if says[name] != typed[name]]
    return Meanwhile(somebody.name if somebody else "Somebody", newest.at, differs)


def _in_words(tx: Tx, desk: Desk, visit: Visit, wish: Wish) -> dict[str, str]:
    standard = statements(desk.pack)
    shows = [f"{SAYS[says]}: {standard.get(place, place)}" for place, says in sorted(wish.shows.items())]
    return {
        "What it is": kind_name(desk.pack, wish.kind),
        "Title": wish.title,
        "Which day it is about": wish.day,
        "Service": dict(places_offered(tx, visit)).get(wish.service, ""),
        "Who said or wrote it": wish.source,
        "What it shows": " ".join(shows),
        "What it says": wish.words,
        "Who may see it": SEEN_BY.get(wish.seen_by, ""),
        "It may be named in what we publish": "Yes" if wish.public else "No",
    }


def _record(tx: Tx, visit: Visit) -> Record:
    found = records.get(tx, visit.number("record"))
    if found is None or not rules.may_change(visit.member, found):
        raise HTTPException(404)
    return found


def _edit(visit: Visit) -> int:
    return number(visit.field("edit"))


async def _delete(desk: Desk, file: str) -> None:
    if file:
        with suppress(StoreError):  # it goes at the next start
            await asyncio.to_thread(desk.media.delete, file)
