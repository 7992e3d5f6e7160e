"""Ways of thinking with a person, and where our codes meet others."""

from __future__ import annotations

from starlette.responses import Response

from bot.staff.desk import Desk, frame, page
from bot.staff.guard import Visit
from evidence.crosswalks import of_code


async def show(desk: Desk, visit: Visit) -> Response:
    """All sixteen tools: what each does, and when it helps."""
    around = await desk.database.read(lambda tx: frame(tx, visit.member))
    return page("progress/tools.html", visit=visit, frame=around, tools=desk.ladders.tools)


async def crosswalks(desk: Desk, visit: Visit) -> Response:
    """Every mapping, and who says so."""
    around = await desk.database.read(lambda tx: frame(tx, visit.member))
    codes = (desk.pack, desk.ladders.pack)
    names = {area.id: area.name for code in codes for area in code.areas}
    shown = [(code, of_code(code.id)) for code in codes]
    return page("progress/crosswalks.html", visit=visit, frame=around, shown=shown, names=names)
