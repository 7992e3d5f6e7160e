"""The keyworker's own view, before they see anything that the person shared."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from asking import summary_view
from asking.errors import SummaryRefused
from asking.sight import see_first
from asking.summary_view import HEADINGS, LONGEST
from bot.staff.desk import Desk, page
from bot.staff.guard import Visit
from bot.staff.summaries.open import Opened, makes
from store import noticed
from store.tx import Tx

HINTS = {
    "working": "What goes well for {name}, and how you can tell.",
    "not_working": "What does not, as you see it.",
    "choices": "What {name} chose this month.",
    "new": "What {name} tried for the first time, and how it went.",
    "health": "Visits, medicine, sleep, food. How {name} feels is for {name} to say.",
    "change": "What you think could be different.",
}


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, or what was written where it stays as it is."""

    def read(tx: Tx) -> tuple[Opened, dict[str, str]] | None:
        one = makes(tx, desk, visit, did="opened their own view in summary")
        return (one, summary_view.view_of(tx, one.summary)) if one else None

    found = await desk.database.write(read)
    if found is None:
        return _back(visit)
    return _page(visit, *found)


async def write(desk: Desk, visit: Visit) -> Response:
    """Keep what was written."""
    typed = {key: visit.field(key, LONGEST) for key in HEADINGS}
    seen = await see_first(noticed.headed(summary_view.kept_of(typed)), noticed.STAFF_WRITE)

    def write(tx: Tx) -> tuple[Opened | None, SummaryRefused | None]:
        one = makes(tx, desk, visit, did="wrote their own view in summary")
        try:
            if one:
                summary_view.write(tx, one.summary, typed, desk.now(), seen)
        except SummaryRefused as refused:
            return one, refused
        return one, None

    one, refused = await desk.database.write(write)
    if seen.kinds:
        desk.bell()
    if one is None or refused is None:
        return _back(visit, "?done=view" if one else "")
    return _page(visit, one, typed, refused=refused)


def _page(visit: Visit, one: Opened, typed: dict[str, str], refused: SummaryRefused | None = None) -> Response:
    return page(
        "summaries/view.html",
        status=400 if refused else 200,
        visit=visit,
        frame=one.frame,
        one=one,
        headings=HEADINGS,
        hints={key: hint.format(name=one.name) for key, hint in HINTS.items()},
        longest=LONGEST,
        typed=typed,
        wrong={"working": f"{refused} {refused.mend}"} if refused else {},
        open=not (one.summary.met_at or one.summary.closed_at),
    )


def _back(visit: Visit, query: str = "") -> Response:
    return RedirectResponse(f"/staff/summaries/{visit.number('summary')}{query}", status_code=303)
