"""A year's worries in numbers, for whoever answers for the organisation: no words, no names, no service."""

from __future__ import annotations

from starlette.responses import Response

from asking.worry_access import hidden_from
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.worries.lists import so_long
from evidence.worry_numbers import WorryNumbers, worry_numbers
from store import worries
from store.tx import Tx

FIRST_YEAR, LAST_YEAR = 2000, 2999


async def show(desk: Desk, visit: Visit) -> Response:
    """One year, this one unless another is asked for; each member sees the numbers of their own services."""
    asked = visit.choice("year")
    year = asked if FIRST_YEAR <= asked <= LAST_YEAR else visit.today.year

    def read(tx: Tx) -> tuple[Frame, WorryNumbers]:
        hidden = hidden_from(tx, visit.member)
        found = [one for one in worries.all(tx) if visit.sees(one.service_id) and one.id not in hidden]
        return frame(tx, visit.member), worry_numbers(found, year)

    around, found = await desk.database.read(read)
    return page("worries/numbers.html", visit=visit, frame=around, found=found, year=year, so_long=so_long)
