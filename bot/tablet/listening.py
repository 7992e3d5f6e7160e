"""How someone listens on this device: whether every page is read to them, and how fast.

It is kept in a cookie for this person's pages alone, and says nothing about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from bot.http.forms import read_form, text_field
from bot.tablet.render import go, home

COOKIE = "listen"
A_YEAR_SECONDS = 365 * 24 * 60 * 60
RATES = ("slower", "normal", "faster")
"""The names in `easyread.speech.RATES_WPM`, which is slow to load."""

PLACES = frozenset(
    {"", "?note=kept", "/help", "/told", "/told/next", "/more", "/answers", "/answers?show=yes", "/answers/all"}
)
"""Where a person's pages are, behind their link."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What was chosen here.

    Attributes:
        always: Pages start to read by themselves.
        rate: One of `RATES`.
        path: The page's own address behind the link, such as `/answers`.
        query: What follows it, such as `show=yes`.
    """

    always: bool
    rate: str
    path: str = ""
    query: str = ""

    @property
    def place(self) -> str:
        """Where to come back to, one of `PLACES`."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def sound(self, token: str, turn: int) -> str:
        """The address of the page's sound; `&piece=` and `&rate=` may follow."""
        asked = f"{self.query}&" if self.query else ""
        return f"{home(token, self.path)}/listen.mp3?{asked}{urlencode({'turn': turn})}"


def listening(request: Request, path: str = "", query: str = "") -> Listening:
    """What the device's cookie says, for the page at `path`. A cookie that is none of ours is as good as none."""
    always, _, rate = request.cookies.get(COOKIE, "").partition(".")
    return Listening(always == "always", rate if rate in RATES else "normal", path, query)


class Ways:
    """Where the choice is sent."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def choose(self, request: Request) -> Response:
        """POST: `always` (yes or no), `rate`, or both; what is not sent stays. Then back to the page, `at`."""
        token = request.path_params["token"]
        await self._conversations.show(token)
        form, before = await read_form(request), listening(request)
        at, always, rate = text_field(form, "at"), text_field(form, "always"), text_field(form, "rate") or before.rate
        if at not in PLACES or always not in {"", "yes", "no"} or rate not in RATES:
            raise HTTPException(400)
        is_always = always == "yes" or (not always and before.always)
        response = go(token, at)
        response.set_cookie(
            COOKIE,
            f"{'always' if is_always else 'asked'}.{rate}",
            max_age=A_YEAR_SECONDS,
            path=home(token),
            secure=request.url.scheme == "https",
            httponly=True,  # the page's own script sends the form, and needs no cookie
            samesite="lax",
        )
        return response
