"""Step 4: the safeguarding lead and the deputy, for all services at once or for one."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.alerts import Watch
from asking.errors import NotFilledIn
from asking.hearers import appoint, signs_in
from asking.houses import missing, seen_by
from asking.setting_up import Step
from bot.staff.desk import Desk
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.houses.fields import HEARERS, hearer_fields, hearers_in, posted
from bot.staff.houses.lists import listed
from bot.staff.setup.links import WayIn, ways_in
from bot.staff.setup.way import address, guided
from store.services import Service
from store.tx import Tx

EVERY = "all"


async def show(desk: Desk, visit: Visit) -> Response:
    """Who is named so far and their ways to sign in; the form where somebody is missing, or is to be changed."""
    return await _page(desk, visit, None)


async def keep(desk: Desk, visit: Visit) -> Response:
    """Name the two for the chosen services, or show the form again with all that is wrong."""
    typed = posted(visit, (*HEARERS, "houses"))

    def named(tx: Tx) -> None:
        appoint(tx, _chosen(tx, visit, typed["houses"]), hearers_in(typed), who=visit.who, at=desk.now())

    try:
        await desk.database.write(named)
    except NotFilledIn as refused:
        return await _page(desk, visit, typed, refused.wrong)
    desk.bell()  # who is new is told by e-mail how to sign in
    return RedirectResponse(f"{address(Step.SAFEGUARDING)}?done=named", status_code=303)


async def _page(
    desk: Desk, visit: Visit, typed: dict[str, str] | None, wrong: dict[str, str] | None = None
) -> Response:
    change = visit.request.query_params.get("change", "")

    def read(tx: Tx) -> dict[str, Any]:
        houses = seen_by(tx, visit.member)
        lacking = next((one for one in houses if missing(one)), None)
        shows = typed is not None or bool(change) or lacking is not None
        return {
            "typed": typed or _typed(houses, change),
            "houses": [listed(tx, one) for one in houses],
            "options": [(EVERY, _every(houses)), *((str(one.id), f"Only {one.name}") for one in houses)],
            "form_shown": shows,
            "complete": lacking is None,
            "ways_in": _ways_in(tx, houses),
        }

    return await guided(desk, visit, Step.SAFEGUARDING, read, wrong)


def _typed(houses: tuple[Service, ...], change: str) -> dict[str, str]:
    """What the form begins with: who is named in the service that is to be changed, else in the first one."""
    chosen = next((one for one in houses if str(one.id) == change), None)
    first = chosen or next(iter(houses), None)
    fields = hearer_fields(first) if first else dict.fromkeys(HEARERS, "")
    return {**fields, "houses": str(chosen.id) if chosen else EVERY}


def _every(houses: tuple[Service, ...]) -> str:
    return f"All {len(houses)} services" if len(houses) > 1 else "All services"


def _chosen(tx: Tx, visit: Visit, houses: str) -> tuple[Service, ...]:
    seen = seen_by(tx, visit.member)
    if not seen:
        raise NotFilledIn({"houses": "Add a service first: go back one step"})
    if houses == EVERY:
        return seen
    if not (houses.isascii() and houses.isdigit() and len(houses) <= MOST_DIGITS):
        raise NotFilledIn({"houses": "Choose for which services"})
    found = tuple(one for one in seen if one.id == int(houses))
    if not found:
        raise HTTPException(404)
    return found


def _ways_in(tx: Tx, houses: tuple[Service, ...]) -> list[WayIn]:
    found = {one.id: one for house in houses for role in Watch if (one := signs_in(tx, house, role))}
    return ways_in(tx, list(found.values()))
