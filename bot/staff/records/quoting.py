"""Words that someone wrote, proposed as a quote by the lead who read them. Nothing is quoted before a yes."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.records import QUOTE
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.records.plain import SAYS, kind_name, statements
from bot.staff.waiting import Waiting, written
from dialogs.model import Audience
from store import access_log, people, records, words
from store.records import NewRecord, Shows
from store.tx import Tx
from store.words import Written

LONGEST = 2000
SOURCES = {
    Audience.PERSON: "Someone we support",
    Audience.FAMILY: "Someone in the family",
    Audience.STAFF: "Someone on the staff",
    Audience.MANAGER: "A manager",
    Audience.OBSERVER: "Someone who watches",
}


async def show(desk: Desk, visit: Visit) -> Response:
    """All the words, from which some can be left out."""
    return await _page(desk, visit, {}, {})


async def propose(desk: Desk, visit: Visit) -> Response:
    """Keep them as a quote that nobody may use yet."""
    typed = {"words": visit.field("words", LONGEST), "standard": visit.field("standard"), "says": visit.field("says")}
    found, said = await desk.database.read(lambda tx: _said(tx, visit))
    wrong = {}
    if not typed["words"] or _plain(typed["words"]) not in _plain(said):
        wrong["words"] = "Leave out what you like, but add and change nothing: these are the person’s words."
    if typed["standard"] not in statements(desk.pack):
        wrong["standard"] = "Choose what the words are about."
    if typed["says"] not in SAYS:
        wrong["says"] = "Choose what the words say about it."
    if wrong:
        return await _page(desk, visit, typed, wrong)

    def write(tx: Tx) -> int:
        person = people.get(tx, found.person_id)
        source = SOURCES[Audience(person.audience)] if person else ""
        new = NewRecord(
            kind=QUOTE.id,
            happened_on=found.at[:10],
            title=kind_name(desk.pack, QUOTE.id),
            service_id=found.service_id,
            person_id=found.person_id,
            source=source,
            words=typed["words"],
            seen_by=records.LEADS,
            shows=(Shows(typed["standard"], typed["says"]),),
            from_kind=records.ANSWER,
            from_id=found.id,
        )
        made = records.add(tx, new, at=desk.now(), by=visit.member.id)
        did = f"proposed words {found.id} as a quote, record {made}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=found.person_id)
        return made

    made = await desk.database.write(write)
    return RedirectResponse(f"/staff/records/{made}?done=proposed", status_code=303)


async def _page(desk: Desk, visit: Visit, typed: dict[str, str], wrong: dict[str, str]) -> Response:
    def write(tx: Tx) -> tuple[Frame, Waiting, str, str]:
        found, said = _said(tx, visit)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened words {found.id}", person_id=found.person_id)
        prompt = next((one for one in desk.pack.prompts if one.id == found.prompt), None)
        about = next(iter(prompt.reading.standards), prompt.area) if prompt else ""
        return frame(tx, visit.member), written(tx, desk, found), said, about

    around, one, said, about = await desk.database.write(write)
    values: dict[str, Any] = {"typed": typed or {"words": said, "standard": about, "says": ""}, "wrong": wrong}
    return page(
        "records/quote.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        one=one,
        said=said,
        standards=[("", "Choose"), *statements(desk.pack).items()],
        says=list(SAYS.items()),
        longest=LONGEST,
        **values,
    )


def _said(tx: Tx, visit: Visit) -> tuple[Written, str]:
    found = words.get(tx, visit.number("words"))
    said = words.opened(tx, found) if found else None
    if found is None or said is None:
        raise HTTPException(404)
    return found, said


def _plain(text: str) -> str:
    return " ".join(text.split())
