"""People whose chat is closed: nothing that we send there reaches them any more."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import chats, people, services
from store.members import Member
from store.services import Service
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Someone who cannot be reached. No name: everyone on the staff sees this list.

    Attributes:
        person: Their number.
        since: Stamp of when their chat was found closed.
        why: `chats.BLOCKED`, or anything else for a reason that nobody here can know.
    """

    person: int
    service: str
    since: str
    why: str


async def show_all(desk: Desk, visit: Visit) -> Response:
    """Who cannot be reached, the newest first."""

    def read(tx: Tx) -> tuple[Frame, list[Unreachable]]:
        return frame(tx, visit.member), unreachable(tx, visit.member)

    around, found = await desk.database.read(read)
    return page("unreachable.html", visit=visit, frame=around, found=found, blocked=chats.BLOCKED)


def unreachable(tx: Tx, who: Member) -> list[Unreachable]:
    """Everyone in a member's services with a closed chat and no open one, once."""
    found: dict[int, Unreachable] = {}
    for chat in chats.closed(tx):
        reached = any(one.closed_at is None for one in chats.of_person(tx, chat.person_id))
        service = _service(tx, chat.person_id)
        if chat.person_id not in found and not reached and service and who.sees(service.id):
            found[chat.person_id] = Unreachable(chat.person_id, service.name, chat.closed_at or "", chat.closed_why)
    return list(found.values())


def _service(tx: Tx, person_id: int) -> Service | None:
    person = people.get(tx, person_id)
    return services.get(tx, person.service_id) if person else None
