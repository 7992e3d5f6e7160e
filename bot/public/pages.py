"""A published self-assessment: what is declared, what can be read, and 'Do you see it differently? Tell us'."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from asking.links import assessment_id_in
from asking.moment import stamp
from asking.noticing import notice
from asking.sight import see_first
from asking.worries import is_passed_on, raise_worry
from bot.http.files import Assets
from bot.http.forms import read_form, text_field
from bot.http.limits import Limit
from bot.http.pages import environment
from bot.http.proxy import place_of
from bot.look import LOOK, picture_url
from bot.public.made import Made
from dialogs.pack import Pack
from evidence.reports import Asked, Reader, kind_named
from evidence.reports.document import Report
from evidence.reports.formats import FORMATS, file_name, write
from evidence.self_assessment import checked
from evidence.self_assessment.checked import Checked
from evidence.self_assessment.choosing import as_signed
from evidence.self_assessment.declared import line
from evidence.self_assessment.showing import standing
from locales import ENGLISH
from store import assessments, settings, voices
from store.assessments import Body, Signed
from store.database import Database
from store.errors import NotRead, NotSaved
from store.noticed import Text
from store.tx import Tx
from store.voices import Voice
from store.worries import PUBLIC

ASSETS = Assets("bot.public", "/static/public")
REPORTS = {"statement": "public-statement", "easy": "easy-read-summary", "whole": "self-assessment"}
"""What can be read, by the end of its address."""
OFFERED = ("html", "pdf", "docx")
WITHIN = timedelta(hours=1)
FROM_A_PLACE, FROM_ALL = 5, 60
"""So many are taken in an hour, from one place and from all places together."""
LONGEST, LONGEST_CONTACT = 2000, 200
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Open:
    """A published version, and what stands beside it.

    Attributes:
        declared: Who declared it and when, or who wrote the declaration down for whom.
    """

    signed: Signed
    provider: str
    challenges: tuple[Voice, ...]
    checked: tuple[Checked, ...] = ()
    declared: str = ""

    @property
    def said(self) -> Body:
        """The declaration."""
        found: Body = self.signed.body.get("declaration") or {}
        return found


class Published:
    """The pages.

    Args:
        database: Where everything is kept.
        pack: The code that is assessed.
        clock: Tells the present moment.
        bell: Rung when messages wait to be sent.
    """

    def __init__(
        self, database: Database, pack: Pack, clock: Callable[[], datetime], bell: Callable[[], None] = lambda: None
    ) -> None:
        self._database, self._pack, self._clock, self._bell = database, pack, clock, bell
        self._made: Made[tuple[Report, bytes]] = Made(clock)
        self._places, self._all = Limit(FROM_A_PLACE, WITHIN), Limit(FROM_ALL, WITHIN)

    async def show(self, request: Request) -> Response:
        """The first page: in easy words what this is, the declaration, and what can be read."""
        found = await self._open(request)
        told = request.query_params.get("done", "")
        return _page("published.html", request, found, told=told, code=self._pack.name)

    async def read(self, request: Request) -> Response:
        """One of the reports, for everyone: nothing in it is for staff only."""
        found = await self._open(request)
        kind = kind_named(REPORTS.get(request.path_params["report"], ""))
        form = request.query_params.get("format", "html")
        if kind is None or form not in OFFERED:
            raise HTTPException(404)
        asked = Asked(self._pack, self._clock().date(), Reader(public=True), number=found.signed.assessment_id)

        async def make() -> tuple[Report, bytes]:
            report = await self._read(lambda tx: kind.make(tx, asked))
            if report is None:
                raise HTTPException(404)
            return report, await asyncio.to_thread(write, report, form)

        # A yes that is taken back, or what experts said, is out of what is kept at once, and not only after a minute.
        yeses = await self._read(lambda tx: _yeses(tx, self._pack, found.signed))
        key = (asked.number, found.signed.version, kind.name, form, yeses)
        return _sent(form, *await self._made.get(key, make))

    async def ask(self, request: Request) -> Response:
        """The form."""
        return _page("tell.html", request, await self._open(request), **_nothing())

    async def tell(self, request: Request) -> Response:
        """Keep what somebody says. Nobody has to say who they are; how to reach them is sealed."""
        found = await self._open(request)
        form = await read_form(request)
        words = text_field(form, "words", 4 * LONGEST).replace("\r\n", "\n").strip()
        contact = " ".join(text_field(form, "contact", 4 * LONGEST_CONTACT).split())
        typed, not_safe = {"words": words, "contact": contact}, text_field(form, "not_safe") == "yes"
        if not words or len(words) > LONGEST or len(contact) > LONGEST_CONTACT:
            return _page(
                "tell.html",
                request,
                found,
                status=400,
                **{**_nothing(), "typed": typed, "wrong": True, "not_safe": not_safe},
            )
        wait = self._wait(request)
        if wait:
            response = _page(
                "tell.html",
                request,
                found,
                status=TOO_MANY,
                **{**_nothing(), "typed": typed, "wait": wait, "not_safe": not_safe},
            )
            response.headers["Retry-After"] = str(60 * wait)
            return response
        done = await (self._tell_leads(found, typed) if not_safe else self._keep(found, typed))
        return RedirectResponse(f"/published/{request.path_params['token']}?done={done}", status_code=303)

    async def _tell_leads(self, found: Open, typed: dict[str, str]) -> str:
        """Somebody is not safe: it goes to those who keep people safe, and to no manager."""
        now = self._clock()

        def write_it(tx: Tx) -> bool:
            one = assessments.get(tx, found.signed.assessment_id)
            contact = f"\n\nContact: {typed['contact']}" if typed["contact"] else ""
            worry_id = raise_worry(
                tx,
                now,
                service_id=one.service_id if one else 0,
                person_id=None,
                session_id=None,
                words=typed["words"] + contact,
                origin=PUBLIC,
            )
            return is_passed_on(tx, worry_id)

        try:
            passed = await self._database.write(write_it)
        except NotSaved as error:
            raise HTTPException(503) from error
        self._bell()
        return "passed" if passed else "kept"

    async def _keep(self, found: Open, typed: dict[str, str]) -> str:
        now = self._clock()
        seen = await see_first(typed["words"], ENGLISH.language)

        def write_it(tx: Tx) -> None:
            number = voices.add(
                tx,
                assessment_id=found.signed.assessment_id,
                version=found.signed.version,
                kind=voices.CHALLENGE,
                body={**typed, "reply": ""},
                at=stamp(now),
            )
            one = assessments.get(tx, found.signed.assessment_id)
            service_id = one.service_id if one else 0
            notice(tx, Text(f"voice/{number}", typed["words"], ENGLISH.language, service_id), now, seen)

        try:
            await self._database.write(write_it)
        except NotSaved as error:
            raise HTTPException(503) from error
        if seen.kinds:
            self._bell()
        return "told"

    def _wait(self, request: Request) -> int:
        """How many minutes there are to wait; 0 where there are none."""
        now, place = self._clock(), place_of(request)
        wait = self._places.wait(place, now) or self._all.wait("", now)
        return math.ceil(wait.total_seconds() / 60)

    async def _open(self, request: Request) -> Open:
        """What the address is of; a 404 for all that is not published, whatever the reason."""
        found: Open | None = await self._read(lambda tx: _opened(tx, self._pack, request.path_params["token"]))
        if found is None:
            raise HTTPException(404)
        return found

    async def _read(self, turn: Callable[[Tx], Any]) -> Any:
        try:
            return await self._database.read(turn)
        except NotRead as error:
            raise HTTPException(503) from error


def _opened(tx: Tx, pack: Pack, token: str) -> Open | None:
    number = assessment_id_in(tx.keys, token)
    signed = assessments.published(tx, number) if number else None
    if signed is None:
        return None
    told = tuple(one for one in voices.of(tx, signed.assessment_id, voices.CHALLENGE) if one.public_at)
    one = assessments.get(tx, signed.assessment_id)
    provider = settings.get(tx, "provider") or ""
    if one is None:
        return Open(signed, provider, told)
    whole = as_signed(pack, one, signed)
    return Open(signed, provider, told, checked.published(tx, whole, signed.version), line(whole))


def _yeses(tx: Tx, pack: Pack, signed: Signed) -> tuple[tuple[object, ...], ...]:
    one = assessments.get(tx, signed.assessment_id)
    said = (each for kind in (voices.CHECK, voices.CHALLENGE) for each in voices.of(tx, signed.assessment_id, kind))
    heard = tuple((each.id, each.replied_at, each.public_at, each.is_out) for each in said)
    return (*standing(tx, as_signed(pack, one, signed)), *heard, checked.standing(tx, one.id)) if one else ()


def _nothing() -> dict[str, Any]:
    return {"typed": {"words": "", "contact": ""}, "wrong": False, "wait": 0, "not_safe": False}


def _sent(form: str, report: Report, content: bytes) -> Response:
    headers = {}
    if form == "html":
        from evidence.reports.html import policy  # noqa: PLC0415 - formats are loaded when they are asked for

        headers["Content-Security-Policy"] = f"{policy()}; frame-ancestors 'none'"
    else:
        headers["Content-Disposition"] = f'attachment; filename="{file_name(report, form)}"'
    return Response(content, media_type=FORMATS[form].mime, headers=headers)


@cache
def _templates() -> Environment:
    return environment("bot.public")


def _page(template: str, request: Request, found: Open, *, status: int = 200, **values: Any) -> HTMLResponse:
    home = f"/published/{request.path_params['token']}"
    made = _templates().get_template(template)
    return HTMLResponse(
        made.render(found=found, home=home, asset=ASSETS.url, look=LOOK.url, picture=picture_url, **values), status
    )
