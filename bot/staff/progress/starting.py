"""Starting a round of ladders: staff and managers of some services are invited at once."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from starlette.responses import RedirectResponse, Response

from asking.inviting import Inviter, each
from asking.round_dates import LONGEST_NAME, unlike
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.rounds.plain import AUDIENCES
from dialogs.ladders import RATERS
from store import access_log, people, plans, rounds, services
from store.rounds import Kind
from store.tx import Tx

DAYS = 28
LONGEST_DAYS = 366


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, filled in with what most would choose."""
    houses = await desk.database.read(lambda tx: _houses(tx, visit))
    typed = {
        "name": f"Ladders, {visit.today:%B %Y}",
        "closes_on": (visit.today + timedelta(days=DAYS)).isoformat(),
        "services": [str(one) for one, _ in houses],
        "audiences": [one.value for one in RATERS],
    }
    return await _form(desk, visit, typed)


async def start(desk: Desk, visit: Visit) -> Response:
    """Make the round and its plan, and invite everyone whom it asks; who cannot be invited stands on the next page."""
    typed: dict[str, Any] = {name: visit.field(name, LONGEST_NAME).strip() for name in ("name", "closes_on")}
    form = visit.form
    typed |= {name: [str(one) for one in form.getlist(name)] if form else [] for name in ("services", "audiences")}
    houses = await desk.database.read(lambda tx: _houses(tx, visit))
    wrong = _wrong(typed, visit.today, {str(one) for one, _ in houses})
    if not wrong and not await desk.database.read(lambda tx: _raters(tx, typed)):
        wrong["audiences"] = "Nobody who rates is there yet. Add them under People first."
    if wrong:
        return await _form(desk, visit, typed, wrong)
    round_id = await desk.database.write(partial(_started, desk=desk, visit=visit, typed=typed, every=len(houses)))
    return RedirectResponse(f"/staff/invitations?round={round_id}", status_code=303)


def _started(tx: Tx, *, desk: Desk, visit: Visit, typed: dict[str, Any], every: int) -> int:
    chosen = tuple(int(one) for one in typed["services"])
    whole = visit.member.services is None and len(chosen) == every
    name = unlike(typed["name"], {one.name for one in rounds.all(tx)})
    round_id = rounds.add(
        tx,
        name=name,
        opens_on=visit.today.isoformat(),
        closes_on=typed["closes_on"],
        kind=Kind.LADDERS,
        code=desk.ladders.pack.id,
        services=() if whole else chosen,
        audiences=tuple(typed["audiences"]),
    )
    # One house's plan belongs to it; the plan of several belongs to the whole provider.
    where = chosen[0] if len(chosen) == 1 else 0
    plans.add(
        tx, name=name, kind=plans.LADDERS, service_id=where, from_id=str(round_id), at=desk.now(), by=visit.member.id
    )
    inviter = Inviter(desk.ladders.pack, desk.languages, visit.who, desk.clock(), round_id)
    each(tx, _raters(tx, typed), inviter.invite)
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"started round {round_id} of ladders")
    return round_id


def _raters(tx: Tx, typed: dict[str, Any]) -> list[int]:
    """Whom it asks, of those who are there now."""
    found = (person for house in typed["services"] for person in people.in_service(tx, int(house)))
    return [one.id for one in found if one.audience in typed["audiences"] and not one.stopped_at]


def _wrong(typed: dict[str, Any], today: date, houses: set[str]) -> dict[str, str]:
    wrong = {} if typed["name"] else {"name": "Give it a name."}
    try:
        fits = today < date.fromisoformat(typed["closes_on"]) <= today + timedelta(days=LONGEST_DAYS)
    except ValueError:
        fits = False
    if not fits:
        wrong["closes_on"] = "Choose a day from tomorrow to one year from now."
    if not typed["services"] or not set(typed["services"]) <= houses:
        wrong["services"] = "Choose one service or more."
    if not typed["audiences"] or not set(typed["audiences"]) <= {one.value for one in RATERS}:
        wrong["audiences"] = "Choose staff, managers or both."
    return wrong


def _houses(tx: Tx, visit: Visit) -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in services.all(tx) if visit.sees(one.id)]


async def _form(desk: Desk, visit: Visit, typed: dict[str, Any], wrong: dict[str, str] | None = None) -> Response:
    def read(tx: Tx) -> tuple[Frame, list[tuple[int, str]]]:
        return frame(tx, visit.member), _houses(tx, visit)

    around, houses = await desk.database.read(read)
    return page(
        "progress/start.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        typed=typed,
        wrong=wrong or {},
        services=[(str(one), name) for one, name in houses],
        audiences=[(one.value, AUDIENCES[one]) for one in RATERS],
        longest=LONGEST_NAME,
        least=(visit.today + timedelta(days=1)).isoformat(),
    )
