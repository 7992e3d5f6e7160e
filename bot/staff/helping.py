"""An independent helper's page: who asked for their help, and opening that person's talk on this device.

A helper sees nobody else, and nothing that was answered before: they sit beside the person, who answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking.errors import LinkOver
from asking.invited import OVER, Progress, progress_of
from asking.moment import stamp
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.invitations.here import hand_over_to
from store import access_log, invitations, people, services
from store.invitations import Invitation
from store.people import Person
from store.tx import Tx

WAITS_NO_MORE = OVER | {Progress.FINISHED}


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone who asked for this helper.

    Attributes:
        waiting: Invitations to talks that are not at their end.
    """

    person: Person
    name: str
    service: str
    waiting: tuple[Invitation, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """Everyone who asked for them. That the names were looked at is written down."""

    def write(tx: Tx) -> tuple[Frame, list[Asked]]:
        found = [_asked(tx, desk, person) for person in asked_for(tx, visit)]
        if found:
            access_log.add(tx, at=desk.now(), who=visit.who, did="looked at who asked for their help")
        return frame(tx, visit.member), found

    around, found = await desk.database.write(write)
    return page("helping.html", visit=visit, frame=around, asked=found)


async def open_here(desk: Desk, visit: Visit) -> Response:
    """Sign the helper out of this device and open the person's talk on it."""
    number = visit.number("invitation")

    def theirs(tx: Tx) -> bool:
        invitation = invitations.get(tx, number)
        return invitation is not None and invitation.person_id in {one.id for one in asked_for(tx, visit)}

    if not await desk.database.read(theirs):
        raise HTTPException(404)
    try:
        return await hand_over_to(desk, visit, number)
    except LinkOver:
        return await show(desk, visit)


def asked_for(tx: Tx, visit: Visit) -> tuple[Person, ...]:
    """The people who asked for whoever is signed in, and are still here."""
    found = people.helped_by(tx, visit.member.id)
    return tuple(one for one in found if visit.sees(one.service_id))


def _asked(tx: Tx, desk: Desk, person: Person) -> Asked:
    service, at = services.get(tx, person.service_id), stamp(desk.clock())
    waiting = (one for one in invitations.of_person(tx, person.id) if one.observation_id is None)
    return Asked(
        person=person,
        name=people.name_of(tx, person.id) or "",
        service=service.name if service else "",
        waiting=tuple(one for one in waiting if progress_of(tx, one, at) not in WAITS_NO_MORE),
    )
