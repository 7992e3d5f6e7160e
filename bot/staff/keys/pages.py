"""How a member signs in: their passkeys, and their account of the organisation. Each sees their own only."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import passkeys, signin
from asking.errors import PasskeyRefused
from asking.passkeys import LONGEST_NAME
from bot.staff.desk import Desk, frame, page
from bot.staff.guard import Visit
from bot.staff.keys.signing import LONGEST_ANSWER, json_answer, site_of
from bot.staff.tickets import Purpose, Tickets
from store import accounts, settings
from store import passkeys as kept
from store.errors import Refused
from store.passkeys import Passkey
from store.tx import Tx

HERE = "/staff/me/keys"
WRONG = {
    "name": "Write a name for this passkey, such as 'My phone'.",
    "credential": "That did not work. The device may have a passkey for you already. Nothing was changed.",
}


async def show(desk: Desk, visit: Visit) -> Response:
    """The list, and the form that adds one."""
    return await _form(desk, visit, name="", wrong={})


async def challenge(desk: Desk, visit: Visit) -> Response:
    """What the browser asks the device for."""
    site, text = site_of(desk, visit.request), passkeys.new_challenge()

    def read(tx: Tx) -> str:
        return passkeys.options_to_add(tx, site, visit.member, text, settings.get(tx, "provider") or "")

    response = json_answer(await desk.database.read(read))
    values = {"challenge": text, "member": str(visit.member.id)}
    secure = desk.ways.secure(visit.request)
    desk.ways.tickets.give(response, Purpose.ADD_PASSKEY, secure=secure, **values)
    return response


async def add(desk: Desk, visit: Visit) -> Response:
    """Keep the passkey that the device made."""
    site, name = site_of(desk, visit.request), visit.field("name", LONGEST_NAME)
    answer = visit.field("credential", LONGEST_ANSWER)
    ticket, now = desk.ways.tickets.take(visit.request, Purpose.ADD_PASSKEY), desk.clock()
    if not name:
        return await _form(desk, visit, name="", wrong={"name": WRONG["name"]})
    # A ticket of someone who was signed in here before is for nobody else: no challenge then.
    asked = ticket["challenge"] if ticket.get("member") == str(visit.member.id) else ""
    try:
        await desk.database.write(
            lambda tx: passkeys.add(tx, site, visit.member, response=answer, challenge=asked, name=name, now=now)
        )
    except (PasskeyRefused, Refused):
        return await _form(desk, visit, name=name, wrong={"name": WRONG["credential"]})
    response = RedirectResponse(f"{HERE}?done=added", status_code=303)
    Tickets.clear(response, Purpose.ADD_PASSKEY)
    return response


async def confirm(desk: Desk, visit: Visit) -> Response:
    """Ask before it is gone."""

    def read(tx: Tx) -> Response:
        return page("key_remove.html", visit=visit, frame=frame(tx, visit.member), passkey=_own(tx, visit))

    return await desk.database.read(read)


async def remove(desk: Desk, visit: Visit) -> Response:
    """Take it away."""
    now = desk.clock()

    def removed(tx: Tx) -> None:
        passkeys.remove(tx, visit.member, _own(tx, visit).id, now=now, but=signin.kept_as(visit.secret))

    await desk.database.write(removed)
    return RedirectResponse(f"{HERE}?done=removed", status_code=303)


async def _form(desk: Desk, visit: Visit, *, name: str, wrong: Mapping[str, str]) -> Response:
    def read(tx: Tx) -> Response:
        return page(
            "keys.html",
            status=400 if wrong else 200,
            visit=visit,
            frame=frame(tx, visit.member),
            passkeys=kept.of_member(tx, visit.member.id),
            connected_at=accounts.connected_at(tx, visit.member.id),
            site=desk.ways.site(visit.request),
            ways=desk.ways,
            done=visit.request.query_params.get("done", ""),
            typed={"name": name},
            wrong=wrong,
        )

    return await desk.database.read(read)


def _own(tx: Tx, visit: Visit) -> Passkey:
    """One of their own; a 404 for anyone else's, as if it were not there."""
    found = kept.get(tx, visit.number("passkey"))
    if found is None or found.member_id != visit.member.id:
        raise HTTPException(404)
    return found
