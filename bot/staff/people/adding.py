"""Adding someone, and changing what is known of them: one form for both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import people as asked_people
from asking import speaking, zones
from asking.errors import NameTaken, PersonRefused
from asking.people import Wish
from asking.permissions import Role
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.people.plain import AUDIENCES
from dialogs.model import Audience
from store import access_log, people, roster, services
from store.members import Member
from store.people import Person
from store.roster import Listed
from store.services import Service
from store.tx import Tx

FIELDS = ("name", "audience", "service", "relative_of", "email", "language", "zone", "keyworker", "helper")
"""In the order of the form."""
NOBODY = [("", "Nobody yet")]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers."""

    frame: Frame
    houses: tuple[Service, ...]
    languages: list[tuple[str, str]]
    tenants: list[tuple[str, str]]
    keyworkers: list[tuple[str, str]]
    helpers: list[tuple[str, str]]
    zone: str


async def show(desk: Desk, visit: Visit) -> Response:
    """The empty form. Where there is one service, it is chosen already."""
    return await _form(desk, visit, dict.fromkeys(FIELDS, "") | {"audience": Audience.PERSON.value, "language": "en"})


async def add(desk: Desk, visit: Visit) -> Response:
    """Add them, or show the form again with all that is wrong."""
    typed = _typed(visit)

    def write(tx: Tx) -> int:
        made = asked_people.add(tx, _wish(tx, visit, typed), languages=desk.languages, at=desk.now())
        access_log.add(tx, at=desk.now(), who=visit.who, did="added a person", person_id=made)
        return made

    try:
        made = await desk.database.write(write)
    except (PersonRefused, NameTaken) as refused:
        return await _form(desk, visit, typed, _wrong(refused, typed))
    return RedirectResponse(f"/staff/people/{made}?done=added", status_code=303)


async def show_change(desk: Desk, visit: Visit) -> Response:
    """The form with what is known."""
    person, wish = await desk.database.read(lambda tx: _known(tx, visit))
    typed = {
        "name": wish.name,
        "service": str(wish.service_id),
        "audience": wish.audience,
        "language": wish.language,
        "zone": wish.zone,
        "relative_of": str(wish.relative_of or ""),
        "keyworker": str(wish.keyworker_id or ""),
        "helper": str(wish.helper_id or ""),
        "email": wish.email,
    }
    return await _form(desk, visit, typed, person=person)


async def change(desk: Desk, visit: Visit) -> Response:
    """Keep what was changed, or show the form again with all that is wrong."""
    typed = _typed(visit)
    person, _ = await desk.database.read(lambda tx: _known(tx, visit))

    def write(tx: Tx) -> None:
        wish = _wish(tx, visit, typed)
        asked_people.change(tx, person, wish, languages=desk.languages, at=desk.now())
        moved = "" if wish.service_id == person.service_id else f", and moved them to service {wish.service_id}"
        access_log.add(
            tx, at=desk.now(), who=visit.who, did=f"changed what is known of a person{moved}", person_id=person.id
        )

    try:
        await desk.database.write(write)
    except (PersonRefused, NameTaken) as refused:
        return await _form(desk, visit, typed, _wrong(refused, typed), person)
    return RedirectResponse(f"/staff/people/{person.id}?done=changed", status_code=303)


def _known(tx: Tx, visit: Visit) -> tuple[Person, Wish]:
    person = people.get(tx, visit.number("person"))
    if person is None:
        raise HTTPException(404)
    return person, asked_people.wish_of(tx, person)


def _typed(visit: Visit) -> dict[str, str]:
    return {name: visit.field(name) for name in FIELDS}


def _wish(tx: Tx, visit: Visit, typed: dict[str, str]) -> Wish:
    """What was typed. A service, or a person, of another house is nothing that can be chosen."""
    service, relative_of = _number(typed["service"]), _number(typed["relative_of"])
    related = people.get(tx, relative_of)
    return Wish(
        name=typed["name"],
        service_id=service if visit.sees(service) else 0,
        audience=typed["audience"],
        language=typed["language"] or "en",
        zone=typed["zone"],
        # -1 is nobody, and yet something was chosen.
        relative_of=relative_of if related is None or visit.sees(related.service_id) else -1,
        keyworker_id=_number(typed["keyworker"]),
        helper_id=_number(typed["helper"]),
        email=typed["email"],
    )


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS else 0


def _wrong(refused: PersonRefused | NameTaken, typed: dict[str, str]) -> dict[str, str]:
    if isinstance(refused, PersonRefused):
        return {name: refused.faults[name] for name in FIELDS if name in refused.faults}
    told = f"There is someone called {typed['name']} there already. Use a name that tells the two apart."
    return {"name": told}


async def _form(
    desk: Desk, visit: Visit, typed: dict[str, str], wrong: dict[str, str] | None = None, person: Person | None = None
) -> Response:
    about = person.id if person else 0
    offered = await desk.database.write(partial(_offered, desk=desk, visit=visit, about=about))
    values: dict[str, Any] = {"typed": typed, "wrong": wrong or {}, "person": person, "offered": offered}
    return page(
        "people/form.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=offered.frame,
        audiences=list(AUDIENCES.items()),
        zones=[("", f"Where we are ({offered.zone})"), *zones.zones().items()],
        **values,
    )


def _offered(tx: Tx, *, desk: Desk, visit: Visit, about: int) -> Choices:
    did = "opened the form that changes a person" if about else "opened the form that adds a person"
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"{did}, with the names of others", person_id=about or None)
    houses = tuple(one for one in services.all(tx) if visit.sees(one.id))
    names = {one.id: one.name for one in houses}
    everyone = (one for one in roster.everyone(tx, visit.member.services) if one.person.service_id in names)
    supported = (one for one in everyone if _is_tenant(one, about))
    return Choices(
        frame=frame(tx, visit.member, about),
        houses=houses,
        languages=[(one.code, one.name) for one in speaking.offered(tx, desk.languages)],
        tenants=[
            ("", "Nobody"),
            *((str(one.person.id), f"{one.name}, {names[one.person.service_id]}") for one in supported),
        ],
        keyworkers=[*NOBODY, *_named(tx, Role.KEYWORKER, names)],
        helpers=[*NOBODY, *_named(tx, Role.HELPER, names)],
        zone=zones.place_of(str(zones.provider_zone(tx))),
    )


def _is_tenant(one: Listed, but: int) -> bool:
    return one.person.audience == Audience.PERSON and one.person.id != but and one.person.stopped_at is None


def _named(tx: Tx, role: Role, houses: dict[int, str]) -> list[tuple[str, str]]:
    found: dict[int, Member] = {}
    for house in houses:
        found |= {one.id: one for one in asked_people.staff_of(tx, role, house)}
    return [(str(one.id), _with_houses(one, houses)) for one in sorted(found.values(), key=lambda each: each.name)]


def _with_houses(member: Member, houses: dict[int, str]) -> str:
    if member.services is None:
        return member.name
    return f"{member.name} ({', '.join(name for house, name in houses.items() if house in member.services)})"
