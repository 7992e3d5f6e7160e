"""Everyone who can sign in, and one colleague."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import hearers, post, team
from asking.alerts import Watch, named
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.team.place import ROLES
from store import access_log, members, services
from store.members import Member
from store.services import Service
from store.tx import Tx

DONE = {
    "added": "{name} is added",
    "changed": "{name} is changed",
    "again": "{name} is changed, and has to sign in again",
}
"""What `?done=` may say of one colleague."""
LEADS = {Watch.LEAD: "safeguarding lead", Watch.DEPUTY: "deputy"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One colleague in the list.

    Attributes:
        houses: Names of those of their services that the reader knows; None for all services.
        is_open: Whether there is a page about them for the reader.
        by_mail, by_chat: How links reach them.
    """

    member: Member
    role: str
    houses: tuple[str, ...] | None
    is_open: bool
    by_mail: bool
    by_chat: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A service's lead or deputy who cannot sign in."""

    service: str
    role: str
    name: str


async def show_all(desk: Desk, visit: Visit) -> Response:
    """Colleagues of one's own services, and leads who cannot sign in. That someone looked is written down."""

    def write(tx: Tx) -> tuple[Frame, list[Listed], list[Missing]]:
        access_log.add(tx, at=desk.now(), who=visit.who, did="opened the list of staff")
        seen = [one for one in members.active(tx) if team.may_see(visit.member, one)]
        return frame(tx, visit.member), [listed(tx, visit, one) for one in seen], _missing(tx, visit)

    around, found, missing = await desk.database.write(write)
    ended = visit.request.query_params.get("done") == "ended"
    alone = visit.choice("alone") if ended else 0
    found.sort(key=lambda one: (list(ROLES).index(one.member.role), one.member.name.casefold()))
    return page("team.html", visit=visit, frame=around, listed=found, missing=missing, ended=ended, alone=alone)


async def show(desk: Desk, visit: Visit) -> Response:
    """One colleague: what they may see, how links reach them, and what can be done."""
    member_id = visit.number("member")

    def write(tx: Tx) -> tuple[Frame, Listed]:
        whom = members.get(tx, member_id)
        if whom is None or whom.ended_at:
            raise HTTPException(404)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened the staff page of {whom.name}")
        return frame(tx, visit.member), listed(tx, visit, whom)

    around, one = await desk.database.write(write)
    done = DONE.get(visit.request.query_params.get("done", ""), "").format(name=one.member.name)
    mine = team.may_change(visit.member, one.member)
    return page("team_member.html", visit=visit, frame=around, one=one, may_change=mine, done=done)


def listed(tx: Tx, visit: Visit, whom: Member) -> Listed:
    """A colleague, as the list and their page show them."""
    known = [one for one in services.all(tx) if visit.sees(one.id)]
    houses = None if whom.services is None else tuple(one.name for one in known if one.id in whom.services)
    return Listed(
        member=whom,
        role=ROLES[whom.role],
        houses=houses,
        is_open=bool(houses) or visit.member.services is None,
        by_mail=post.can_send(tx) and bool(whom.email),
        by_chat=team.has_chat(tx, whom),
    )


def _missing(tx: Tx, visit: Visit) -> list[Missing]:
    """Whoever is to hear worries and cannot read them: they have no sign-in, or have left."""
    return [
        Missing(house.name, LEADS[role], named(house, role))
        for house in _seen(tx, visit)
        for role in Watch
        if named(house, role) and hearers.signs_in(tx, house, role) is None
    ]


def _seen(tx: Tx, visit: Visit) -> list[Service]:
    return [one for one in services.all(tx) if visit.sees(one.id)]
