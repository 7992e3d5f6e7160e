"""Forgetting someone: what goes and what stays, the name typed to be sure, and some days in which it can be undone."""

from __future__ import annotations

from datetime import datetime, timedelta

from starlette.responses import RedirectResponse, Response

from asking import forget_steps
from asking.backup_policy import ages_out
from asking.errors import Held, UnknownName
from asking.moment import stamp
from asking.people import spaced
from bot.about import title_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, forgettings, people
from store.forgettings import Forgetting
from store.tx import Tx

LONGEST_NAME = 100


async def show(desk: Desk, visit: Visit) -> Response:
    """What would go and what would stay; where it was asked for already, until when it can be undone."""
    return await _page(desk, visit, {})


async def ask(desk: Desk, visit: Visit) -> Response:
    """Note it with a day, where the name was typed; else the page again."""
    number, typed, answers = visit.number("person"), visit.field("name", LONGEST_NAME), visit.field("answers")
    name = await desk.database.read(lambda tx: people.name_of(tx, number) or "")
    wrong = {}
    if answers not in {"keep", "too"}:
        wrong["answers"] = "Choose what happens to their answers."
    if spaced(typed).casefold() != spaced(name).casefold():
        wrong["name"] = "Type their name as it stands at the top of this page."
    if wrong:
        return await _page(desk, visit, wrong, answers=answers)

    def write(tx: Tx) -> None:
        forget_steps.ask(tx, number, with_answers=answers == "too", by=visit.who, now=desk.clock())
        access_log.add(tx, at=desk.now(), who=visit.who, did="asked that a person be forgotten", person_id=number)

    try:
        await desk.database.write(write)
    except (Held, UnknownName) as refused:
        return await _page(desk, visit, {"name": f"{refused} {refused.mend}"}, answers=answers)
    return RedirectResponse(f"/staff/people/{number}/forget?done=asked", status_code=303)


async def undo(desk: Desk, visit: Visit) -> Response:
    """They are kept."""
    number = visit.number("person")

    def write(tx: Tx) -> None:
        if forget_steps.undo(tx, number, by=visit.who, now=desk.clock()):
            access_log.add(tx, at=desk.now(), who=visit.who, did="noted that a person is kept", person_id=number)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/people/{number}?done=kept", status_code=303)


async def _page(desk: Desk, visit: Visit, wrong: dict[str, str], answers: str = "") -> Response:
    number = visit.number("person")

    def write(tx: Tx) -> tuple[Frame, str, Forgetting | None, forget_steps.Preview, int]:
        did = "opened the page on which a person is forgotten"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)
        waits, look = forgettings.waiting(tx, number), forget_steps.preview(tx, number)
        relatives = len(people.relatives_of(tx, number))
        return frame(tx, visit.member, number), people.name_of(tx, number) or "", waits, look, relatives

    around, name, waits, look, relatives = await desk.database.write(write)
    return page(
        "rights/forget.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        number=number,
        name=name,
        waits=waits,
        look=look,
        relatives=relatives,
        days=forget_steps.UNDO_DAYS,
        backups=_backups(desk, waits),
        title_of=title_of,
        typed={"name": "", "answers": answers},
        wrong=wrong,
        done=visit.request.query_params.get("done", ""),
    )


def _backups(desk: Desk, waits: Forgetting | None) -> str:
    """By when no backup holds them any more: a stamp."""
    due = datetime.fromisoformat(waits.due_at) if waits else desk.clock() + timedelta(days=forget_steps.UNDO_DAYS)
    return stamp(forget_steps.gone_from_backups(due, ages_out().days))
