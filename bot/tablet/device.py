"""What a browser shows of itself on a person's pages."""

from __future__ import annotations

from starlette.requests import Request

from asking.devices import Shown
from bot.http.device import COOKIE, SHARED, STAFF


def shown_by(request: Request) -> Shown:
    """Its secret, whether a member of the staff is signed in there, and whether it was handed over."""
    staff, shared = STAFF in request.cookies, request.cookies.get(SHARED, "")
    return Shown(request.cookies.get(COOKIE, ""), staff=staff, keeps=True, shared=shared)
