"""The cookies that make a browser the device on which somebody answers (see `asking.devices`).

One cookie for all talks: where another person's link is opened, theirs takes its place, so that on a tablet that goes
from hand to hand nobody sees what the one before said. A tablet that staff have handed over forgets sooner still.
"""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

COOKIE, SHARED, STAFF = "device", "shared", "staff_here"
PATH = "/s"
LASTS = timedelta(days=365)
SHARED_LASTS = timedelta(minutes=15)
"""† On a tablet that was handed over: this long after the last page."""
SHARED_OVER = timedelta(minutes=5)
"""† There, once the talk rests or has ended."""
SHARED_STAYS = timedelta(days=365)


def keep(request: Request, response: Response, value: str, *, over: bool) -> None:
    """Have the browser keep what it is known by; on a tablet that was handed over, for a short while, each time anew.

    Args:
        request: What was asked.
        response: The answer to it.
        value: A new secret; '' where it has one already.
        over: The talk rests or has ended.
    """
    shared = SHARED in request.cookies
    known = value or (request.cookies.get(COOKIE, "") if shared else "")
    if known:
        lasts = (SHARED_OVER if over else SHARED_LASTS) if shared else LASTS
        _set(request, response, COOKIE, known, lasts)


def hand_over(request: Request, response: Response, mark: str) -> None:
    """This browser goes from hand to hand: what it is known by ends now, and soon after each use from now on."""
    _set(request, response, SHARED, mark, SHARED_STAYS)
    response.delete_cookie(COOKIE, path=PATH)


def staff_here(request: Request, response: Response, *, lasts: timedelta) -> None:
    """A member of the staff is signed in: on pages of people this browser is nobody's device."""
    _set(request, response, STAFF, "yes", lasts)


def staff_left(response: Response) -> None:
    """Nobody is signed in any more."""
    response.delete_cookie(STAFF, path=PATH)


def _set(request: Request, response: Response, name: str, value: str, lasts: timedelta) -> None:
    """Lax, not Strict: who comes from a link in a message is on the same device as before."""
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        path=PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
