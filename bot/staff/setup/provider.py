"""Step 2: what the provider is called, where it is and which language people are asked in first."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from asking.errors import NotFilledIn
from asking.setting_up import Step
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.houses.fields import OURS, keep_ours, languages, our_fields, posted, zone_options
from bot.staff.setup.way import guided, on
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The form as it was filled in."""
    return await _page(desk, visit, None)


async def keep(desk: Desk, visit: Visit) -> Response:
    """Keep it and go on, or show the form again with all that is wrong."""
    typed = posted(visit, OURS)
    try:
        await desk.database.write(lambda tx: keep_ours(tx, desk, visit, typed))
    except NotFilledIn as refused:
        return await _page(desk, visit, typed, refused.wrong)
    return on(Step.PROVIDER, visit)


async def _page(
    desk: Desk, visit: Visit, typed: dict[str, str] | None, wrong: dict[str, str] | None = None
) -> Response:
    def read(tx: Tx) -> dict[str, Any]:
        return {"typed": typed or our_fields(tx), "languages": languages(tx, desk), "zones": zone_options()}

    return await guided(desk, visit, Step.PROVIDER, read, wrong)
