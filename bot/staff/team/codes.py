"""A code on the screen, with which someone beside you signs in on their own phone."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import Response

from asking import letting_in
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.invitations.codes import code
from bot.staff.team.place import opened
from store.members import Member
from store.tx import Tx

BACK = {
    "safeguarding": "/staff/setting-up/safeguarding",
    "colleagues": "/staff/setting-up/colleagues",
}
"""Pages of setting up that lead here, and to which the page leads back."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


async def make(desk: Desk, visit: Visit) -> Response:
    """Make a link and show it as a code. It is on this page only: nothing keeps it, and its owner is told."""

    def write(tx: Tx) -> tuple[Frame, Member, str, bool]:
        whom = opened(tx, visit)
        return frame(tx, visit.member), whom, *letting_in.make_for(tx, whom, by=visit.member, now=desk.clock())

    around, whom, link, told = await desk.database.write(write)
    desk.bell()
    return page(
        "team_code.html",
        visit=visit,
        frame=around,
        whom=whom,
        link=link,
        told=told,
        code=code(link),
        back=visit.field("back"),
        back_to=BACK.get(visit.field("back"), f"/staff/team/{whom.id}"),
        only_here=urlsplit(link).hostname in HERE,
    )
