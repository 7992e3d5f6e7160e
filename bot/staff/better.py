"""The page from which everything leads on that turns evidence into action."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from asking.permissions import CARERS, MANAGERS, READERS, STAFF, Role
from bot.staff.desk import Desk, frame, page
from bot.staff.guard import Visit


@dataclass(frozen=True, slots=True)
class Room:
    """One thing that can be done from here, and by whom."""

    path: str
    name: str
    says: str
    roles: frozenset[Role]


ROOMS: tuple[Room, ...] = (
    Room(
        "/staff/records",
        "Records",
        "What else shows how it is: minutes, visits, compliments and complaints, audits, stories.",
        READERS | CARERS,
    ),
    Room(
        "/staff/assessments",
        "Self-assessments",
        "Once a year: what we do well, what we do not, and what shows it, beside the evidence of twelve months.",
        READERS,
    ),
    Room("/staff/progress", "Progress", "Sixteen ladders: how far we are, and what comes next.", READERS),
    Room("/staff/actions", "Actions", "What is to be done, by whom and by when, and whether it worked.", STAFF),
    Room("/staff/wishes", "Wishes", "What people agreed to have changed for everyone. Somebody takes each.", MANAGERS),
    Room("/staff/tools", "Tools", "Sixteen ways to find out, with a person, what matters.", STAFF),
    Room("/staff/crosswalks", "Other codes", "Where our codes meet those of the regulator and others.", READERS),
    Room(
        "/staff/changes",
        "You said, we did",
        "What changed, told to the people who said it, and on a wall.",
        CARERS | READERS,
    ),
    Room(
        "/staff/reports", "Reports", "All of this to read, to hand in or to publish, in six formats.", CARERS | READERS
    ),
)
"""In the order of the work: what shows it, what we make of it, what we do, what we tell people."""


async def show(desk: Desk, visit: Visit) -> Response:
    """The rooms that this member may enter."""
    around = await desk.database.read(lambda tx: frame(tx, visit.member))
    return page("better.html", visit=visit, frame=around, rooms=[one for one in ROOMS if visit.role in one.roles])
