"""Who may see a staff page. Every page but the sign-in goes through `guarded`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import signin
from bot.http.forms import read_form, text_field
from bot.http.origin import form_token, form_token_is_right
from bot.staff.desk import Desk
from store.errors import NotRead, NotSaved

COOKIE = "plainsay_staff"
COOKIE_PATH = "/staff"
FORM_PURPOSE = b"plainsay staff form"
"""Not a secret: the token is made from the cookie's 256 random bits, which no other site can read."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One signed-in request.

    Attributes:
        who: The name that was given at sign-in; it goes into the access log.
        form_token: Hidden field of every form on the page.
        form: What was posted; None for a GET.
    """

    request: Request
    who: str
    secret: str
    form_token: str
    form: FormData | None

    def number(self, name: str) -> int:
        """A number from the address; a 404 when it is too long to be one of ours."""
        value = self.request.path_params[name]
        if len(str(value)) > 15:  # noqa: PLR2004 - SQLite's and PostgreSQL's keys are 64 bits
            raise HTTPException(404)
        return int(value)

    def choice(self, name: str) -> int:
        """A number from the query, 0 where it is absent; a 404 when it is none."""
        value = self.request.query_params.get(name, "") or "0"
        if not (value.isascii() and value.isdigit() and len(value) <= 15):  # noqa: PLR2004 - as above
            raise HTTPException(404)
        return int(value)

    def field(self, name: str) -> str:
        """A posted text field, '' where it is absent."""
        return text_field(self.form, name) if self.form is not None else ""


Handler = Callable[[Desk, Visit], Awaitable[Response]]


def guarded(desk: Desk, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler for someone who is signed in; anyone else gets 401, and a post without our form token 403."""

    async def endpoint(request: Request) -> Response:
        try:
            return await handler(desk, await _visit(desk, request))
        except (NotSaved, NotRead) as error:
            raise HTTPException(503) from error

    return endpoint


async def _visit(desk: Desk, request: Request) -> Visit:
    secret = request.cookies.get(COOKIE, "")
    who = await desk.database.read(partial(signin.signed_in, secret=secret, now=desk.clock()))
    if who is None:
        raise HTTPException(401)
    form = None
    if request.method == "POST":
        form = await read_form(request)
        if not form_token_is_right(FORM_PURPOSE, secret, text_field(form, "form_token")):
            raise HTTPException(403)
    return Visit(request, who, secret, form_token(FORM_PURPOSE, secret), form)
