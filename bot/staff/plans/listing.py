"""All plans: those that are open, and those that are closed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.actions.seen import sees
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.register import first_due, is_overdue, progress, unseen_days
from store import actions, plans, services
from store.action import Action
from store.plans import Plan
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Line:
    """A plan as the list shows it."""

    plan: Plan
    house: str
    progress: str
    runs: bool


async def show(desk: Desk, visit: Visit) -> Response:
    """The page."""

    def read(tx: Tx) -> tuple[Frame, list[Line]]:
        return frame(tx, visit.member), _lines(tx, visit)

    around, lines = await desk.database.read(read)
    return page(
        "plans/list.html",
        visit=visit,
        frame=around,
        open=[one for one in lines if not one.plan.closed_at],
        closed=[one for one in lines if one.plan.closed_at],
        done=visit.request.query_params.get("done", ""),
        back=visit.choice("back"),
    )


def _lines(tx: Tx, visit: Visit) -> list[Line]:
    houses = {one.id: one.name for one in services.ever(tx)}
    under: defaultdict[int, list[Action]] = defaultdict(list)
    for one in actions.all(tx):
        if sees(one, visit):
            under[one.said.plan_id].append(one)
    return [
        Line(one, houses.get(one.service_id, ""), _progress(one, under[one.id], visit), visit.sees(one.service_id))
        for one in plans.all(tx)
        if not one.service_id or visit.sees(one.service_id)
    ]


def _progress(plan: Plan, every: list[Action], visit: Visit) -> str:
    due = [(one.status, first_due(one.said.due_on, unseen_days(one.said.expected))) for one in every]
    late = sum(is_overdue(status, day, visit.today) for status, day in due) if not plan.closed_at else 0
    return progress((status for status, _ in due), late)
