"""What the provider is called, where it is and which language people are asked in first."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from asking.errors import NotFilledIn
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.houses.fields import OURS, keep_ours, languages, our_fields, posted, zone_options
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The form as it was filled in."""
    return await _form(desk, visit, None)


async def change(desk: Desk, visit: Visit) -> Response:
    """Keep the changes, or show the form again with all that is wrong."""
    typed = posted(visit, OURS)
    try:
        await desk.database.write(lambda tx: keep_ours(tx, desk, visit, typed))
    except NotFilledIn as refused:
        return await _form(desk, visit, typed, refused.wrong)
    return RedirectResponse("/staff/services?done=provider", status_code=303)


async def _form(
    desk: Desk, visit: Visit, typed: Mapping[str, str] | None, wrong: Mapping[str, str] | None = None
) -> Response:
    def read(tx: Tx) -> tuple[Frame, dict[str, str], list[tuple[str, str]]]:
        return frame(tx, visit.member), our_fields(tx), languages(tx, desk)

    around, ours, offered = await desk.database.read(read)
    return page(
        "provider.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        typed=ours if typed is None else typed,
        wrong=wrong or {},
        languages=offered,
        zones=zone_options(),
    )
