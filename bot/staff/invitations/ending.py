"""A new link in place of the old one, and an end to a link. Both ask first: the old link stops at once."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import inviting
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.invitations.facts import About, about, known
from store import access_log
from store.tx import Tx


async def ask_renew(desk: Desk, visit: Visit) -> Response:
    """Really a new link?"""
    return await asked(desk, visit, "renew")


async def ask_revoke(desk: Desk, visit: Visit) -> Response:
    """Really no link any more?"""
    return await asked(desk, visit, "revoke")


async def renew(desk: Desk, visit: Visit) -> Response:
    """Make a new link; every older one ends."""
    number = visit.number("invitation")
    await desk.database.write(lambda tx: inviting.renew(tx, known(tx, number).id, who=visit.who, now=desk.clock()))
    return RedirectResponse(f"/staff/invitations/{number}?done=renewed", status_code=303)


async def revoke(desk: Desk, visit: Visit) -> Response:
    """End the link. To undo it is to renew."""
    number = visit.number("invitation")
    await desk.database.write(lambda tx: inviting.revoke(tx, known(tx, number).id, who=visit.who, now=desk.clock()))
    return RedirectResponse(f"/staff/invitations/{number}?done=revoked", status_code=303)


async def asked(desk: Desk, visit: Visit, what: str) -> Response:
    """A page with one question: go on or not."""
    around, one = await desk.database.write(partial(read_one, desk=desk, visit=visit))
    return page("invitation_ask.html", visit=visit, frame=around, one=one, what=what)


def read_one(tx: Tx, *, desk: Desk, visit: Visit) -> tuple[Frame, About]:
    """The invitation of the address; that its name was read is written down."""
    number = visit.number("invitation")
    one = about(tx, desk, known(tx, number), desk.clock())
    if one is None:
        raise HTTPException(404)
    did = f"opened invitation {number}"
    access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=one.person.id)
    return frame(tx, visit.member), one
