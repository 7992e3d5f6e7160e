"""The first staff page: is anyone waiting, who was heard, how strong is it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.unreachable import unreachable
from evidence.areas import AreaSummary, area_summaries
from evidence.scope import Scope, scope
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The home page, for one round; the newest unless another is chosen."""
    round_id, today = visit.choice("round"), desk.clock().date()

    def read(tx: Tx) -> tuple[Frame, Scope | None, tuple[AreaSummary, ...], int]:
        found = scope(tx, desk.pack, round_id=round_id)
        areas = area_summaries(tx, found, today=today) if found else ()
        return frame(tx), found, areas, len(unreachable(tx))

    around, found, areas, lost = await desk.database.read(read)
    if found is None and round_id:
        raise HTTPException(404)
    return page("home.html", visit=visit, frame=around, scope=found, areas=areas, pack=desk.pack, unreachable=lost)
