"""Whoever tries to sign in very often from one place is asked to wait: for accounts and passkeys together.

Nobody can guess either of them, so this only keeps one place from keeping everyone else waiting.
"""

from __future__ import annotations

import math

from starlette.requests import Request
from starlette.responses import Response

from bot.http.proxy import place_of
from bot.staff.desk import Desk, is_sample, page

TOO_MANY = 429


async def slowed(desk: Desk, request: Request) -> Response | None:
    """The page that says how long to wait; None for whoever may go on."""
    place = place_of(request)
    wait = math.ceil(desk.ways.places.wait(place, desk.clock()).total_seconds() / 60)
    if not wait:
        return None
    response = page("too_often.html", status=TOO_MANY, wait=wait, sample=await desk.database.read(is_sample))
    response.headers["Retry-After"] = str(wait * 60)
    return response
