"""Passkeys: `signing` lets someone in with one, `pages` is where a member has theirs."""

from __future__ import annotations

from functools import partial

from starlette.routing import Route

from asking.permissions import STAFF
from bot.staff.desk import Desk
from bot.staff.guard import Door
from bot.staff.keys import pages, signing

__all__ = ["DOORS", "open_routes"]

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/me/keys", pages.show, STAFF),
    Door("POST", "/staff/me/keys/challenge", pages.challenge, STAFF),
    Door("POST", "/staff/me/keys/add", pages.add, STAFF),
    Door("GET", "/staff/me/keys/{passkey:int}/remove", pages.confirm, STAFF),
    Door("POST", "/staff/me/keys/{passkey:int}/remove", pages.remove, STAFF),
)
"""Every address of the room that needs a sign-in."""


def open_routes(desk: Desk) -> list[Route]:
    """The addresses for those who are not signed in yet."""
    return [
        Route("/staff/keys/challenge", partial(signing.challenge, desk), methods=["POST"]),
        Route("/staff/keys/sign-in", partial(signing.use, desk), methods=["POST"]),
    ]
