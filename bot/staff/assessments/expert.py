"""What one expert by experience says who checked a version themselves: read, answered, published, or taken out.

What they wrote is theirs: nobody here can change it, and what is taken out leaves who did it and why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import experts as rules
from asking.assessment_names import names_at, of_expert, subject_of
from asking.errors import Held
from asking.experts import HOW
from asking.names_to_ask import Named
from asking.noticing import notice
from asking.sight import see_first
from bot.staff import naming
from bot.staff.assessments.experts import Line, expert_of, link_of
from bot.staff.assessments.plain import known, place_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.checked import summed
from evidence.self_assessment.choosing import as_signed
from evidence.self_assessment.easy import Easy, easy_areas
from store import assessments, experts, noticed
from store.experts import Answer, Expert
from store.noticed import Text
from store.tx import Tx

LONGEST = 4000
SAYS = {"yes": "Yes, it is true", "partly": "Partly true", "no": "No, it is not true", "dont_know": "I do not know"}
WAYS = {"visited": "I visited", "talked": "I talked with people", "read": "I read it", "other": "In another way"}
SHOWS = {
    "name": "It may be shown with their name.",
    "unnamed": "It may be shown without their name.",
    "no": "It may not be shown in public.",
}
REPLY, PUBLISH, WITHDRAW, OUT = "reply", "publish", "withdraw", "out"


@dataclass(frozen=True, slots=True)
class Told:
    """What was said to them of an area, and what they say to it."""

    area: Easy
    answer: Answer | None


async def show(desk: Desk, visit: Visit) -> Response:
    """Beside each area what they say to it. What is not sent is not shown: it is theirs until then."""
    return await _page(desk, visit)


async def act(desk: Desk, visit: Visit) -> Response:
    """A reply; publishing, and taking that back; taking it out."""
    do = visit.field("do")
    words = visit.field({REPLY: "reply", OUT: "why"}.get(do, ""), LONGEST).strip()
    if do == REPLY and not words:
        return await _page(desk, visit, {"reply": "Write your reply."})
    if do == OUT and not words:
        return await _page(desk, visit, {"why": "Write why it is taken out. This stays."})

    seen = await see_first(words, noticed.STAFF_WRITE)

    def write(tx: Tx) -> str | tuple[Named, ...]:
        one = expert_of(tx, visit, visit.number("expert"))
        if not one.sent_at or one.out_at:
            raise HTTPException(400)
        named = _names(tx, one, do, words)
        if naming.looked_at(tx, desk, visit, subject_of(one.assessment_id), named):
            return named
        _do(tx, desk, visit, one, words)
        if words:
            where = known(tx, visit).service_id
            source = f"expert-reply/{one.id}"
            notice(tx, Text(source, words, noticed.STAFF_WRITE, where), desk.clock(), seen)
        return f"/staff/assessments/{one.assessment_id}/experts/{one.id}?done={do}"

    try:
        came = await desk.database.write(write)
        if isinstance(came, tuple):
            return await _page(desk, visit, naming.not_ticked(visit, came), named=came)
        if seen.kinds:
            desk.bell()
        return RedirectResponse(came, status_code=303)
    except Held as held:
        return await _page(desk, visit, {"why": f"{held} {held.mend}"})


def _names(tx: Tx, one: Expert, do: str, words: str) -> tuple[Named, ...]:
    """Names in what everyone will read by this: all of it when it is published; after that, the reply."""
    if do != PUBLISH and not (do == REPLY and one.published_at):
        return ()
    body = {**one.body, "reply": words} if do == REPLY else one.body
    told = of_expert(tx, replace(one, body=body))
    return names_at(tx, one.assessment_id, *(replace(place, link="") for place in told))


def _do(tx: Tx, desk: Desk, visit: Visit, one: Expert, words: str) -> None:
    do, by, now = visit.field("do"), visit.who, desk.clock()
    if do == REPLY:
        rules.reply(tx, one, words, by=by, now=now)
    elif do == OUT:
        rules.take_out(tx, one, words, by=by, now=now)
    elif do not in {PUBLISH, WITHDRAW} or not rules.publish(tx, one, by=by, now=now, back=do == WITHDRAW):
        raise HTTPException(400)


def _typed(visit: Visit, one: Expert, named: tuple[Named, ...]) -> dict[str, Any]:
    reply = visit.field("reply", LONGEST) if named else one.text("reply")
    return {"reply": reply, "why": visit.field("why", LONGEST), **naming.typed(visit, named)}


async def _page(
    desk: Desk, visit: Visit, wrong: dict[str, str] | None = None, *, named: tuple[Named, ...] = ()
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Line, str, list[Told], Answer | None, str]:
        one = expert_of(tx, visit, visit.number("expert"))
        signed = next(
            (each for each in assessments.versions(tx, one.assessment_id) if each.version == one.version), None
        )
        said = experts.answers(tx, one) if one.sent_at and not one.out_at else {}
        areas = easy_areas(desk.pack, as_signed(desk.pack, known(tx, visit), signed)) if signed else ()
        told = [Told(area, said.get(area.id)) for area in areas] if said else []
        sentence = summed({each.area.id: each.answer for each in told if each.answer}, len(areas)) if told else ""
        line = Line(one, len(said), link_of(tx, one, desk.now()), one.language)
        return frame(tx, visit.member), line, place_of(tx, known(tx, visit)), told, said.get(HOW), sentence

    around, line, place, told, how, sentence = await desk.database.read(read)
    return page(
        "assessments/expert.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        line=line,
        one=line.expert,
        place=place,
        told=told,
        how=how,
        sentence=sentence,
        may_be_shown=rules.may_be_shown(line.expert),
        says=SAYS,
        ways=WAYS,
        shows=SHOWS,
        longest=LONGEST,
        names=naming.lines(named),
        replies=visit.field("do") == REPLY,
        typed=_typed(visit, line.expert, named),
        wrong=wrong or {},
        done=visit.request.query_params.get("done", ""),
    )
