"""Step 3: the services, one after the other."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from asking.errors import NotFilledIn
from asking.houses import add_house, seen_by
from asking.setting_up import Step
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.houses.fields import HOUSE, NO_HOUSE, house_in, posted
from bot.staff.setup.way import guided, on
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """What was added so far, and the form for one more."""
    return await _page(desk, visit, NO_HOUSE)


async def keep(desk: Desk, visit: Visit) -> Response:
    """Add one and stay or go on. Who goes on with an empty form has added all that there are."""
    typed = posted(visit, HOUSE)

    def added(tx: Tx) -> None:
        if any(typed.values()) or visit.field("go") == "more" or not seen_by(tx, visit.member):
            add_house(tx, house_in(typed), who=visit.member, at=desk.now())

    try:
        await desk.database.write(added)
    except NotFilledIn as refused:
        return await _page(desk, visit, typed, refused.wrong)
    return on(Step.SERVICES, visit)


async def _page(desk: Desk, visit: Visit, typed: dict[str, str], wrong: dict[str, str] | None = None) -> Response:
    def read(tx: Tx) -> dict[str, Any]:
        return {"typed": typed, "houses": seen_by(tx, visit.member)}

    return await guided(desk, visit, Step.SERVICES, read, wrong)
