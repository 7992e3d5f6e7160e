"""Whose a record is, put right on a page of its own: it says what ends with it before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import record_whose as rules
from asking.record_whose import Whose
from asking.records import NONE, ONE, QUOTE
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.records.form import number
from bot.staff.records.plain import houses, people_of
from store import access_log, people, record_changes, records
from store.records import Record
from store.tx import Tx

LATE = "Somebody changed this record while you were choosing. Look at whose it is now, and choose again."


@dataclass(frozen=True, slots=True)
class Found:
    """A record, the number of its last change, whom it is about by name, and whom it can be about."""

    frame: Frame
    record: Record
    edit: int
    name: str
    people: list[tuple[str, list[tuple[int, str]]]]


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, with what ends. That somebody opened it is written down."""
    return await _page(desk, visit)


async def give(desk: Desk, visit: Visit) -> Response:
    """Keep it, or show the form again."""
    chosen = Whose(visit.field("about"), number(visit.field("person")))

    def write(tx: Tx) -> tuple[dict[str, str], bool]:
        edit = record_changes.hold(tx, visit.number("record"))
        found = _record(tx, visit)
        if edit != visit.posted_number("edit"):
            return {"about": LATE}, False
        wrong = rules.wrong_with(tx, visit.member, found, chosen)
        return wrong, not wrong and rules.give(tx, found, chosen, who=visit.member, at=desk.now())

    wrong, given = await desk.database.write(write)
    if wrong:
        return await _page(desk, visit, chosen, wrong)
    done = ("whose" if chosen.about == ONE else "nobody") if given else "same"
    return RedirectResponse(f"/staff/records/{visit.number('record')}?done={done}", status_code=303)


async def _page(desk: Desk, visit: Visit, chosen: Whose | None = None, wrong: dict[str, str] | None = None) -> Response:
    def write(tx: Tx) -> Found:
        found = _record(tx, visit)
        theirs = found.person_id
        did = f"opened the form that changes whose record {found.id} is, with the names of people"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=theirs)
        name = people.name_of(tx, theirs) if theirs is not None else ""
        offered = people_of(tx, houses(tx, visit))
        return Found(
            frame(tx, visit.member, theirs or 0), found, record_changes.last(tx, found.id), name or "", offered
        )

    found = await desk.database.write(write)
    now = Whose(NONE if found.record.person_id is None else ONE, found.record.person_id or 0)
    typed = chosen or now
    none = [] if found.record.kind == QUOTE.id else [(NONE, "No one person")]
    return page(
        "records/whose.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=found.frame,
        found=found,
        one=found.record,
        abouts=[(ONE, "One person"), *none],
        typed={"about": typed.about, "person": typed.person},
        wrong=wrong or {},
    )


def _record(tx: Tx, visit: Visit) -> Record:
    found = records.get(tx, visit.number("record"))
    if found is None or not rules.may_give(visit.member, found):
        raise HTTPException(404)
    return found
