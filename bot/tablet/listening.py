"""How someone listens and reads on this device: read to or not, how fast, and with the English beside a draft.

It is kept in a cookie for this person's pages alone, and says nothing about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from asking.turn import Turn
from bot.http.forms import read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.pieces import Piece
from bot.tablet.render import go, home

COOKIE = "listen"
A_YEAR_SECONDS = 365 * 24 * 60 * 60
RATES = ("slower", "normal", "faster")
"""The names in `easyread.speech.RATES_WPM`, which is slow to load."""
CHOSEN = re.compile(rf"(always|asked)\.({'|'.join(RATES)})\.(english|alone)")

PLACES = frozenset(
    {
        *("", "?note=kept", "/help", "/told", "/told/next", "/more", "/language", "/reminders", "/changed"),
        "/changed?in=talk",
        *("/answers", "/answers?show=yes", "/answers/all"),
        *("/share", "/share?show=yes", "/summary"),
        *("/about", "/about?show=yes", "/agreed", "/forget"),
    }
)
"""Where a person's pages are, behind their link."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What was chosen here.

    Attributes:
        always: Pages start to read by themselves.
        rate: One of `RATES`.
        beside: The English is wanted beside a draft translation.
        path: The page's own address behind the link, such as `/answers`.
        query: What follows it, such as `show=yes`.
        english: What this page says in English, where it is to stand beside.
    """

    always: bool
    rate: str
    beside: bool = False
    path: str = ""
    query: str = ""
    english: tuple[Piece, ...] = ()

    @property
    def place(self) -> str:
        """Where to come back to, one of `PLACES`."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def sound(self, token: str, turn: int) -> str:
        """The address of the page's sound; `&piece=` and `&rate=` may follow."""
        asked = f"{self.query}&" if self.query else ""
        return f"{home(token, self.path)}/listen.mp3?{asked}{urlencode({'turn': turn})}"


def listening(request: Request, turn: Turn, path: str = "", query: str = "") -> Listening:
    """What the device's cookie says, for the page at `path`. A cookie that is none of ours is as good as none.

    Where nothing was chosen here yet, whoever is known to need it is read to from the start.
    """
    return chosen(request, path, query, aloud=turn.aloud)


def chosen(request: Request, path: str = "", query: str = "", *, aloud: bool = False) -> Listening:
    """The same where no talk is behind the page."""
    found = CHOSEN.fullmatch(request.cookies.get(COOKIE, ""))
    always, rate, beside = found.groups() if found else ("always" if aloud else "asked", "normal", "alone")
    english = getattr(request.state, "english", ())
    return Listening(always == "always", rate, beside == "english", path, query, english)


def wants_english(request: Request) -> bool:
    """Whether the English was asked for beside a draft, on this device."""
    found = CHOSEN.fullmatch(request.cookies.get(COOKIE, ""))
    return found is not None and found[3] == "english"


class Ways:
    """Where the choice is sent."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def choose(self, request: Request) -> Response:
        """POST: `always` (yes or no), `rate`, `english` (yes or no); what is not sent stays. Then back to `at`.

        Who asks for the English is brought to it: it stands under everything else.
        """
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        return await choose(request, token, listening(request, turn), PLACES)


async def choose(request: Request, token: str, before: Listening, places: frozenset[str]) -> Response:
    """Keeps what was posted, and leads back to one of these places behind the link."""
    form = await read_form(request)
    at, always, rate = text_field(form, "at"), text_field(form, "always"), text_field(form, "rate") or before.rate
    english = text_field(form, "english")
    if at not in places or not {always, english} <= {"", "yes", "no"} or rate not in RATES:
        raise HTTPException(400)
    is_always = always == "yes" or (not always and before.always)
    beside = english == "yes" or (not english and before.beside)
    response = go(token, f"{at}#draft" if english else at)
    response.set_cookie(
        COOKIE,
        f"{'always' if is_always else 'asked'}.{rate}.{'english' if beside else 'alone'}",
        max_age=A_YEAR_SECONDS,
        path=home(token),
        secure=request.url.scheme == "https",
        httponly=True,  # the page's own script sends the form, and needs no cookie
        samesite="lax",
    )
    return response
