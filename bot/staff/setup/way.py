"""The way through the guided pages: which step this is, how many are done, what comes before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import RedirectResponse, Response

from asking.setting_up import Step, done
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store.tx import Tx

HOME = "/staff/setting-up"
NEXT = f"{HOME}/next"
STEPS = tuple(Step)


def address(step: Step) -> str:
    """The page of a step."""
    return f"{HOME}/{step}"


@dataclass(frozen=True, slots=True)
class Way:
    """Where a guided page stands, and which steps are done."""

    step: Step
    finished: frozenset[Step]

    @property
    def number(self) -> int:
        """Which step this is, from 1."""
        return STEPS.index(self.step) + 1

    @property
    def of(self) -> int:
        """How many steps there are."""
        return len(STEPS)

    @property
    def back(self) -> str:
        """The page before."""
        return address(STEPS[self.number - 2]) if self.number > 1 else "/staff"

    @property
    def onward(self) -> str:
        """The page after."""
        return address(STEPS[self.number]) if self.number < len(STEPS) else NEXT


async def guided(
    desk: Desk,
    visit: Visit,
    step: Step,
    read: Callable[[Tx], Mapping[str, Any]],
    wrong: Mapping[str, str] | None = None,
) -> Response:
    """The page of a step.

    Args:
        desk: What every staff page needs.
        visit: Who looks.
        step: The step; its template is called after it.
        read: Gives what the template names, in the transaction of the page.
        wrong: A sentence for each field that is not right.
    """

    def found(tx: Tx) -> tuple[Frame, Way, Mapping[str, Any]]:
        return frame(tx, visit.member), Way(step, done(tx)), read(tx)

    around, way, values = await desk.database.read(found)
    return page(
        f"setup_{step}.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        way=way,
        wrong=wrong or {},
        done=visit.request.query_params.get("done", ""),
        **values,
    )


def on(step: Step, visit: Visit) -> Response:
    """After keeping: the same page again where somebody wants to add one more, else the next one."""
    here = f"{address(step)}?done=added"
    wants_more = visit.field("go") == "more"
    return RedirectResponse(here if wants_more else Way(step, frozenset()).onward, status_code=303)
