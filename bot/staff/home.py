"""The first staff page: what waits for whoever signed in, and where to go on."""

from __future__ import annotations

from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.unreachable import unreachable
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The home page."""

    def read(tx: Tx) -> tuple[Frame, int]:
        return frame(tx, visit.member), len(unreachable(tx, visit.member)) if visit.cares else 0

    around, lost = await desk.database.read(read)
    return page("home.html", visit=visit, frame=around, unreachable=lost)
