"""Ending a colleague's access. It asks first: nothing of it can be undone."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from asking import team
from asking.errors import LastAdministrator
from asking.team import Left
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.team.place import opened
from store import access_log
from store.members import Member
from store.tx import Tx


async def confirm(desk: Desk, visit: Visit) -> Response:
    """What ends, and who needs somebody else then. It shows names, so that someone looked is written down."""
    return await _page(desk, visit)


async def end(desk: Desk, visit: Visit) -> Response:
    """End it, now and everywhere."""
    whom = await desk.database.read(lambda tx: opened(tx, visit))
    try:
        left = await desk.database.write(lambda tx: team.end(tx, whom.id, who=visit.member, at=desk.now()))
    except LastAdministrator as refused:
        return await _page(desk, visit, f"{refused} {refused.mend}")
    alone = sum(keyworker for _, keyworker in left.people)
    to = "/staff" if whom.id == visit.member.id else f"/staff/team?done=ended&alone={alone}"
    return RedirectResponse(to, status_code=303)


async def _page(desk: Desk, visit: Visit, refused: str = "") -> Response:
    def write(tx: Tx) -> tuple[Frame, Member, Left]:
        whom = opened(tx, visit)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"opened the page to end the access of {whom.name}")
        return frame(tx, visit.member), whom, team.leaves_behind(tx, whom)

    around, whom, left = await desk.database.write(write)
    status = 409 if refused else 200
    return page("team_end.html", status=status, visit=visit, frame=around, whom=whom, left=left, refused=refused)
