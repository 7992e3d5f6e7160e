"""How long things are kept: the rules, what would go, another period, and what went."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from asking import retention
from asking.errors import PeriodRefused
from asking.moment import stamp
from asking.retention import Rule
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import MOST_DIGITS, Visit
from store import access_log, forgettings, holds, settings
from store import retention as kept
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The rules as they are."""
    return await _page(desk, visit, {})


async def change(desk: Desk, visit: Visit) -> Response:
    """Look at another period first (`do` is `look`), then keep it (`keep`). A shorter one holds a week later."""
    name, typed, do = visit.field("kind"), visit.field("days"), visit.field("do")
    kind = retention.kind_of(name)
    if kind is None or do not in {"look", "keep"}:
        return await _page(desk, visit, {"days": "Choose what to change."})
    days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else -1
    if not kind.least <= days <= kind.most:
        wrong = {f"days-{name}": f"Type a number of days from {kind.least} to {kind.most}."}
        return await _page(desk, visit, wrong, typed={name: typed})
    if do == "look":
        return await _page(desk, visit, {}, wanted=(name, days))

    def write(tx: Tx) -> None:
        retention.change(tx, name, days, who=visit.who, now=desk.clock())
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"changed how long {name} are kept to {days} days")

    try:
        await desk.database.write(write)
    except PeriodRefused as refused:
        return await _page(desk, visit, {f"days-{name}": str(refused)}, typed={name: typed})
    return RedirectResponse("/staff/keeping?done=changed", status_code=303)


async def _page(
    desk: Desk,
    visit: Visit,
    wrong: dict[str, str],
    *,
    typed: dict[str, str] | None = None,
    wanted: tuple[str, int] | None = None,
) -> Response:
    now = desk.clock()

    def read(tx: Tx) -> tuple[Frame, tuple[Rule, ...], dict[str, int], dict[str, int], str, int]:
        rules = retention.rules(tx, now)
        would = retention.preview(tx, now, dict([wanted])) if wanted else {}
        swept = settings.get(tx, retention.SWEPT) or ""
        waiting = len(forgettings.all_waiting(tx))
        return frame(tx, visit.member), rules, retention.preview(tx, now), would, swept, waiting

    around, rules, goes, would, swept, waiting = await desk.database.read(read)
    log = await desk.database.read(kept.log)
    held = len(await desk.database.read(holds.held))
    return page(
        "rights/keeping.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        rules=rules,
        goes=goes,
        wanted=wanted,
        would=would,
        swept=swept,
        waiting=waiting,
        held=held,
        log=log,
        now=stamp(now),
        names={one.name: one.what for one in retention.KINDS},
        typed=typed or {},
        wrong=wrong,
        done=visit.request.query_params.get("done", ""),
    )
