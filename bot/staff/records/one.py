"""One record: what it shows, its file, what the person said when they were asked, and taking it away."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import records as rules
from asking.errors import Held
from asking.quoted import Taken, taken_along
from asking.record_changing import PERSON, may_change, other_person, other_words
from asking.record_whose import may_give
from asking.records import QUOTE, WRITERS, may_remove, may_see
from bot.look import LOOK, picture_url
from bot.staff.actions.began import of_record
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.plain import day
from bot.staff.records.plain import NAMING, NOT_ASKED, PARTS, SAYS, SEEN_BY, WHOLE, kind_name, statements
from bot.staff.records.sheet_words import rows, title
from dialogs.model import Audience
from evidence.self_assessment.pointing import Pointing, pointing
from locales import ENGLISH
from store import access_log, people, record_changes, record_uses, records, services
from store.action import Action
from store.crypto import DataKey
from store.members import get as member
from store.people import Person
from store.record_uses import Use
from store.records import Record, Yes
from store.tx import Tx

OTHER_PERSON = "It is about somebody else since you opened this page. Ask whom it is about now."
OTHER_WORDS = "Its words were changed after you opened this page. Ask about the words that stand here now."
YES = ("naming", "asked_on", "asked_by", "asked_how")


@dataclass(frozen=True, slots=True)
class Line:
    """One change of a record.

    Attributes:
        parts: What was changed, in words.
        yes: What the person had said, which ended with it, in words; '' for nothing.
        whose: It is about somebody else since.
    """

    at: str
    by: str
    parts: str
    yes: str
    whose: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A record with what stands around it.

    Attributes:
        person: Their name, for those who know the people; '' else.
        shows: What it says of each area or standard, both in words.
        uses: Where it stands in something that was published or taken along.
        pointing: The self-assessments that point to it.
        edit: Number of its last change: an answer is to the words that stood there then.
        opened, shown: The actions that were opened from it, and those of which it shows something.
        history: Who changed what kind of thing, and when; for those who may know whom it is about.
        held: Why nothing of it may go for now; None where it may.
    """

    frame: Frame
    record: Record
    place: str
    author: str
    person: str
    shows: list[tuple[str, str]]
    uses: tuple[Use, ...]
    pointing: tuple[Pointing, ...]
    edit: int
    opened: tuple[Action, ...]
    shown: tuple[Action, ...]
    history: list[Line]
    changes: bool
    gives: bool
    removes: bool
    held: Held | None


async def show(desk: Desk, visit: Visit) -> Response:
    """The record. That someone opened it is written down."""
    return await _page(desk, visit)


async def to_print(desk: Desk, visit: Visit) -> Response:
    """The record, to print: where it may be quoted, that it is on paper is noted like a file that is taken along."""

    def write(tx: Tx) -> None:
        found = _record(tx, visit)
        if found.has_yes:
            taken = Taken(f"Record {found.id} (printed)", f"/staff/records/{found.id}", "print", visit.member.id)
            taken_along(tx, ((found.id, found.naming),), taken, at=desk.now(), by=visit.who)

    await desk.database.write(write)
    return await _page(desk, visit, prints=True)


async def sheet(desk: Desk, visit: Visit) -> Response:
    """The sheet to ask the person with, to print: in their language, with the English where that is another one."""

    def read(tx: Tx) -> tuple[Opened, Person | None]:
        opened = _opened(tx, desk=desk, visit=visit)
        return opened, people.get(tx, opened.record.person_id) if opened.record.person_id is not None else None

    opened, person = await desk.database.write(read)
    if person is None:
        raise HTTPException(404)
    words, one = desk.languages.words(person.language), opened.record
    return page(
        "records/ask.html",
        visit=visit,
        frame=opened.frame,
        one=one,
        words=words,
        rows=rows(words, theirs=one.kind == QUOTE.id, supported=person.audience == Audience.PERSON),
        title=title,
        english=ENGLISH.gettext,
        look=LOOK.url,
        picture=picture_url,
    )


async def fetch(desk: Desk, visit: Visit) -> Response:
    """The file, to save: never to run in the browser."""
    number = visit.number("record")

    def write(tx: Tx) -> tuple[Record, DataKey]:
        found = _record(tx, visit)
        key = records.file_key(tx, found) if found.file else None
        if key is None:
            raise HTTPException(404)
        did = f"fetched the file of record {number}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
        return found, key

    found, key = await desk.database.write(write)
    data = await asyncio.to_thread(desk.media.read, key, found.file)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.file_name, safe='')}",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    }
    return Response(data, media_type=found.mime, headers=headers)


