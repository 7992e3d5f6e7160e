"""Experts by experience who check a signed version themselves: asking one, their links, and the sheet to hand over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import experts as rules
from asking.errors import AskingError
from asking.experts import Asked
from asking.links import page_of
from bot import invitation_words
from bot.look import LOOK, picture_url
from bot.staff.assessments.plain import known, place_of
from bot.staff.desk import Desk, Frame, frame, is_sample, page
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.invitations.codes import code
from bot.staff.records.plain import people_of
from locales import Words
from store import access_log, experts, services, settings
from store.assessments import Assessment
from store.experts import Expert
from store.tx import Tx

LONGEST_NAME = 80
MADE, AGAIN, END = "invite", "again", "end"
NOBODY = {"name": "", "language": "en", "person": "0", "large": ()}


@dataclass(frozen=True, slots=True)
class Line:
    """One who was asked: how far they are, and their link while it opens something."""

    expert: Expert
    said: int
    link: str
    language: str

    @property
    def state(self) -> str:
        """In a few words."""
        one = self.expert
        states = (
            (one.out_at, "Taken out"),
            (one.asked_out_at, "Wants it taken out"),
            (one.published_at, "Published"),
            (one.sent_at, "Sent"),
            (one.revoked_at, "Link ended"),
            (not self.link, "Link ran out"),
            (self.said, "Begun"),
            (one.back_at, "Taken back"),
        )
        return next((words for is_so, words in states if is_so), "Not begun")


async def show(desk: Desk, visit: Visit) -> Response:
    """Who was asked, and the form to ask another."""
    return await _page(desk, visit)


async def act(desk: Desk, visit: Visit) -> Response:
    """Asks somebody; makes another link, or ends one."""
    do = visit.field("do")
    if do == MADE:
        return await _invite(desk, visit)
    if do not in {AGAIN, END}:
        raise HTTPException(400)

    def write(tx: Tx) -> int:
        one = expert_of(tx, visit, visit.posted_number("expert"))
        if one.sent_at or one.out_at:
            raise HTTPException(400)  # their link is how they take it back
        change = rules.renew if do == AGAIN else rules.end
        change(tx, one, by=visit.who, now=desk.clock())
        return one.assessment_id

    number = await desk.database.write(write)
    return RedirectResponse(f"/staff/assessments/{number}/experts?done={do}", status_code=303)


async def sheet(desk: Desk, visit: Visit) -> Response:
    """A page of paper with their link, in their language."""

    def read(tx: Tx) -> tuple[Expert, str, Words, str, bool]:
        one = expert_of(tx, visit, visit.number("expert"))
        link = link_of(tx, one, desk.now())
        if not link or one.sent_at:
            raise HTTPException(404)
        return one, link, desk.languages.words(one.language), settings.get(tx, "provider") or "", is_sample(tx)

    one, link, words, provider, sample = await desk.database.read(read)
    return await asyncio.to_thread(
        page,
        "assessments/expert_sheet.html",
        one=one,
        link=link,
        words=words,
        provider=provider,
        sample=sample,
        fonts=LOOK.url("fonts.css"),
        picture=picture_url,
        say=invitation_words,
        code=code,
    )


def expert_of(tx: Tx, visit: Visit, number: int) -> Expert:
    """One who was asked to check `{assessment:int}`; a 404 where there is none."""
    one = experts.get(tx, number)
    if one is None or one.assessment_id != known(tx, visit).id:
        raise HTTPException(404)
    return one


def link_of(tx: Tx, one: Expert, now: str) -> str:
    """Where their page is; '' where their link opens nothing."""
    ended = one.revoked_at or one.out_at or (one.expires_at < now and not one.sent_at)
    return "" if ended else page_of(tx, rules.token_of(tx, one))


async def _invite(desk: Desk, visit: Visit) -> Response:
    typed: dict[str, Any] = {
        "name": " ".join(visit.field("name").split()),
        "language": visit.field("language"),
        "person": visit.field("person", MOST_DIGITS) or "0",
        "large": ("yes",) if visit.field("large") == "yes" else (),
    }
    if not typed["name"]:
        return await _page(desk, visit, typed, {"name": "Write what they want to be called."})
    try:
        number = await desk.database.write(partial(_invited, desk=desk, visit=visit, typed=typed))
    except AskingError as refused:
        return await _page(desk, visit, typed, {"language": f"{refused} {refused.mend}"})
    return RedirectResponse(f"/staff/assessments/{number}/experts?done=invite", status_code=303)


def _invited(tx: Tx, *, desk: Desk, visit: Visit, typed: dict[str, Any]) -> int:
    one, person = known(tx, visit), visit.posted_number("person")
    if not one.version or (person and not rules.name_in(tx, one.service_id, person)):
        raise HTTPException(400)
    asked = Asked(typed["name"], typed["language"], bool(typed["large"]), person or None)
    rules.invite(tx, desk.languages, one, asked, by=visit.who, now=desk.clock())
    did = f"asked an expert to check self-assessment {one.id}"
    access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=person or None)
    return one.id


async def _page(
    desk: Desk, visit: Visit, typed: dict[str, Any] | None = None, wrong: dict[str, str] | None = None
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Assessment, str, list[Line], list[tuple[str, list[tuple[int, str]]]]]:
        one = known(tx, visit)
        lines = [_line(tx, desk, each) for each in experts.of(tx, one.id)]
        offered = people_of(tx, _houses(tx, one)) if visit.manages else []
        if offered:
            did = "opened the form that asks an expert, with the names of people"
            access_log.add(tx, at=desk.now(), who=visit.who, did=did)
        return frame(tx, visit.member), one, place_of(tx, one), lines, offered

    around, one, place, lines, offered = await desk.database.write(read)
    sample = around.sample
    return page(
        "assessments/experts.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        one=one,
        place=place,
        lines=lines,
        people=offered,
        languages=[(each.code, each.name) for each in desk.languages.offered(drafts=sample)],
        typed=typed or NOBODY,
        wrong=wrong or {},
        longest=LONGEST_NAME,
        done=visit.request.query_params.get("done", ""),
    )


def _line(tx: Tx, desk: Desk, one: Expert) -> Line:
    name = next((each.name for each in desk.languages.offered(drafts=True) if each.code == one.language), one.language)
    return Line(one, len(experts.answers(tx, one)), link_of(tx, one, desk.now()), name)


def _houses(tx: Tx, one: Assessment) -> tuple[services.Service, ...]:
    return tuple(each for each in services.all(tx) if one.service_id in {0, each.id})
