"""The worries that someone may open, the longest-waiting first, and who is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import JSONResponse, Response

from asking import worry_hearers
from asking.worry_access import open_for, opened_by
from asking.worry_timetable import Timetable, timetable
from bot.staff.alerts import watched
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import services, worries
from store.tx import Tx
from store.worries import Worry

HOUR = 60
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Listed:
    """A worry as the list shows it: no words, no names of those who told it.

    Attributes:
        waits: How long nobody has had it, or how long it took until somebody did, such as `3 hours`.
    """

    worry: Worry
    service: str
    waits: str


async def show_all(desk: Desk, visit: Visit) -> Response:
    """Every worry: those that nobody has, those that somebody has, those that ended."""

    def read(tx: Tx) -> tuple[Frame, dict[str, Any]]:
        names = {service.id: service.name for service in services.ever(tx)}
        found = sorted(opened_by(tx, visit.member, worries.all(tx)), key=lambda one: one.id)
        rows = [Listed(one, _where(names, one), waited(one, desk.clock())) for one in found if one.part_of is None]
        return frame(tx, visit.member), {
            "open": [one for one in rows if not one.worry.acknowledged_at and not one.worry.closed_at],
            "taken": [one for one in rows if one.worry.acknowledged_at and not one.worry.closed_at],
            "closed": [one for one in reversed(rows) if one.worry.closed_at],
            "watched": [one for one in watched(tx) if visit.sees(one.service.id)],
            "unheard": _unheard(tx, desk, visit),
        }

    around, found = await desk.database.read(read)
    return page("worries/list.html", visit=visit, frame=around, telegram=desk.telegram(), **found)


async def count_open(desk: Desk, visit: Visit) -> Response:
    """How many are open, for the live banner. No more than a number leaves."""
    return JSONResponse({"open": await desk.database.read(lambda tx: open_for(tx, visit.member))})


async def explain(desk: Desk, visit: Visit) -> Response:
    """What a lead needs to know: what happens when, who sees what, and what the program does not do."""

    def read(tx: Tx) -> tuple[Frame, Timetable]:
        return frame(tx, visit.member), timetable(tx)

    around, table = await desk.database.read(read)
    return page("worries/help.html", visit=visit, frame=around, table=table)


def waited(worry: Worry, now: datetime) -> str:
    """How long a worry waited for somebody, or has until now."""
    until = datetime.fromisoformat(worry.acknowledged_at) if worry.acknowledged_at else now
    return so_long(until - datetime.fromisoformat(worry.told_at))


def so_long(wait: timedelta) -> str:
    """A time in the words of a page, such as `12 minutes`; rounded down."""
    minutes = max(0, int(wait.total_seconds() // 60))
    number, unit = (minutes, "minute") if minutes < HOUR else (minutes // HOUR, "hour")
    if minutes >= 2 * DAY:
        number, unit = minutes // DAY, "day"
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _where(names: dict[int, str], worry: Worry) -> str:
    return "Nobody knows in which service" if worry.everywhere else names.get(worry.service_id, "")


def _unheard(tx: Tx, desk: Desk, visit: Visit) -> list[str]:
    """Services in which neither lead nor deputy can be told of a worry by a message."""
    here = [one for one in services.all(tx) if visit.sees(one.id)]
    return [
        one.name
        for one in here
        if not any(
            worry_hearers.is_reached(tx, hearer, desk.clock()) for hearer in worry_hearers.of_service(tx, one.id)
        )
    ]