async def answer(desk: Desk, visit: Visit) -> Response:
    """What the person said when they were asked."""
    typed = {name: visit.field(name) for name in YES}
    yes, public = Yes(*typed.values()), visit.field("public") == "yes"
    wrong = rules.yes_faults(yes, visit.today, public=public)
    again = typed | {"public": "yes" if public else ""}
    if wrong:
        return await _page(desk, visit, again, wrong)

    def write(tx: Tx) -> str:
        record_changes.hold(tx, visit.number("record"))
        found = _record(tx, visit)
        history, seen = record_changes.of(tx, found), visit.posted_number("edit")
        if other_person(history, seen):
            return OTHER_PERSON
        if other_words(history, seen):
            return OTHER_WORDS
        if not rules.answer(tx, found, yes, visit.who, desk.now(), public=public):
            raise HTTPException(404)
        return ""

    if late := await desk.database.write(write):
        return await _page(desk, visit, again, {"naming": late})
    return _back(visit, "answered")


async def take_back(desk: Desk, visit: Visit) -> Response:
    """One click: from now on it is quoted nowhere. On to the list: words of an answer are the lead's alone again."""
    await desk.database.write(lambda tx: rules.take_back(tx, _record(tx, visit), visit.who, desk.now()))
    return RedirectResponse("/staff/records?done=taken-back", status_code=303)


async def _page(
    desk: Desk,
    visit: Visit,
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
    *,
    prints: bool = False,
) -> Response:
    opened = await desk.database.write(partial(_opened, desk=desk, visit=visit))
    found = opened.record
    if found.person_id is None and typed is not None:
        raise HTTPException(404)
    known = {"naming": found.naming if found.has_yes else "", "public": "yes" if found.public else ""}
    known |= {"asked_on": visit.today.isoformat(), "asked_by": visit.who, "asked_how": ""}
    values: dict[str, Any] = {"typed": typed or known, "wrong": wrong or {}, "opened": opened, "one": found}
    return page(
        "records/one.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=opened.frame,
        kind=kind_name(desk.pack, found.kind),
        namings=list(NAMING.items()),
        yes=NAMING[found.naming] if found.asked_on else NOT_ASKED,
        seen_by=SEEN_BY[found.seen_by],
        writes=visit.role in WRITERS,
        prints=prints and found.has_yes,
        opens=_opens(found) if visit.manages else "",
        done=visit.request.query_params.get("done", ""),
        **values,
    )


def _opened(tx: Tx, *, desk: Desk, visit: Visit) -> Opened:
    found = _record(tx, visit)
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened record {found.id}", person_id=found.person_id)
    house, author = services.get(tx, found.service_id), member(tx, found.made_by or 0)
    # A yes with the name is a yes that readers learn it; else only those do who know the people.
    tells = found.person_id is not None and (visit.role in WRITERS or found.naming == records.NAMED)
    said, acts = statements(desk.pack), of_record(tx, visit, found)
    held = rules.held(tx, found)
    return Opened(
        frame=frame(tx, visit.member, found.person_id or 0 if visit.role in WRITERS else 0),
        record=found,
        place=house.name if house else WHOLE,
        author=author.name if author else "",
        person=(people.name_of(tx, found.person_id or 0) or "") if tells else "",
        shows=[(said.get(one.standard, one.standard), SAYS[one.says]) for one in found.shows],
        uses=record_uses.of_record(tx, found.id) if visit.role in WRITERS else (),
        pointing=pointing(tx, found.id) if visit.role in WRITERS else (),
        edit=record_changes.last(tx, found.id),
        opened=acts[0],
        shown=acts[1],
        history=_history(tx, found) if visit.role in WRITERS else [],
        changes=visit.role in WRITERS and may_change(visit.member, found),
        gives=visit.role in WRITERS and may_give(visit.member, found) and not held,
        removes=may_remove(visit.member, found) and not held,
        held=held,
    )


def _opens(found: Record) -> str:
    """The address that opens an action from it, with where it is and what it shows filled in."""
    query = [("from_kind", "record"), ("from_id", str(found.id)), ("service", str(found.service_id))]
    return f"/staff/actions/add?{urlencode([*query, *(('standard', one.standard) for one in found.shows)])}"


def _history(tx: Tx, found: Record) -> list[Line]:
    lines = []
    for one in record_changes.of(tx, found):
        by, yes = member(tx, one.by or 0), one.yes
        ended = f"{NAMING[yes.naming]}. Asked on {day(yes.on)} by {yes.by}: {yes.how}" if yes else ""
        parts = ", ".join(PARTS.get(part, part) for part in one.parts)
        lines.append(Line(one.at, by.name if by else "", parts, ended, PERSON in one.parts))
    return lines


def _record(tx: Tx, visit: Visit) -> Record:
    found = records.get(tx, visit.number("record"))
    if found is None or not may_see(visit.member, found):
        raise HTTPException(404)
    return found


def _back(visit: Visit, done: str) -> Response:
    return RedirectResponse(f"/staff/records/{visit.number('record')}?done={done}", status_code=303)
