"""Who may see a staff page. Every page but the sign-in goes through `guarded`."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import signin
from asking.permissions import CARERS, LEADS, MANAGERS, READERS, Role
from bot.http.forms import MOST_FIELDS, read_form, text_field
from bot.staff import cookie
from bot.staff.desk import Desk, frame, is_sample, page, refused
from store.errors import NotRead, NotSaved, Tampered, UnknownRow
from store.members import Member
from store.tx import Tx

DAMAGED = 410
"""The status where what is kept is there no more, or does not open."""
LOG = logging.getLogger("plainsay.staff")
MOST_DIGITS = 15
"""Of a number in an address: the databases' keys are 64 bits."""
PROVIDER: Final = 0
"""In place of a service's id: the whole provider, for those who work for all services."""
ALLOWED: Final = -1
"""In place of a service's id: who may is no matter of services, and this visitor may."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One signed-in request.

    Attributes:
        member: Who it is, as they are now.
        today: The day of the visit, for what is printed.
        form_token: Hidden field of every form on the page.
        form: What was posted; None for a GET.
    """

    request: Request
    member: Member
    today: date
    secret: str
    form_token: str
    form: FormData | None

    @property
    def who(self) -> str:
        """The member's name; it goes into the access log."""
        return self.member.name

    @property
    def role(self) -> Role:
        """The member's role."""
        return Role(self.member.role)

    def number(self, name: str) -> int:
        """A number from the address; a 404 when it is too long to be one of ours."""
        value = self.request.path_params[name]
        if len(str(value)) > MOST_DIGITS:
            raise HTTPException(404)
        return int(value)

    def choice(self, name: str) -> int:
        """A number from the query, 0 where it is absent; a 404 when it is none."""
        value = self.request.query_params.get(name, "") or "0"
        if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
            raise HTTPException(404)
        return int(value)

    def field(self, name: str, longest: int = 100) -> str:
        """A posted text field, '' where it is absent; a 400 when it is longer."""
        return text_field(self.form, name, longest) if self.form is not None else ""

    def posted_number(self, name: str) -> int:
        """A number that was posted, 0 where it was left out; a 400 when it is none."""
        value = self.field(name) or "0"
        if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
            raise HTTPException(400)
        return int(value)

    async def file(self, name: str) -> bytes:
        """A posted file, empty where it is absent."""
        sent = self.form.get(name) if self.form is not None else None
        return await sent.read() if isinstance(sent, UploadFile) else b""

    def file_name(self, name: str) -> str:
        """What a posted file was called, '' where it is absent."""
        sent = self.form.get(name) if self.form is not None else None
        return (sent.filename or "") if isinstance(sent, UploadFile) else ""

    def on_behalf_of(self, who: str) -> str:
        """How the access log names someone whom the one who is signed in acts for: `Mo`, or `Mo, for Ann`."""
        return who if who == self.who else f"{self.who}, for {who}"

    def sees(self, service_id: int) -> bool:
        """Whether a service is one of theirs; 0 is the whole provider."""
        return self.member.sees(service_id)

    @property
    def leads(self) -> bool:
        """Whether worries, words and recordings are open to them."""
        return self.role in LEADS

    @property
    def manages(self) -> bool:
        """Whether they plan rounds, and may name who hears a worry."""
        return self.role in MANAGERS

    @property
    def cares(self) -> bool:
        """Whether they know the people of their services by name."""
        return self.role in CARERS

    @property
    def reads(self) -> bool:
        """Whether they read what many people say."""
        return self.role in READERS


Handler = Callable[[Desk, Visit], Awaitable[Response]]
Place = Callable[[Tx, Visit], int | None]
"""Gives the service that an address is about: its id, `PROVIDER`, `ALLOWED`, or None where there is nothing there."""


@dataclass(frozen=True, slots=True)
class Door:
    """One address of the staff pages, and who may open it.

    Attributes:
        roles: Who may. Anyone else who is signed in gets a 403.
        about: Which service it is about. Whoever does not work for that one gets a 404, as if there were nothing:
            not even that somebody is known there is told. None where the page itself shows each member their own.
        files: How many files its form may hold.
        bytes: The most that its form may hold, where that is more than a form of words.
        fields: The most fields that its form may have, where that is more than 100.
    """

    method: str
    path: str
    handler: Handler
    roles: frozenset[Role]
    about: Place | None = None
    files: int = 0
    bytes: int = 0
    fields: int = MOST_FIELDS


def guarded(desk: Desk, door: Door) -> Callable[[Request], Awaitable[Response]]:
    """The handler for someone who is signed in and may open this door.

    Without a sign-in the answer is 401; with another role, or for a post without our form token, 403; for what
    belongs to another service, 404.
    """

    async def endpoint(request: Request) -> Response:
        try:
            visit = await _visit(desk, request, door)
            if visit is None:
                return refused(await desk.database.read(is_sample))
            try:
                if visit.role not in door.roles:
                    around = await desk.database.read(lambda tx: frame(tx, visit.member))
                    return page("not_for_you.html", status=403, visit=visit, frame=around, roles=sorted(door.roles))
                if door.about is not None:
                    await desk.database.read(partial(_refuse_elsewhere, visit=visit, place=door.about))
                return await door.handler(desk, visit)
            finally:
                if door.files and visit.form is not None:
                    await visit.form.close()
        except (NotSaved, NotRead) as error:
            raise HTTPException(503) from error
        except (Tampered, UnknownRow) as error:
            LOG.warning("M102: %s is damaged or missing: %s", error.where, error.code)
            raise HTTPException(DAMAGED) from error

    return endpoint


def _refuse_elsewhere(tx: Tx, *, visit: Visit, place: Place) -> None:
    service_id = place(tx, visit)
    if service_id is None or not (service_id == ALLOWED or visit.sees(service_id)):
        raise HTTPException(404)


async def _visit(desk: Desk, request: Request, door: Door) -> Visit | None:
    secret, now = cookie.secret_in(request), desk.clock()
    who = await desk.database.read(partial(signin.signed_in, secret=secret, now=now))
    if who is None:
        return None
    token, form = _form_token(secret), None
    if request.method == "POST":
        form = await read_form(request, files=door.files, fields=door.fields)
        if not hmac.compare_digest(token.encode(), text_field(form, "form_token").encode()):
            await form.close()
            raise HTTPException(403)
    return Visit(request, who, now.date(), secret, token, form)


def _form_token(secret: str) -> str:
    """The hidden field of one sign-in's forms: made from the cookie's random bits, which no other site can read."""
    return hmac.digest(secret.encode(), b"plainsay staff form", "sha256").hex()
