"""Signing in with a passkey: a challenge for the device, then its answer."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import passkeys
from asking.errors import PasskeyRefused
from asking.passkeys import Shown, Site
from asking.signin import SignedIn
from bot.http.forms import read_form, text_field
from bot.staff.desk import Desk, is_sample, page
from bot.staff.signing import welcome
from bot.staff.slowed import slowed
from bot.staff.tickets import Purpose, Tickets
from store.errors import NotRead, NotSaved
from store.tx import Tx

LONGEST_ANSWER = 16_000
"""Of a device's answer, as JSON: one with a certificate chain has some kilobytes."""


async def challenge(desk: Desk, request: Request) -> Response:
    """What the browser asks the device for, and a ticket that is good for its answer."""
    site, text = site_of(desk, request), passkeys.new_challenge()
    await read_form(request)
    if (wait := await slowed(desk, request)) is not None:
        return wait
    response = json_answer(passkeys.options_to_sign_in(site, text))
    secure = desk.ways.secure(request)
    desk.ways.tickets.give(response, Purpose.USE_PASSKEY, secure=secure, challenge=text)
    return response


async def use(desk: Desk, request: Request) -> Response:
    """Let someone in whose device answered well."""
    site, form = site_of(desk, request), await read_form(request)
    if (wait := await slowed(desk, request)) is not None:
        return wait
    answer = text_field(form, "credential", LONGEST_ANSWER)
    asked = desk.ways.tickets.take(request, Purpose.USE_PASSKEY).get("challenge", "")
    try:
        found = await _use(desk, site, answer, asked) if asked else None
        response = welcome(request, found) if found else await _sorry(desk)
    except PasskeyRefused:
        response = await _sorry(desk)
    except (NotSaved, NotRead) as error:
        raise HTTPException(503) from error
    Tickets.clear(response, Purpose.USE_PASSKEY)
    return response


async def _use(desk: Desk, site: Site, answer: str, asked: str) -> SignedIn | None:
    def check(tx: Tx) -> Shown:
        return passkeys.check(tx, site, response=answer, challenge=asked)

    shown, now = await desk.database.read(check), desk.clock()
    return await desk.database.write(lambda tx: passkeys.sign_in(tx, shown, now=now))


def site_of(desk: Desk, request: Request) -> Site:
    """Where passkeys are good; a 404 where there are none."""
    site = desk.ways.site(request)
    if site is None:
        raise HTTPException(404)
    return site


def json_answer(text: str) -> Response:
    """JSON that is text already."""
    return Response(text, media_type="application/json")


async def _sorry(desk: Desk) -> Response:
    """The same page whatever was wrong with it."""
    return page("passkey_problem.html", status=401, sample=await desk.database.read(is_sample), ways=desk.ways)
