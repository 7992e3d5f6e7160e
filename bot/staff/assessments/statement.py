"""The declaration: who is asked to make it, and the words that a manager writes for them, from a draft of rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from starlette.responses import RedirectResponse, Response

from asking.declaring import Asked, asked, who_can
from bot.staff.assessments import clashes
from bot.staff.assessments.plain import place_of, whole
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.declared import declared, lacks, line, written_down
from evidence.self_assessment.declaring import actions_of, drafted, year_after
from evidence.self_assessment.written import SAID, Said, Whole, body_of
from store import access_log, assessments, settings
from store.assessments import Part
from store.members import Member
from store.tx import Tx

LONGEST = 4000
NOBODY = (0, "Choose somebody")
ASKS = ("words", "name", "role", "on", "next_on")
"""What the page asks."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows.

    Attributes:
        draft: Made by rules.
        asked: Who is asked to declare it; None where nobody is.
        able: Who can be asked.
    """

    frame: Frame
    whole: Whole
    place: str
    draft: str
    asked: Asked | None
    able: tuple[Member, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """What is declared; where nothing is written yet, a draft stands in the field."""
    return await _page(desk, visit)


async def save(desk: Desk, visit: Visit) -> Response:
    """Keep it, or show it again with what is wrong."""
    typed = Said(
        visit.field("words", LONGEST).replace("\r\n", "\n").strip(),
        " ".join(visit.field("name").split()),
        " ".join(visit.field("role").split()),
        visit.field("on"),
        visit.field("next_on"),
    )
    wrong = _wrong(typed, visit.today)
    if wrong:
        return await _page(desk, visit, typed, wrong)
    kept = await desk.database.write(partial(_kept, desk=desk, visit=visit, typed=typed))
    if not kept:
        return await _page(desk, visit, typed)
    return RedirectResponse(f"{visit.request.url.path}?done=saved", status_code=303)


def _kept(tx: Tx, *, desk: Desk, visit: Visit, typed: Said) -> bool:
    found, edit = whole(tx, visit, desk.pack), visit.posted_number("edit")
    number, new = found.assessment.id, written_down(found.said, typed, visit.who)
    done = assessments.put(tx, number, SAID, body_of(new), edit=edit, at=desk.now(), who=visit.who)
    if done:
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"wrote the declaration of self-assessment {number}")
    return done


def _wrong(typed: Said, today: date) -> dict[str, str]:
    wrong = {}
    for name, value in (("on", typed.on), ("next_on", typed.next_on)):
        try:
            found = date.fromisoformat(value) if value else None
        except ValueError:
            wrong[name] = "Enter a day, such as 30 November 2026."
            continue
        if name == "on" and found and found > today:
            wrong[name] = "The day of the declaration cannot be later than today."
        if name == "next_on" and found and found <= today:
            wrong[name] = "Choose a day that is still to come. A year is usual."
    return wrong


def read(tx: Tx, desk: Desk, visit: Visit) -> Read:
    """What the pages of the declaration show."""
    found = whole(tx, visit, desk.pack)
    one, provider = found.assessment, settings.get(tx, "provider") or ""
    draft = drafted(found, provider, desk.pack.name, actions_of(tx, one.id))
    return Read(frame(tx, visit.member), found, place_of(tx, one), draft, asked(tx, one), who_can(tx, one))


def begun(found: Read) -> Said:
    """What stands in the field: what was saved, or the draft."""
    said = found.whole.said
    if said.words:
        return said
    return replace(said, words=found.draft, next_on=said.next_on or year_after(found.whole.assessment.until))


async def page_of(
    desk: Desk, visit: Visit, wrong: dict[str, str], *, member: int = 0, role: str = "", status: int = 400
) -> Response:
    """The page with what is wrong in asking somebody."""
    return await _page(desk, visit, None, wrong, asking={"member": member, "declarer": role}, status=status)


async def _page(
    desk: Desk,
    visit: Visit,
    typed: Said | None = None,
    wrong: dict[str, str] | None = None,
    *,
    asking: dict[str, object] | None = None,
    status: int = 0,
) -> Response:
    found = await desk.database.read(lambda tx: read(tx, desk, visit))
    said = typed or begun(found)
    again = next((one.id for one in found.able if one.name == said.declared_by), 0)
    usual = {"member": again, "declarer": found.asked.role if found.asked else "Chief executive"}
    return page(
        "assessments/statement.html",
        status=status or (400 if wrong else 409 if typed else 200),
        visit=visit,
        frame=found.frame,
        whole=found.whole,
        place=found.place,
        draft=found.draft,
        saved=found.whole.saved.get(SAID, Part()),
        clash=typed is not None and not wrong,
        theirs=clashes.of_said(typed, found.whole.said, ASKS) if typed and not wrong else {},
        # Whoever mends a mistake saves on what they had read: what came meanwhile is still found.
        edit=visit.posted_number("edit") if typed and wrong else found.whole.saved.get(SAID, Part()).edit,
        typed={name: getattr(said, name) for name in Said.__slots__} | (asking or usual),
        wrong=wrong or {},
        longest=LONGEST,
        asked=found.asked,
        able=[NOBODY, *((one.id, f"{one.name}, {one.role}") for one in found.able)],
        declared=declared(found.whole),
        lacks=lacks(found.whole),
        line=line(found.whole),
        done=visit.request.query_params.get("done", ""),
    )
