"""Asking a named account to declare the self-assessment, and the page on which they do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.declaring import Outcome, ask, declare_it, take_back, who_can
from asking.sight import see_first
from bot.staff.assessments.plain import known, whole
from bot.staff.assessments.statement import LONGEST, Read, begun, page_of
from bot.staff.assessments.statement import read as statement
from bot.staff.desk import Desk, page
from bot.staff.guard import Visit
from evidence.self_assessment.declared import declared, fingerprint, lacks, line
from evidence.self_assessment.declaring import actions_of, of
from evidence.self_assessment.written import Said
from store import noticed
from store.actions import Action
from store.tx import Tx

ASK, BACK = "ask", "back"
CHANGED = "Somebody changed the self-assessment while you were reading. Look at it again, then declare it."


async def act(desk: Desk, visit: Visit) -> Response:
    """A manager asks somebody, or takes that back."""
    do, role = visit.field("do"), " ".join(visit.field("declarer").split())
    if do not in {ASK, BACK}:
        raise HTTPException(400)
    member = visit.posted_number("member") if do == ASK else 0

    def write(tx: Tx) -> bool:
        one = known(tx, visit)
        if do == BACK:
            take_back(tx, one, by=visit.who, now=desk.clock())
            return True
        who = next((who for who in who_can(tx, one) if who.id == member), None)
        if who and role:
            ask(tx, one, who, role, by=visit.who, now=desk.clock())
        return bool(who and role)

    if not await desk.database.write(write):
        wrong = {} if member else {"member": "Choose who declares it."}
        wrong |= {} if role else {"declarer": "Write what they are, such as ‘Chief executive’."}
        wrong = wrong or {"member": "They cannot be asked any more. Choose somebody else."}
        return await page_of(desk, visit, wrong, member=member, role=role)
    desk.bell()
    here = f"/staff/assessments/{visit.number('assessment')}/statement"
    return RedirectResponse(f"{here}?done={'asked' if do == ASK else 'not_asked'}", status_code=303)


async def show(desk: Desk, visit: Visit) -> Response:
    """Ratings, gaps, plan, and the words; whoever is asked can change them and declare it."""
    return await _page(desk, visit)


async def declare(desk: Desk, visit: Visit) -> Response:
    """Keep who declared what, and when."""
    typed = Said(
        visit.field("words", LONGEST).replace("\r\n", "\n").strip(),
        visit.who,
        " ".join(visit.field("role").split()),
        visit.today.isoformat(),
        visit.field("next_on"),
    )
    wrong = _wrong(typed, visit.today)
    if visit.field("sure") != "yes":
        wrong["sure"] = "Tick that you have read it."
    if wrong:
        return await _page(desk, visit, typed, wrong)
    # What is not good enough is told here, and may be something that somebody has to look after.
    seen = await see_first(typed.words, noticed.STAFF_WRITE)

    def write(tx: Tx) -> Outcome:
        found = whole(tx, visit, desk.pack)
        return declare_it(tx, found, visit.member, typed, read=visit.field("read"), now=desk.clock(), seen=seen)

    outcome = await desk.database.write(write)
    if outcome is Outcome.NOT_ASKED:
        raise HTTPException(403)
    if outcome is Outcome.CHANGED:
        return await _page(desk, visit, typed, {"sure": CHANGED}, status=409)
    if seen.kinds:
        desk.bell()
    return RedirectResponse(f"{visit.request.url.path}?done=declared", status_code=303)


def _wrong(typed: Said, today: date) -> dict[str, str]:
    wrong = {} if typed.words else {"words": "Write what you declare."}
    if not typed.role:
        wrong["role"] = "Write your role, such as ‘Chief executive’."
    try:
        late = bool(typed.next_on) and date.fromisoformat(typed.next_on) <= today
    except ValueError:
        late = True
    return wrong | ({"next_on": "Choose a day that is still to come. A year is usual."} if late else {})


async def _page(
    desk: Desk, visit: Visit, typed: Said | None = None, wrong: dict[str, str] | None = None, *, status: int = 400
) -> Response:
    def read(tx: Tx) -> tuple[Read, tuple[Action, ...]]:
        found = statement(tx, desk, visit)
        return found, actions_of(tx, found.whole.assessment.id)

    found, plan = await desk.database.read(read)
    said = typed or replace(begun(found), role=found.asked.role if found.asked else found.whole.said.role)
    one = found.whole
    return page(
        "assessments/declare.html",
        status=status if wrong else 200,
        visit=visit,
        frame=found.frame,
        whole=one,
        place=found.place,
        rows=[(section, of(one, one.part(section.id)), one.part(section.id).gaps) for section in one.sections],
        plan=plan,
        asked=found.asked,
        mine=found.asked is not None and found.asked.is_of(visit.member),
        read=fingerprint(one),
        declared=declared(one),
        lacks=lacks(one),
        line=line(one),
        draft=found.draft,
        typed={name: getattr(said, name) for name in Said.__slots__} | {"sure": ()},
        wrong=wrong or {},
        longest=LONGEST,
        done=visit.request.query_params.get("done", ""),
    )
