"""Step 6: the first people who will be asked."""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from asking import zones
from asking.errors import NameTaken, NotFilledIn
from asking.houses import headcount, seen_by
from asking.people import Wish, add
from asking.setting_up import Step
from bot.staff.desk import Desk
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.houses.fields import posted
from bot.staff.setup.way import address, guided, on
from dialogs.model import Audience
from store import access_log
from store.tx import Tx

FIELDS = ("person_name", "house")


async def show(desk: Desk, visit: Visit) -> Response:
    """How many there are so far, and the form for one more."""
    return await _page(desk, visit, {"person_name": "", "house": visit.request.query_params.get("house", "")})


async def keep(desk: Desk, visit: Visit) -> Response:
    """Add one and stay or go on. Who goes on with an empty form adds people later."""
    typed = posted(visit, FIELDS)

    def added(tx: Tx) -> None:
        if typed["person_name"] or visit.field("go") == "more":
            _add(tx, desk, visit, typed)

    try:
        await desk.database.write(added)
    except NotFilledIn as refused:
        return await _page(desk, visit, typed, refused.wrong)
    if visit.field("go") == "more":  # the next one lives in the same house more often than not
        return RedirectResponse(f"{address(Step.PEOPLE)}?done=added&house={_number(typed['house'])}", status_code=303)
    return on(Step.PEOPLE, visit)


def _add(tx: Tx, desk: Desk, visit: Visit, typed: dict[str, str]) -> None:
    wrong, name = {}, typed["person_name"]
    house = _number(typed["house"])
    if not name:
        wrong["person_name"] = "Enter what they like to be called"
    if house not in {one.id for one in seen_by(tx, visit.member)}:
        wrong["house"] = "Choose their service"
    if wrong:
        raise NotFilledIn(wrong)
    wish = Wish(name=name, service_id=house, audience=Audience.PERSON, language=zones.provider_language(tx))
    try:
        made = add(tx, wish, languages=desk.languages, at=desk.now())
    except NameTaken as taken:
        sentence = f"Somebody there is called {name} already. Add a letter, so that they can be told apart"
        raise NotFilledIn({"person_name": sentence}) from taken
    access_log.add(tx, at=desk.now(), who=visit.who, did="added a person", person_id=made)


async def _page(desk: Desk, visit: Visit, typed: dict[str, str], wrong: dict[str, str] | None = None) -> Response:
    def read(tx: Tx) -> dict[str, Any]:
        houses = seen_by(tx, visit.member)
        return {
            "typed": typed,
            "options": [(str(one.id), one.name) for one in houses],
            "counted": [(one.name, headcount(tx, one.id)) for one in houses],
        }

    return await guided(desk, visit, Step.PEOPLE, read, wrong)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS else 0
