"""Who may see a staff page. Every page but the sign-in goes through `guarded`."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import signin
from asking.signin import Role
from bot.http.forms import read_form, text_field
from bot.staff.desk import Desk, frame, is_sample, page, refused
from store.errors import NotRead, NotSaved

COOKIE = "plainsay_staff"
COOKIE_PATH = "/staff"
MOST_DIGITS = 15
"""Of a number in an address: the databases' keys are 64 bits."""
STAFF = frozenset(Role)
"""All who can sign in."""
LEADS = frozenset({Role.LEAD})
"""Who may know what one person told."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One signed-in request.

    Attributes:
        who: The name that was given at sign-in; it goes into the access log.
        today: The day of the visit, for what is printed.
        form_token: Hidden field of every form on the page.
        form: What was posted; None for a GET.
    """

    request: Request
    who: str
    role: Role
    today: date
    secret: str
    form_token: str
    form: FormData | None

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

    def field(self, name: str) -> str:
        """A posted text field, '' where it is absent."""
        return text_field(self.form, name) if self.form is not None else ""

    async def file(self, name: str) -> bytes:
        """A posted file, empty where it is absent."""
        sent = self.form.get(name) if self.form is not None else None
        return await sent.read() if isinstance(sent, UploadFile) else b""

    def on_behalf_of(self, who: str) -> str:
        """How the access log names someone whom the one who is signed in acts for: `Mo`, or `Mo, for Ann`."""
        return who if who == self.who else f"{self.who}, for {who}"

    @property
    def leads(self) -> bool:
        """Whether worries, words and recordings are open to them."""
        return self.role in LEADS


Handler = Callable[[Desk, Visit], Awaitable[Response]]


def guarded(
    desk: Desk, handler: Handler, roles: frozenset[Role], files: int = 0
) -> Callable[[Request], Awaitable[Response]]:
    """The handler for someone who is signed in with one of these roles. Its form may hold so many files.

    Without a sign-in the answer is 401; with another role, or for a post without our form token, 403.
    """

    async def endpoint(request: Request) -> Response:
        try:
            visit = await _visit(desk, request, files)
            if visit is None:
                return refused(await desk.database.read(is_sample))
            if visit.role not in roles:
                around = await desk.database.read(frame)
                return page("not_for_you.html", status=403, visit=visit, frame=around)
            try:
                return await handler(desk, visit)
            finally:
                if files and visit.form is not None:
                    await visit.form.close()
        except (NotSaved, NotRead) as error:
            raise HTTPException(503) from error

    return endpoint


async def _visit(desk: Desk, request: Request, files: int) -> Visit | None:
    secret, now = request.cookies.get(COOKIE, ""), desk.clock()
    who = await desk.database.read(partial(signin.signed_in, secret=secret, now=now))
    if who is None:
        return None
    token, form = _form_token(secret), None
    if request.method == "POST":
        form = await read_form(request, files=files)
        if not hmac.compare_digest(token.encode(), text_field(form, "form_token").encode()):
            await form.close()
            raise HTTPException(403)
    return Visit(request, who.name, who.role, now.date(), secret, token, form)


def _form_token(secret: str) -> str:
    """The hidden field of one sign-in's forms: made from the cookie's random bits, which no other site can read."""
    return hmac.digest(secret.encode(), b"plainsay staff form", "sha256").hex()
