"""Adding a photo or symbol: first the picture whose place it takes, then the file and who agreed."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.picture_faults import Fault, Wish
from bot.look import picture_url
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.pictures import named
from easyread.pictures import Picture
from store import people, services
from store.own_pictures import Level
from store.services import Service
from store.tx import Tx

FIELDS = ("concept", "alt", "level", "service", "person", "owner", "licence", "shows", "agreed_by", "until")
EMPTY = dict.fromkeys(FIELDS, "") | {"level": Level.PROVIDER.value}
AGAIN = Fault("file", "again", "Choose the file again.")


@dataclass(frozen=True, slots=True)
class Offered:
    """A built-in picture to choose."""

    picture: Picture
    name: str
    address: str


async def choose(desk: Desk, visit: Visit) -> Response:
    """All built-in pictures, or those whose words hold what was looked for."""
    find = " ".join(visit.request.query_params.get("find", "")[:50].split())
    offered = [_offered(one) for _, one in sorted(desk.pictures.pictures.items())]
    found = [one for one in offered if find.casefold() in f"{one.name} {one.picture.alt}".casefold()]
    return page(
        "picture_choose.html",
        visit=visit,
        frame=await desk.database.read(lambda tx: frame(tx, visit.member)),
        offered=found,
        find=find,
    )


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, for one built-in picture."""
    concept = visit.request.query_params.get("concept", "")
    if concept not in desk.pictures.names:
        raise HTTPException(404)
    return await _form(desk, visit, EMPTY | {"concept": concept})


async def add(desk: Desk, visit: Visit) -> Response:
    """Keep it, or show the form again with all that is wrong."""
    typed = {name: visit.field(name) for name in FIELDS}
    if typed["concept"] not in desk.pictures.names or typed["level"] not in set(Level):
        raise HTTPException(400)
    wish, data = _wish(typed), await visit.file("file")
    faults, photo = await desk.own_pictures.faults(wish, data)
    faults = (*faults, *await desk.database.read(lambda tx: _not_theirs(tx, visit, wish)))
    if typed["shows"] not in {"yes", "no"}:
        faults = (*faults, Fault("shows", "no-shows", "Say if there is a person in it."))
    if faults or photo is None:
        again = () if photo is None else (AGAIN,)
        return await _form(desk, visit, typed, (*faults, *again))
    await desk.own_pictures.add_all([(wish, photo)], visit.who)
    return RedirectResponse("/staff/pictures?done=added", status_code=303)


async def _form(desk: Desk, visit: Visit, typed: dict[str, str], faults: tuple[Fault, ...] = ()) -> Response:
    def read(tx: Tx) -> tuple[Frame, tuple[Service, ...]]:
        return frame(tx, visit.member), tuple(one for one in services.all(tx) if visit.sees(one.id))

    around, houses = await desk.database.read(read)
    place = "service" if typed["level"] == Level.SERVICE else "person"
    # The first fault of each field, in the order of the form.
    wrong = {place if fault.field == "whose" else fault.field: fault.sentence for fault in reversed(faults)}
    wrong = {name: wrong[name] for name in ("file", *FIELDS) if name in wrong}
    return page(
        "picture_add.html",
        status=400 if faults else 200,
        visit=visit,
        frame=around,
        services=houses,
        one=_offered(desk.pictures.pictures[typed["concept"]]),
        typed=typed,
        wrong=wrong,
        today=visit.today.isoformat(),
    )


def _not_theirs(tx: Tx, visit: Visit, wish: Wish) -> tuple[Fault, ...]:
    """Nobody puts pictures before people of a service that they do not work for."""
    person = people.get(tx, wish.whose) if wish.level is Level.PERSON else None
    place = person.service_id if person else wish.whose
    if (wish.level is Level.PERSON and person is None) or visit.sees(place):
        return ()
    if wish.level is Level.PROVIDER:
        return (Fault("level", "not-yours", "You work for some services. Choose one of them, or a person."),)
    nobody = "There is no person with this number." if person else "There is no such service."
    return (Fault("whose", "no-person" if person else "no-service", nobody),)


def _offered(picture: Picture) -> Offered:
    return Offered(picture, named(picture.name), picture_url(picture.name))


def _wish(typed: dict[str, str]) -> Wish:
    level = Level(typed["level"])
    whose = {Level.PERSON: _number(typed["person"]), Level.SERVICE: _number(typed["service"]), Level.PROVIDER: 0}
    return Wish(
        concept=typed["concept"],
        level=level,
        whose=whose[level],
        owner=typed["owner"],
        licence=typed["licence"],
        agreed_by=typed["agreed_by"],
        until=typed["until"],
        alt=typed["alt"],
        shows_person=typed["shows"] == "yes",
    )


def _number(value: str) -> int:
    """A number that was typed; 0, which nobody has, where it is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS else 0
