"""Ending a round, opening it again, ending its series, or taking back a plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.responses import RedirectResponse, Response

from asking import rounds as asked_rounds
from asking.errors import RoundRefused
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.rounds.planning import known
from evidence.progress import Progress, progress
from store import access_log, services
from store.rounds import Round
from store.tx import Tx

Act = Callable[[Tx, Round], None]


async def ask_close(desk: Desk, visit: Visit) -> Response:
    """What closing does, before it is done."""
    return await _asked(desk, visit, "close")


async def ask_stop(desk: Desk, visit: Visit) -> Response:
    """What stopping a series does."""
    return await _asked(desk, visit, "stop")


async def ask_cancel(desk: Desk, visit: Visit) -> Response:
    """What taking back a plan does."""
    return await _asked(desk, visit, "cancel")


async def close(desk: Desk, visit: Visit) -> Response:
    """End it now."""
    return await _done(desk, visit, "closed", lambda tx, one: asked_rounds.close(tx, one, desk.clock()))


async def reopen(desk: Desk, visit: Visit) -> Response:
    """Undo that, within a day."""
    return await _done(desk, visit, "reopened", lambda tx, one: asked_rounds.reopen(tx, one, desk.clock()))


async def stop(desk: Desk, visit: Visit) -> Response:
    """Nothing comes after it."""
    return await _done(desk, visit, "stopped", asked_rounds.stop_series)


async def cancel(desk: Desk, visit: Visit) -> Response:
    """Delete a plan that has not begun."""
    return await _done(desk, visit, "cancelled", lambda tx, one: asked_rounds.cancel(tx, one, desk.clock()))


async def _asked(desk: Desk, visit: Visit, what: str) -> Response:
    def read(tx: Tx) -> tuple[Frame, Round, Progress]:
        one = known(tx, visit)
        return frame(tx, visit.member), one, progress(tx, one, (each.id for each in services.all(tx)))

    around, one, far = await desk.database.read(read)
    started = sum(step.opened - step.finished for step in far.steps.values())
    waiting = sum(step.invited - step.opened for step in far.steps.values())
    return page(
        "rounds/end.html", visit=visit, frame=around, round=one, what=what, started=max(0, started), waiting=waiting
    )


async def _done(desk: Desk, visit: Visit, did: str, act: Act) -> Response:
    try:
        number = await desk.database.write(partial(_acted, desk=desk, visit=visit, did=did, act=act))
    except RoundRefused as refused:
        around = await desk.database.read(lambda tx: frame(tx, visit.member))
        return page(
            "rounds/refused.html",
            status=409,
            visit=visit,
            frame=around,
            refused=refused,
            number=visit.number("round"),
        )
    where = f"/staff/rounds/{number}" if did != "cancelled" else "/staff/rounds"
    return RedirectResponse(f"{where}?done={did}", status_code=303)


def _acted(tx: Tx, *, desk: Desk, visit: Visit, did: str, act: Act) -> int:
    one = known(tx, visit)
    act(tx, one)
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"{did} round {one.id}")
    return one.id
