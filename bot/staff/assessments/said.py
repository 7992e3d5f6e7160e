"""What others say: experts by experience who looked at it, and whoever sees it differently; replies to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.assessment_names import names_at, of_voice, subject_of
from asking.names_to_ask import Named, Place
from asking.noticing import notice
from asking.sight import see_first
from bot.staff import naming
from bot.staff.assessments.plain import known, place_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.reports.public_statement import taken_out
from store import access_log, experts, noticed, voices
from store.assessments import Assessment
from store.experts import Expert
from store.noticed import Text
from store.tx import Tx
from store.voices import CHALLENGE, CHECK, Voice

AGREES = (("yes", "They agree with what we say"), ("partly", "They agree with some of it"), ("no", "They do not agree"))
LONGEST, LONGEST_WHY = 4000, 300
REPLY, ADD, REMOVE = "reply", "check", "remove"


async def show(desk: Desk, visit: Visit) -> Response:
    """Both, with a form to write down what an expert says."""
    return await _page(desk, visit)


async def act(desk: Desk, visit: Visit) -> Response:
    """A reply, or what an expert says; what is wrong is told, and what was typed stays."""
    do = visit.field("do")
    if do == REPLY:
        return await _reply(desk, visit)
    if do == ADD:
        return await _check(desk, visit)
    if do == REMOVE:
        return await _remove(desk, visit)
    raise HTTPException(400)


async def _reply(desk: Desk, visit: Visit) -> Response:
    words, number = visit.field("reply", LONGEST).replace("\r\n", "\n").strip(), visit.posted_number("voice")
    public = visit.field("public") == "yes"
    if not words:
        return await _page(desk, visit, {f"reply-{number}": "Write your reply."}, sent=number)

    seen = await see_first(words, noticed.STAFF_WRITE)

    def write(tx: Tx) -> int | Asks:
        one, voice = known(tx, visit), _voice(tx, visit, (CHALLENGE, CHECK), number)
        if voice.is_out:
            raise HTTPException(404)
        body = {**voice.body, "reply": words}
        told = of_voice(replace(voice, body=body)) if public or voice.kind == CHECK else ()
        asks = _asks(tx, desk, visit, one, told)
        if asks:
            return asks
        voices.change(tx, voice, body, by=visit.who, at=desk.now(), public=public)
        notice(tx, Text(f"reply/{number}", words, noticed.STAFF_WRITE, one.service_id), desk.clock(), seen)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"replied about self-assessment {one.id}")
        return one.id

    done = await desk.database.write(write)
    if not isinstance(done, int):
        return await _page(desk, visit, sent=number, asks=done)
    if seen.kinds:
        desk.bell()
    return _back(done, "replied")


async def _check(desk: Desk, visit: Visit) -> Response:
    body = {
        "who": " ".join(visit.field("who").split()),
        "on": visit.field("on"),
        "words": visit.field("words", LONGEST).strip(),
        "agrees": visit.field("agrees"),
    }
    wrong = _wrong(body, visit.today)
    if wrong:
        return await _page(desk, visit, wrong, typed=body)

    # They are people supported, and may tell of something that somebody has to look after.
    seen = await see_first(body["words"], noticed.STAFF_WRITE)

    def write(tx: Tx) -> int | Asks:
        one = known(tx, visit)
        new = Voice(0, one.id, one.version, CHECK, body, desk.now(), None, "", None)
        asks = _asks(tx, desk, visit, one, of_voice(new))
        if asks:
            return asks
        number = voices.add(tx, assessment_id=one.id, version=one.version, kind=CHECK, body=body, at=desk.now())
        notice(tx, Text(f"voice/{number}", body["words"], noticed.STAFF_WRITE, one.service_id), desk.clock(), seen)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"wrote what experts say of self-assessment {one.id}")
        return one.id

    number = await desk.database.write(write)
    if not isinstance(number, int):
        return await _page(desk, visit, typed=body, asks=number)
    if seen.kinds:
        desk.bell()
    return _back(number, "checked")


async def _remove(desk: Desk, visit: Visit) -> Response:
    """Until somebody signs it is deleted; then readers see that it was there, and why it is gone."""
    number, why = visit.posted_number("voice"), " ".join(visit.field("why", LONGEST_WHY).split())

    seen = await see_first(why, noticed.STAFF_WRITE)

    def write(tx: Tx) -> tuple[int, str] | Asks:
        one, voice = known(tx, visit), _voice(tx, visit, (CHECK,), number)
        if voice.is_out:
            raise HTTPException(404)
        if one.version and not why:
            return one.id, ""
        asks = _asks(tx, desk, visit, one, (Place("The reason", why),)) if one.version else None
        if asks:
            return asks
        if one.version:
            voices.take_out(tx, voice, on=visit.today.isoformat(), why=why)
            notice(tx, Text(f"reply/{number}", why, noticed.STAFF_WRITE, one.service_id), desk.clock(), seen)
        else:
            voices.remove(tx, voice)
        did = f"{'took out' if one.version else 'removed'} what experts say of self-assessment {one.id}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        return one.id, "out" if one.version else "removed"

    came = await desk.database.write(write)
    if isinstance(came, Asks):
        return await _page(desk, visit, gone=number, asks=came)
    assessment, done = came
    if not done:
        return await _page(desk, visit, {f"why-{number}": "Write why it is taken out. Readers see it."})
    if done == "out" and seen.kinds:
        desk.bell()
    return _back(assessment, done)


@dataclass(frozen=True, slots=True)
class Asks:
    """Names in what was sent, that somebody has to tick first."""

    named: tuple[Named, ...]
    wrong: dict[str, str]


def _asks(tx: Tx, desk: Desk, visit: Visit, one: Assessment, places: tuple[Place, ...]) -> Asks | None:
    named = names_at(tx, one.id, *(replace(place, link="") for place in places))
    wrong = naming.looked_at(tx, desk, visit, subject_of(one.id), named)
    return Asks(named, wrong) if wrong else None


def _wrong(body: dict[str, str], today: date) -> dict[str, str]:
    wrong = {}
    if not body["who"]:
        wrong["who"] = "Write who looked at it, such as the name of their group."
    try:
        late = date.fromisoformat(body["on"]) > today
    except ValueError:
        late = True
    if late:
        wrong["on"] = "Choose the day on which they looked at it: today or earlier."
    if not body["words"]:
        wrong["words"] = "Write what they say, in their own words."
    if body["agrees"] not in dict(AGREES):
        wrong["agrees"] = "Choose whether they agree."
    return wrong


def sent_by(tx: Tx, assessment_id: int) -> tuple[Expert, ...]:
    """The experts by experience who checked it over a link of their own, and sent what they say."""
    return tuple(one for one in experts.of(tx, assessment_id) if one.sent_at or one.out_at)


def _voice(tx: Tx, visit: Visit, kinds: tuple[str, ...], number: int) -> Voice:
    every = (one for kind in kinds for one in voices.of(tx, known(tx, visit).id, kind))
    found = next((one for one in every if one.id == number), None)
    if found is None:
        raise HTTPException(404)
    return found


def _again(visit: Visit, sent: int, gone: int) -> dict[str, Any]:
    """What was typed of a reply, or of a reason, for the form that comes again."""
    return {
        "sent": sent,
        "reply": visit.field("reply", LONGEST) if sent else "",
        "public": visit.field("public") if sent else "",
        "gone": gone,
        "out_why": visit.field("why", LONGEST_WHY) if gone else "",
    }


def _back(number: int, done: str) -> Response:
    return RedirectResponse(f"/staff/assessments/{number}/said?done={done}", status_code=303)


async def _page(
    desk: Desk,
    visit: Visit,
    wrong: dict[str, str] | None = None,
    *,
    typed: dict[str, str] | None = None,
    sent: int = 0,
    gone: int = 0,
    asks: Asks | None = None,
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Assessment, str, tuple[Expert, ...], tuple[Voice, ...], tuple[Voice, ...]]:
        one = known(tx, visit)
        both = voices.of(tx, one.id, CHECK), voices.of(tx, one.id, CHALLENGE)
        return frame(tx, visit.member), one, place_of(tx, one), sent_by(tx, one.id), *both

    around, one, place, by_themselves, checks, challenges = await desk.database.read(read)
    return page(
        "assessments/said.html",
        status=400 if wrong or asks else 200,
        visit=visit,
        frame=around,
        one=one,
        place=place,
        by_themselves=by_themselves,
        checks=checks,
        challenges=challenges,
        agrees=AGREES,
        taken_out=taken_out,
        typed=(typed or {"who": "", "on": visit.today.isoformat(), "words": "", "agrees": ""})
        | naming.typed(visit, asks.named if asks else ()),
        wrong=asks.wrong if asks else wrong or {},
        names=naming.lines(asks.named if asks else ()),
        **_again(visit, sent, gone),
        longest=LONGEST,
        longest_why=LONGEST_WHY,
        done=visit.request.query_params.get("done", ""),
    )
