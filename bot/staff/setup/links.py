"""How the people who were named in setting up sign in: by themselves, or with a link that is shown to them once."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import letting_in, post, signin
from asking.links import ADDRESS
from asking.setting_up import Step
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.setup.way import HOME, address
from store import access_log, members, settings
from store.members import Member
from store.tx import Tx

BACK = (Step.SAFEGUARDING, Step.COLLEAGUES)
"""The steps that a link is made from."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """How someone signs in.

    Attributes:
        by_mail: They can ask for a link themselves: this installation sends e-mail, and theirs is known.
    """

    member: Member
    by_mail: bool


def ways_in(tx: Tx, known: list[Member]) -> list[WayIn]:
    """How each of these signs in."""
    sends = post.can_send(tx)
    return [WayIn(one, sends and bool(one.email)) for one in known]


async def make(desk: Desk, visit: Visit) -> Response:
    """Make a link for someone. It is on this page only: nothing keeps it, and its owner is told."""
    member_id, step = visit.posted_number("lets_in"), visit.field("step")

    def made(tx: Tx) -> tuple[Frame, Member, str]:
        whose = members.get(tx, member_id)
        if whose is None or whose.ended_at or not _theirs(visit, whose):
            raise HTTPException(404)
        token = signin.make_link(tx, desk.clock(), whose.id)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"made a sign-in link for {whose.name} as {whose.role}")
        if whose.id != visit.member.id:
            letting_in.tell(tx, whose, by=visit.member, at=desk.now())
        base = settings.get(tx, ADDRESS) or str(visit.request.base_url).rstrip("/")
        return frame(tx, visit.member), whose, f"{base}/staff/sign-in/{token}"

    around, whose, link = await desk.database.write(made)
    desk.bell()
    back = address(Step(step)) if step in BACK else HOME
    return page("setup_link.html", visit=visit, frame=around, whose=whose, link=link, back=back)


def _theirs(visit: Visit, whose: Member) -> bool:
    """Nobody lets someone in to more than they see themselves."""
    seen = visit.member.services
    return seen is None or (whose.services is not None and whose.services <= seen)
