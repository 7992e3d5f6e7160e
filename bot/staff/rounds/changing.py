"""Changing a round: its name, its days, and who is asked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from starlette.responses import RedirectResponse, Response

from asking import round_plans
from asking.round_plans import Wish
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.rounds.plain import stage
from bot.staff.rounds.planning import all_meant, form, houses_of, known, wished
from dialogs.model import SOURCES
from store import access_log, rounds
from store.rounds import Round
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The form with what is planned."""

    def read(tx: Tx) -> tuple[Round, Wish]:
        one = known(tx, visit)
        houses = tuple(house.id for house in houses_of(tx, visit=visit))
        return one, _wish(one, desk, houses)

    one, wish = await desk.database.read(read)
    if stage(one, visit.today.isoformat()) == "ended":
        return RedirectResponse(f"/staff/rounds/{one.id}?done=over", status_code=303)
    return await form(desk, visit, wish, before=one)


async def change(desk: Desk, visit: Visit) -> Response:
    """Keep it, or show the form again with all that is wrong."""
    one = await desk.database.read(lambda tx: known(tx, visit))
    if stage(one, visit.today.isoformat()) == "ended":
        return RedirectResponse(f"/staff/rounds/{one.id}?done=over", status_code=303)
    wish = await desk.database.read(partial(wished, desk=desk, visit=visit, before=one))
    if not wish.name:
        wish = replace(wish, name=one.name)
    wrong = await desk.database.read(lambda tx: round_plans.faults(tx, wish, visit.today, before=one))
    if wrong:
        return await form(desk, visit, wish, wrong, before=one)
    await desk.database.write(partial(_changed, desk=desk, visit=visit, one=one, wish=wish))
    return RedirectResponse(f"/staff/rounds/{one.id}?done=changed", status_code=303)


def _changed(tx: Tx, *, desk: Desk, visit: Visit, one: Round, wish: Wish) -> None:
    kept = round_plans.stored(wish, desk.pack, every_service=all_meant(tx, visit=visit, wish=wish))
    # Where the next round is there already, this one no longer says how often it comes.
    every = one.every if rounds.after(tx, one.id) else kept.every
    rounds.change(
        tx,
        one.id,
        name=kept.name,
        opens_on=kept.opens_on,
        closes_on=kept.closes_on,
        areas=kept.areas,
        services=kept.services,
        audiences=kept.audiences,
        every=every,
    )
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"changed round {one.id}")


def _wish(one: Round, desk: Desk, houses: tuple[int, ...]) -> Wish:
    return Wish(
        one.kind,
        one.name,
        one.areas or desk.pack.asked_areas,
        one.services or houses,
        one.audiences or tuple(source.value for source in SOURCES),
        one.opens_on,
        one.closes_on,
        one.every,
    )
