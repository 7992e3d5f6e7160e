"""The register: what is late, what does not move, what was done without a change, and everything else."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.actions.linking import waiting
from bot.staff.actions.seen import SHOWS, STATUS, Seen, seen_by
from bot.staff.actions.who import unknown
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.register import STILL
from store import plans, services
from store.plans import Plan
from store.services import Service
from store.tx import Tx

FOR_LEADS = frozenset({"mine", "overdue", "no-day", "all"})
"""What those who read no evidence may narrow their own actions to."""


@dataclass(frozen=True, slots=True)
class Register:
    """What the page shows.

    Attributes:
        every: All that the member sees; `chosen` those that are asked for.
        unlinked: How many say nothing of what they are about, for who may link them.
        unknown: How many leads are no colleague's name, and nobody has said whom they mean; for who may say it.
    """

    frame: Frame
    every: list[Seen]
    chosen: list[Seen]
    plans: tuple[Plan, ...]
    services: tuple[Service, ...]
    unlinked: int
    unknown: int

    def count(self, show: str) -> int:
        """How many there are of one kind."""
        return sum(SHOWS[show][1](one) for one in self.every)


async def show(desk: Desk, visit: Visit) -> Response:
    """Narrowed by kind, service, plan and area; what is to be done where nothing is asked for."""
    wanted = visit.request.query_params.get("show", "open" if visit.reads else "mine")
    if wanted not in SHOWS:
        raise HTTPException(404)
    register = await desk.database.read(lambda tx: _read(tx, desk, visit, wanted))
    return page(
        "actions/list.html",
        visit=visit,
        frame=register.frame,
        register=register,
        show=wanted,
        shows={name: label for name, (label, _) in SHOWS.items() if visit.reads or name in FOR_LEADS},
        status_words=STATUS,
        areas=desk.pack.areas,
        weeks=STILL.days // 7,
        chosen=(visit.choice("service"), visit.choice("plan"), visit.request.query_params.get("area", "")),
    )


def _read(tx: Tx, desk: Desk, visit: Visit, wanted: str) -> Register:
    every = seen_by(tx, desk, visit)
    service, plan, area = visit.choice("service"), visit.choice("plan"), visit.request.query_params.get("area", "")
    chosen = [
        one
        for one in every
        if SHOWS[wanted][1](one)
        and service in {0, one.action.said.service_id}
        and plan in {0, one.plan.id}
        and (not area or area in {desk.pack.area_of.get(name, name) for name in one.action.said.standards})
    ]
    theirs = {one.plan.id for one in every}
    return Register(
        frame(tx, visit.member),
        every,
        chosen,
        tuple(one for one in plans.all(tx) if one.id in theirs),
        tuple(one for one in services.all(tx) if visit.sees(one.id)),
        len(waiting(tx, visit)),
        unknown(tx, visit),
    )
