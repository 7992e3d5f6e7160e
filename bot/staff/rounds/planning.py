"""Planning a round: choose what, fill in one page, look at what it comes to, save."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import round_plans
from asking.round_dates import next_days
from asking.round_plans import SORTS, Wish
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.rounds.plain import AUDIENCES, EVERY, KINDS
from bot.staff.rounds.plain import SORTS as OFFERED
from dialogs.model import SOURCES
from store import access_log, rounds, services
from store.rounds import Every, Kind, Round
from store.services import Service
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan comes to.

    Attributes:
        name: The name that it would get.
        asked: People and questions, by audience.
        overlaps: Rounds that ask some of the same people in the same days.
        again: The first day of the next one; '' where it comes once.
    """

    name: str
    asked: Any
    overlaps: tuple[Round, ...]
    again: str


async def show(desk: Desk, visit: Visit) -> Response:
    """What can be planned; then the form, filled in with what fits most."""
    sort = visit.request.query_params.get("what", "")
    if not sort:
        around = await desk.database.read(lambda tx: frame(tx, visit.member))
        return page("rounds/choose.html", visit=visit, frame=around, sorts=OFFERED)
    if sort not in SORTS:
        raise HTTPException(404)
    houses = await desk.database.read(partial(houses_of, visit=visit))
    wish = round_plans.default(sort, desk.pack, tuple(one.id for one in houses), visit.today)
    return await form(desk, visit, wish)


async def plan(desk: Desk, visit: Visit) -> Response:
    """Show what the plan comes to, or the form with all that is wrong; on the second press, keep it."""
    wish = await desk.database.read(partial(wished, desk=desk, visit=visit))
    wrong = await desk.database.read(lambda tx: round_plans.faults(tx, wish, visit.today))
    if wrong or visit.field("go") == "change":
        return await form(desk, visit, wish, wrong)
    if visit.field("go") != "save":
        return await _preview(desk, visit, wish)
    number = await desk.database.write(partial(_saved, desk=desk, visit=visit, wish=wish))
    return RedirectResponse(f"/staff/rounds/{number}?done=planned", status_code=303)


def houses_of(tx: Tx, *, visit: Visit) -> tuple[Service, ...]:
    """The services that the visitor works for."""
    return tuple(one for one in services.all(tx) if visit.sees(one.id))


def wished(tx: Tx, *, desk: Desk, visit: Visit, before: Round | None = None) -> Wish:
    """What was typed. What cannot be chosen is left out, such as a service of others.

    Args:
        tx: A read transaction.
        desk: Where it is posted.
        visit: The post.
        before: The round that it changes, if it is there: its kind stays, and its areas and first day once it began.
    """
    houses = {str(one.id): one.id for one in houses_of(tx, visit=visit)}
    kind = before.kind if before else visit.field("kind")
    every = visit.field("every") or Every.ONCE.value
    if kind not in set(Kind) or every not in set(Every):
        raise HTTPException(400)
    begun = before is not None and before.opens_on <= visit.today.isoformat()
    areas = _many(visit, "areas", desk.pack.asked_areas)
    return Wish(
        kind=Kind(kind),
        name=" ".join(visit.field("name").split()),
        areas=(before.areas or desk.pack.asked_areas) if before and begun else areas,
        services=tuple(houses[one] for one in _many(visit, "services", tuple(houses))),
        audiences=("person",) if kind == Kind.SUMMARY else _many(visit, "audiences", SOURCES),
        opens_on=before.opens_on if before and begun else visit.field("opens_on"),
        closes_on=visit.field("closes_on"),
        every=Every(every),
    )


def _many(visit: Visit, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What was ticked, in the order of what could be."""
    ticked = visit.form.getlist(name) if visit.form is not None else []
    return tuple(str(one) for one in known if one in ticked)


async def form(
    desk: Desk, visit: Visit, wish: Wish, wrong: dict[str, str] | None = None, *, before: Round | None = None
) -> Response:
    """The form, for a new round or for one that is there."""

    def read(tx: Tx) -> tuple[Frame, tuple[Service, ...]]:
        return frame(tx, visit.member), houses_of(tx, visit=visit)

    around, houses = await desk.database.read(read)
    areas = [(one.id, one.name) for one in desk.pack.areas if one.id in desk.pack.asked_areas]
    typed = {name: getattr(wish, name) for name in Wish.__slots__} | {
        "services": tuple(str(one) for one in wish.services)
    }
    return page(
        "rounds/form.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        houses=[(str(one.id), one.name) for one in houses],
        areas=areas,
        audiences=list(AUDIENCES.items()),
        every=list(EVERY.items()),
        kinds=KINDS,
        code=desk.pack.name,
        typed=typed,
        wrong=wrong or {},
        round=before,
        begun=before is not None and before.opens_on <= visit.today.isoformat(),
    )


async def _preview(desk: Desk, visit: Visit, wish: Wish) -> Response:
    def read(tx: Tx) -> tuple[Frame, tuple[Service, ...], Preview]:
        name = wish.name or round_plans.made_name(tx, wish)
        asked = round_plans.asked_of(tx, desk.pack, wish)
        found = Preview(name, asked, round_plans.overlaps(tx, wish), _again(wish, visit))
        return frame(tx, visit.member), houses_of(tx, visit=visit), found

    around, houses, found = await desk.database.read(read)
    return page(
        "rounds/preview.html",
        visit=visit,
        frame=around,
        wish=wish,
        plan=found,
        houses=houses,
        areas=[one for one in desk.pack.areas if one.id in wish.areas],
        audiences=AUDIENCES,
        every=EVERY,
        kinds=KINDS,
        code=desk.pack.name,
    )


def _again(wish: Wish, visit: Visit) -> str:
    if wish.every is Every.ONCE:
        return ""
    first = Round(0, "", wish.opens_on, wish.closes_on, every=wish.every)
    return next_days(first, visit.today)[0].isoformat()


def _saved(tx: Tx, *, desk: Desk, visit: Visit, wish: Wish) -> int:
    number = round_plans.save(tx, desk.pack, wish, every_service=all_meant(tx, visit=visit, wish=wish))
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"planned round {number}")
    return number


def all_meant(tx: Tx, *, visit: Visit, wish: Wish) -> bool:
    """Whether a plan is for all services, later ones too: only somebody who works for all can mean that."""
    return visit.member.services is None and set(wish.services) >= {one.id for one in houses_of(tx, visit=visit)}


def known(tx: Tx, visit: Visit) -> Round:
    """`{round:int}`; a 404 where there is none."""
    found = rounds.get(tx, visit.number("round"))
    if found is None:
        raise HTTPException(404)
    return found
