"""One round: how far it is, who was not asked and why, and how far each area is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from asking.picked import enough
from asking.rounds import can_reopen
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.rounds.plain import AUDIENCES, EVERY, KINDS, WHY, stage
from bot.staff.rounds.planning import known
from dialogs.model import Audience
from dialogs.pack import Area
from evidence.progress import Left, Progress, Why, progress
from store import access_log, people, rounds, services
from store.rounds import Every, Round
from store.services import Service
from store.tx import Tx

Filled = Mapping[Audience, tuple[int, int] | None]
"""By audience: statements on which ten people were heard, and statements asked about; None where hidden."""


@dataclass(frozen=True, slots=True)
class Named:
    """Someone who was not asked, for those who work there."""

    left: Left
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows.

    Attributes:
        houses: The services where it asks, of those that the visitor sees.
        named: By service and reason; empty for who is not to see names.
        filled: By area: what `/staff/questions` tells of each statement, counted.
        filled_in: The one service that `filled` is about; None for all.
        before, after: The rounds around it, of the same kind and in the same series.
    """

    frame: Frame
    round: Round
    stage: str
    houses: tuple[Service, ...]
    progress: Progress
    named: Mapping[int, tuple[Named, ...]]
    filled: tuple[tuple[Area, Filled], ...]
    filled_in: Service | None
    before: Round | None
    after: Round | None
    can_reopen: bool
    can_cancel: bool

    @property
    def repeats(self) -> bool:
        """Whether another one comes after it."""
        return self.round.every is not Every.ONCE


async def show(desk: Desk, visit: Visit) -> Response:
    """The page. Names are noted in the access log."""
    sheet = await desk.database.write(partial(_read, desk=desk, visit=visit))
    runs = visit.manages and all(visit.sees(one) for one in sheet.round.services or (0,))
    return page(
        "rounds/one.html",
        visit=visit,
        frame=sheet.frame,
        one=sheet,
        runs=runs,
        kinds=KINDS,
        every=EVERY,
        audiences=AUDIENCES,
        why=WHY,
        pack=desk.pack,
        done=visit.request.query_params.get("done", ""),
    )


def _read(tx: Tx, *, desk: Desk, visit: Visit) -> Sheet:
    one, day = known(tx, visit), visit.today.isoformat()
    houses = tuple(each for each in services.all(tx) if visit.sees(each.id) and _asks_in(one, each.id))
    far = progress(tx, one, (each.id for each in houses))
    here = None if visit.member.services is None else next(iter(houses), None)
    filled_in = (here.id,) if here else tuple(each.id for each in houses)
    same = [each for each in rounds.all(tx) if each.kind is one.kind and each.opens_on < one.opens_on]
    begun = one.opens_on <= day
    return Sheet(
        frame=frame(tx, visit.member),
        round=one,
        stage=stage(one, day),
        houses=houses,
        progress=far,
        named=_named(tx, desk, visit, far) if visit.cares and begun else {},
        filled=_filled(tx, desk, one, far, filled_in) if begun and one.is_talk else (),
        filled_in=here,
        before=same[-1] if same else None,
        after=rounds.after(tx, one.id),
        can_reopen=can_reopen(one, desk.clock()),
        can_cancel=not begun and not rounds.anybody_asked(tx, one.id),
    )


def _asks_in(one: Round, service_id: int) -> bool:
    return not one.services or service_id in one.services


def _named(tx: Tx, desk: Desk, visit: Visit, far: Progress) -> dict[int, tuple[Named, ...]]:
    """Who was not asked, by service, with their names: for those who know these people."""
    found: dict[int, list[Named]] = {}
    for left in sorted(far.left, key=lambda one: (one.service_id, list(Why).index(one.why), one.person_id)):
        name = people.name_of(tx, left.person_id)
        found.setdefault(left.service_id, []).append(Named(left, name or ""))
    if found:
        did = f"saw who was not asked in round {visit.number('round')}, by name"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
    return {service: tuple(each) for service, each in found.items()}


def _filled(tx: Tx, desk: Desk, one: Round, far: Progress, houses: tuple[int, ...]) -> tuple[tuple[Area, Filled], ...]:
    """On how many statements of each area ten people or more were heard, by audience."""
    by_audience = {who: enough(tx, desk.pack, who, round_id=one.id, services=houses) for who in far.audiences}
    found: list[tuple[Area, Filled]] = []
    for area in (each for each in desk.pack.areas if each.id in (one.areas or desk.pack.asked_areas)):
        line: dict[Audience, tuple[int, int] | None] = {}
        for who, standards in by_audience.items():
            mine = [done for each, done in (standards or {}).items() if desk.pack.area_of.get(each) == area.id]
            line[who] = (sum(mine), len(mine)) if standards is not None else None
        found.append((area, line))
    return tuple(found)
