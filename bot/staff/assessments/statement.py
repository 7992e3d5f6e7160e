"""The declaration: a draft made of ratings and gaps, edited by hand, with the name of who declares it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from starlette.responses import RedirectResponse, Response

from bot.staff.assessments.plain import place_of, whole
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.declaring import actions_of, drafted, year_after
from evidence.self_assessment.written import SAID, Said, Whole, body_of
from store import access_log, assessments, settings
from store.assessments import Part
from store.tx import Tx

LONGEST = 4000


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
    number, edit = whole(tx, visit, desk.pack).assessment.id, visit.posted_number("edit")
    done = assessments.put(tx, number, SAID, body_of(typed), edit=edit, at=desk.now(), who=visit.who)
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


async def _page(desk: Desk, visit: Visit, typed: Said | None = None, wrong: dict[str, str] | None = None) -> Response:
    def read(tx: Tx) -> tuple[Frame, Whole, str, str]:
        found = whole(tx, visit, desk.pack)
        provider, plan = settings.get(tx, "provider") or "", actions_of(tx, found.assessment.id)
        return (
            frame(tx, visit.member),
            found,
            place_of(tx, found.assessment),
            drafted(found, provider, desk.pack.name, plan),
        )

    around, found, place, draft = await desk.database.read(read)
    said = typed or found.said
    if typed is None and not said.words:
        said = replace(said, words=draft, next_on=said.next_on or year_after(found.assessment.until))
    return page(
        "assessments/statement.html",
        status=400 if wrong else 409 if typed else 200,
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        draft=draft,
        saved=found.saved.get(SAID, Part()),
        theirs=found.said if typed and not wrong else None,
        typed={name: getattr(said, name) for name in Said.__slots__},
        wrong=wrong or {},
        longest=LONGEST,
        done=visit.request.query_params.get("done", ""),
    )
