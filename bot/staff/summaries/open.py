"""What every page about one summary reads first: whose it is, and what this member may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException

from asking import summaries as rules
from asking.invitations import link_token
from asking.summaries import Access
from bot.staff.desk import Desk, Frame, frame
from bot.staff.guard import Visit
from store import access_log, invitations, members, people, summaries
from store.people import Person
from store.summaries import Summary
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Opened:
    """A summary, and who looks at it.

    Attributes:
        keyworker, stands_in: Names; '' for nobody.
        newest: No newer version of it was made.
    """

    frame: Frame
    summary: Summary
    person: Person
    name: str
    access: Access
    keyworker: str
    stands_in: str
    newest: bool

    @property
    def makes(self) -> bool:
        """Whether this member makes it with the person."""
        return self.access is Access.MAKES


def opened(tx: Tx, desk: Desk, visit: Visit, did: str = "") -> Opened:
    """The summary of this address. A name is read: with `did`, in a turn that writes, that is noted.

    Raises:
        HTTPException: 404 where there is none.
    """
    found = summaries.get(tx, visit.number("summary"))
    person = people.get(tx, found.person_id) if found else None
    may = rules.access(visit.member, person, found) if person else None
    if found is None or person is None or may is None:
        raise HTTPException(404)
    if did:
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"{did} {found.id}", person_id=person.id)
    newest = summaries.of_invitation(tx, found.invitation_id)
    return Opened(
        frame(tx, visit.member, person.id),
        found,
        person,
        people.name_of(tx, person.id) or "",
        may,
        member_name(tx, person.keyworker_id),
        member_name(tx, found.member_id),
        newest is not None and newest.id == found.id,
    )


def makes(tx: Tx, desk: Desk, visit: Visit, did: str) -> Opened | None:
    """The same for who makes it; None for anyone else, who is sent to the page of the summary."""
    found = opened(tx, desk, visit)
    if not found.makes:
        return None
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"{did} {found.summary.id}", person_id=found.person.id)
    return found


def member_name(tx: Tx, member_id: int | None) -> str:
    """The name of a member; '' for nobody."""
    found = members.get(tx, member_id) if member_id else None
    return found.name if found else ""


def person_token(tx: Tx, summary: Summary) -> str:
    """The token of the person's own pages; '' where their link was ended."""
    invitation = invitations.get(tx, summary.invitation_id)
    return link_token(tx, invitation.id) if invitation and not invitation.revoked_at else ""
