"""What a browser shows of itself on a person's pages."""

from __future__ import annotations

from starlette.requests import Request

from asking.devices import Shown
from bot.http.device import COOKIE, STAFF


def shown_by(request: Request) -> Shown:
    """Its secret, and whether a member of the staff is signed in there."""
    return Shown(request.cookies.get(COOKIE, ""), staff=STAFF in request.cookies, keeps=True)
