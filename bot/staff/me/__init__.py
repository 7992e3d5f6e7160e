"""A member's own page: their name, how links reach them, what they are told, and where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import post, signin, staff_chats, team
from asking.permissions import STAFF
from bot.staff import cookie
from bot.staff.desk import Desk, Frame, frame, is_sample, page
from bot.staff.guard import Door, Visit
from store import access_log, members, services, staff
from store import staff_chats as chat_rows
from store.tx import Tx

DONE = {
    "stopped": "No more sign-in links go to Telegram",
    "off": "You get no more messages about actions",
    "on": "You get messages about actions again",
}
"""What `?done=` may say."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What someone sees of their own sign-in.

    Attributes:
        houses: Names of their services; None for all.
        by_mail: Links go to their e-mail address.
        chats: When each of their chats was opened.
        told_of_actions: They want messages about actions.
        signed_in: Since when and until when, and whether it is this browser.
    """

    houses: tuple[str, ...] | None
    by_mail: bool
    chats: tuple[str, ...]
    told_of_actions: bool
    signed_in: tuple[tuple[str, str, bool], ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """The page."""

    def read(tx: Tx) -> tuple[Frame, Mine]:
        return frame(tx, visit.member), _mine(tx, desk, visit)

    around, mine = await desk.database.read(read)
    done = DONE.get(visit.request.query_params.get("done", ""), "")
    return page("me.html", visit=visit, frame=around, mine=mine, telegram=bool(desk.telegram()), done=done)


async def connect(desk: Desk, visit: Visit) -> Response:
    """Make a link that opens a chat. It is on this page only: nothing keeps it."""
    bot = desk.telegram()
    if not bot:
        raise HTTPException(404)

    def write(tx: Tx) -> tuple[Frame, str]:
        return frame(tx, visit.member), staff_chats.make_link(tx, visit.member, desk.clock())

    around, payload = await desk.database.write(write)
    return page("me_telegram.html", visit=visit, frame=around, link=f"{bot}?start={payload}")


async def stop(desk: Desk, visit: Visit) -> Response:
    """End the chats. Where there was none any more, nothing more happens."""
    await desk.database.write(lambda tx: staff_chats.close(tx, visit.member, at=desk.now()))
    return RedirectResponse("/staff/me?done=stopped", status_code=303)


async def switch_actions(desk: Desk, visit: Visit) -> Response:
    """Turn one's own messages about actions off, or on. Everything stays on the pages."""
    do = visit.field("do")
    if do not in {"on", "off"}:
        raise HTTPException(400)

    def write(tx: Tx) -> None:
        members.switch_actions(tx, visit.member.id, off_at=desk.now() if do == "off" else None)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"turned their messages about actions {do}")

    await desk.database.write(write)
    return RedirectResponse(f"/staff/me?done={do}", status_code=303)


async def leave_everywhere(desk: Desk, visit: Visit) -> Response:
    """Sign out in every browser, this one too."""
    await desk.database.write(lambda tx: team.end_everywhere(tx, visit.member, at=desk.now()))
    response = page("signed_out.html", sample=await desk.database.read(is_sample))
    cookie.clear(visit.request, response)
    return response


def _mine(tx: Tx, desk: Desk, visit: Visit) -> Mine:
    me, here = visit.member, signin.kept_as(visit.secret)
    signed_in = staff.sessions_of(tx, me.id, desk.now())
    houses = None if me.services is None else tuple(one.name for one in services.all(tx) if one.id in me.services)
    return Mine(
        houses=houses,
        by_mail=post.can_send(tx) and bool(me.email),
        chats=tuple(chat.opened_at for chat in chat_rows.of_member(tx, me.id)),
        told_of_actions=me.id not in members.without_actions(tx),
        signed_in=tuple((one.created_at, one.expires_at, one.hash == here) for one in signed_in),
    )


DOORS = (
    Door("GET", "/staff/me", show, STAFF),
    Door("POST", "/staff/me/telegram", connect, STAFF),
    Door("POST", "/staff/me/telegram/stop", stop, STAFF),
    Door("POST", "/staff/me/actions", switch_actions, STAFF),
    Door("POST", "/staff/me/sign-out", leave_everywhere, STAFF),
)
