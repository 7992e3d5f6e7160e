"""Turning reminders off and on, and having one sent now."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from asking import reminding
from asking.errors import ReminderRefused
from bot.reminding import mail
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from store import access_log
from store.tx import Tx


async def turn_off(desk: Desk, visit: Visit) -> Response:
    """Nobody is reminded of anything any more; what waits to be sent is not sent either."""
    return await _switch(desk, visit, on=False)


async def turn_on(desk: Desk, visit: Visit) -> Response:
    """People are reminded again."""
    return await _switch(desk, visit, on=True)


async def remind_now(desk: Desk, visit: Visit) -> Response:
    """Put a reminder for one person now, where nothing that protects them stands in the way."""
    person, round_id = visit.number("person"), visit.posted_number("round")
    made = partial(mail, desk.languages)

    def write(tx: Tx) -> None:
        reminding.remind_now(tx, person, round_id, now=desk.clock(), mail=made, who=visit.who)

    try:
        await desk.database.write(write)
    except ReminderRefused as error:
        return _back(round=str(round_id), refused=error.why)
    desk.bell()
    return _back(round=str(round_id), done="reminded")


async def _switch(desk: Desk, visit: Visit, *, on: bool) -> Response:
    def write(tx: Tx) -> None:
        reminding.turn(tx, on=on)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"turned reminders {'on' if on else 'off'}")

    await desk.database.write(write)
    return _back(done="on" if on else "off")


def _back(**said: str) -> Response:
    return RedirectResponse(f"/staff/reminders?{urlencode(said)}", status_code=303)
