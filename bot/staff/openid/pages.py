"""Going to the organisation's sign-in, and coming back. Looking at any of it changes nothing that is kept."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asking import accounts, signin
from asking.accounts import Account
from bot.staff import cookie
from bot.staff.desk import Desk, is_sample, page
from bot.staff.guard import Visit
from bot.staff.openid.faults import AccountFault, NotReached, NotUsable
from bot.staff.signing import welcome
from bot.staff.slowed import slowed
from bot.staff.tickets import Purpose, Tickets
from store.errors import NotRead, NotSaved, Refused

if TYPE_CHECKING:
    from bot.staff.openid.provider import Provider

LOG = logging.getLogger("plainsay.openid")
LONGEST = 4000
"""Of a code or a state in an address."""
KEYS = "/staff/me/keys"


async def start(desk: Desk, request: Request) -> Response:
    """On to the organisation's sign-in, with a ticket to come back with."""
    provider, (state, nonce, verifier) = _provider(desk), _secrets()
    if (wait := await slowed(desk, request)) is not None:
        return wait
    try:
        address = await provider.page(state=state, nonce=nonce, verifier=verifier)
    except AccountFault as fault:
        return await _problem(desk, fault)
    response = RedirectResponse(address, status_code=303)
    _give(desk, request, response, state=state, nonce=nonce, verifier=verifier)
    return response


async def connect(desk: Desk, visit: Visit) -> Response:
    """A page with the way there, for someone who connects an account with their sign-in.

    It is a link and no redirection: browsers that obey our policy do not leave the site with a form.
    """
    state, nonce, verifier = _secrets()
    try:
        address = await _provider(desk).page(state=state, nonce=nonce, verifier=verifier, choose=True)
    except AccountFault as fault:
        return await _problem(desk, fault)
    response = page("account_connect.html", sample=await desk.database.read(is_sample), ways=desk.ways, address=address)
    _give(desk, visit.request, response, state=state, nonce=nonce, verifier=verifier, member=str(visit.member.id))
    return response


async def disconnect(desk: Desk, visit: Visit) -> Response:
    """Let the account go."""
    of, now = _provider(desk).name, desk.clock()
    await desk.database.write(lambda tx: accounts.disconnect(tx, visit.member, of=of, now=now))
    return RedirectResponse(f"{KEYS}?done=disconnected", status_code=303)


async def come_back(desk: Desk, request: Request) -> Response:
    """Someone comes back with a code: only with the ticket that this browser was given, and once."""
    _provider(desk)
    if (wait := await slowed(desk, request)) is not None:
        return wait
    ticket = desk.ways.tickets.take(request, Purpose.ACCOUNT)
    try:
        response = await _come_back(desk, request, ticket)
    except AccountFault as fault:
        response = await _problem(desk, fault)
    except Refused:  # two browsers connected it at the same moment
        response = await _sorry(desk, "again", 400)
    except (NotSaved, NotRead) as error:
        raise HTTPException(503) from error
    Tickets.clear(response, Purpose.ACCOUNT)
    return response


async def _come_back(desk: Desk, request: Request, ticket: Mapping[str, str]) -> Response:
    state, code, issuer = (request.query_params.get(name, "") for name in ("state", "code", "iss"))
    ours = ticket.get("state", "")
    if not ours or len(state) > LONGEST or not hmac.compare_digest(ours.encode(), state.encode("utf-8", "replace")):
        return await _sorry(desk, "again", 400)
    if issuer and issuer != _provider(desk).settings.issuer:
        return await _sorry(desk, "again", 400)
    if not 0 < len(code) <= LONGEST:
        return await _sorry(desk, "stopped", 400)
    account = await _provider(desk).account(code, nonce=ticket["nonce"], verifier=ticket["verifier"])
    if "member" in ticket:
        return await _connected(desk, request, account, ticket["member"])
    now, of = desk.clock(), _provider(desk).name
    found = await desk.database.write(lambda tx: accounts.sign_in(tx, account, of=of, now=now))
    return welcome(request, found) if found else await _sorry(desk, "unknown", 403)


async def _connected(desk: Desk, request: Request, account: Account, member: str) -> Response:
    """Whoever began it has to be signed in still."""
    now, of, secret = desk.clock(), _provider(desk).name, cookie.secret_in(request)
    who = await desk.database.read(partial(signin.signed_in, secret=secret, now=now))
    if who is None or str(who.id) != member:
        return await _sorry(desk, "again", 400)
    if not await desk.database.write(lambda tx: accounts.connect(tx, account, who, of=of, now=now)):
        return await _sorry(desk, "taken", 403)
    return RedirectResponse(f"{KEYS}?done=connected", status_code=303)


def _secrets() -> tuple[str, str, str]:
    """State, nonce, and the verifier of the code (PKCE)."""
    return secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48)


def _give(desk: Desk, request: Request, response: Response, **values: str) -> None:
    desk.ways.tickets.give(response, Purpose.ACCOUNT, secure=desk.ways.secure(request), **values)


def _provider(desk: Desk) -> Provider:
    """The organisation's sign-in; a 404 where none is set up."""
    if desk.ways.provider is None:
        raise HTTPException(404)
    return desk.ways.provider


async def _problem(desk: Desk, fault: AccountFault) -> Response:
    LOG.warning("%s: %s", fault.code, fault)
    down = isinstance(fault, NotReached | NotUsable)
    return await _sorry(desk, "down" if down else "wrong", 503 if down else 400, fault.code)


async def _sorry(desk: Desk, reason: str, status: int, code: str = "") -> Response:
    """A kind page. For an account that opens nothing it is the same, whatever is missing."""
    sample = await desk.database.read(is_sample)
    return page("account_problem.html", status=status, reason=reason, code=code, sample=sample, ways=desk.ways)
