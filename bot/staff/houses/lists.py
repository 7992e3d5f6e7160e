"""The services that somebody works for: whether people can be invited there, and all that is kept of one."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from asking.alerts import Watch, watching
from asking.hearers import signs_in
from asking.houses import headcount, missing
from asking.zones import place_of
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.houses.fields import our_fields, the_service
from store import services
from store.alerts import AlertChat
from store.members import Member
from store.services import Service
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Listed:
    """A service, and how it stands there.

    Attributes:
        missing: Why nobody can be invited; '' where people can be.
        people: How many people are supported there.
        can_sign_in: Whether lead and deputy have a sign-in.
    """

    service: Service
    missing: str
    people: int
    can_sign_in: dict[Watch, Member | None]


def listed(tx: Tx, service: Service) -> Listed:
    """How a service stands."""
    sign_ins = {role: signs_in(tx, service, role) for role in Watch}
    return Listed(service, missing(service), headcount(tx, service.id), sign_ins)


async def show_all(desk: Desk, visit: Visit) -> Response:
    """Every service of theirs, closed ones last and by name only."""

    def read(tx: Tx) -> tuple[Frame, list[Listed], dict[str, str]]:
        return frame(tx, visit.member), [listed(tx, s) for s in services.ever(tx) if visit.sees(s.id)], our_fields(tx)

    around, found, ours = await desk.database.read(read)
    return page(
        "services.html",
        visit=visit,
        frame=around,
        here=[one for one in found if one.service.closed_at is None],
        closed=[one.service for one in found if one.service.closed_at is not None],
        ours=ours,
        place=place_of(ours["zone"]),
        done=visit.request.query_params.get("done", ""),
    )


async def show(desk: Desk, visit: Visit) -> Response:
    """One service: its numbers, who hears its worries and whether they are told in Telegram."""
    service_id = visit.number("service")

    def read(tx: Tx) -> tuple[Frame, Listed, tuple[AlertChat, ...]]:
        return frame(tx, visit.member), listed(tx, the_service(tx, visit)), watching(tx, service_id)

    around, one, chats = await desk.database.read(read)
    return page(
        "service.html",
        visit=visit,
        frame=around,
        one=one,
        alerts={Watch(chat.role) for chat in chats},
        telegram=desk.telegram(),
        done=visit.request.query_params.get("done", ""),
        wrong={},
    )
