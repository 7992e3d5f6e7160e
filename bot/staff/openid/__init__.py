"""Signing in with an account of the organisation (OpenID Connect). `provider` speaks to it, `pages` to people."""

from __future__ import annotations

from functools import partial

from starlette.routing import Route

from asking.permissions import STAFF
from bot.accounts import CALLBACK
from bot.staff.desk import Desk
from bot.staff.guard import Door
from bot.staff.openid import pages

__all__ = ["DOORS", "open_routes"]

DOORS: tuple[Door, ...] = (
    Door("POST", "/staff/me/keys/connect", pages.connect, STAFF),
    Door("POST", "/staff/me/keys/disconnect", pages.disconnect, STAFF),
)
"""Every address of the room that needs a sign-in."""


def open_routes(desk: Desk) -> list[Route]:
    """The addresses for those who are not signed in yet."""
    return [
        Route("/staff/openid/start", partial(pages.start, desk), methods=["GET"]),
        Route(CALLBACK, partial(pages.come_back, desk), methods=["GET"]),
    ]
