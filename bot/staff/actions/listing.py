"""The register: what is late, what does not move, what was done without a change, and everything else."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.actions.finding import SORTS, Wanted, is_led_by, leads, matches, wanted
from bot.staff.actions.linking import waiting
from bot.staff.actions.seen import SHOWS, STATUS, Seen, seen_by
from bot.staff.actions.who import unknown
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.pack import Pack
from evidence.register import STILL
from store import plans, services
from store.plans import Plan
from store.services import Service
from store.tx import Tx

FOR_LEADS = frozenset({"mine", "overdue", "soon", "no-day", "all"})
"""What those who read no evidence may narrow their own actions to."""


@dataclass(frozen=True, slots=True)
class Register:
    """What the page shows.

    Attributes:
        every: All that the member sees; `chosen` those that are asked for, in the order that is asked for.
        leads: Everybody who leads one of them: as an address names them, and by name.
        unlinked: How many say nothing of what they are about, for who may link them.
        unknown: How many leads are no colleague's name, and nobody has said whom they mean; for who may say it.
    """

    frame: Frame
    every: list[Seen]
    chosen: list[Seen]
    leads: list[tuple[str, str]]
    plans: tuple[Plan, ...]
    services: tuple[Service, ...]
    unlinked: int
    unknown: int

    @property
    def mine(self) -> int:
        """How many of what is to be done whoever looks leads."""
        return sum(one.mine and one.to_do for one in self.every)

    def count(self, show: str) -> int:
        """How many there are of one kind."""
        return sum(SHOWS[show][1](one) for one in self.every)


async def show(desk: Desk, visit: Visit) -> Response:
    """Narrowed by kind, words, lead, service, plan and area; what is to be done where nothing is asked for."""
    asked = wanted(visit, "open" if visit.reads else "mine")
    if asked.show not in SHOWS:
        raise HTTPException(404)
    register = await desk.database.read(lambda tx: _read(tx, desk, visit, asked))
    return page(
        "actions/list.html",
        visit=visit,
        frame=register.frame,
        register=register,
        wanted=asked,
        shows={name: label for name, (label, _) in SHOWS.items() if visit.reads or name in FOR_LEADS},
        sorts={name: label for name, (label, _) in SORTS.items()},
        status_words=STATUS,
        areas=desk.pack.areas,
        weeks=STILL.days // 7,
    )


def _read(tx: Tx, desk: Desk, visit: Visit, asked: Wanted) -> Register:
    every = seen_by(tx, desk, visit)
    theirs = {one.plan.id for one in every}
    return Register(
        frame(tx, visit.member),
        every,
        sorted((one for one in every if _is_wanted(one, asked, visit, desk.pack)), key=SORTS[asked.sort][1]),
        leads(every),
        tuple(one for one in plans.all(tx) if one.id in theirs),
        tuple(one for one in services.all(tx) if visit.sees(one.id)),
        len(waiting(tx, visit)),
        len(unknown(tx, visit)),
    )


def _is_wanted(one: Seen, asked: Wanted, visit: Visit, pack: Pack) -> bool:
    said = one.action.said
    return (
        SHOWS[asked.show][1](one)
        and (not asked.here or one.mine or visit.sees(said.service_id))
        and asked.service in {0, said.service_id}
        and asked.plan in {0, one.plan.id}
        and (not asked.area or asked.area in {pack.area_of.get(name, name) for name in said.standards})
        and is_led_by(one, asked.lead)
        and matches(one, asked.find)
    )
