"""The provider's own photos and symbols: which there are, and taking one away everywhere."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.errors import UnknownLink
from asking.seen_pictures import opened
from bot.look import picture_url
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, own_pictures, people, services
from store.crypto import DataKey
from store.own_pictures import Details, Level, OwnPicture
from store.tx import Tx

GONE_LATELY = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A picture as the list shows it. Nothing that is sealed.

    Attributes:
        place: Name of the service, or number of the person; '' for the provider's.
        over: Its last day has passed.
    """

    picture: OwnPicture
    name: str
    place: str
    over: bool


async def show_all(desk: Desk, visit: Visit) -> Response:
    """Every picture in use, and what went lately."""
    today = desk.clock().date().isoformat()

    def found(tx: Tx) -> tuple[Frame, list[Listed]]:
        return frame(tx, visit.member), [
            _listed(tx, one, today) for one in own_pictures.all(tx) if _is_theirs(tx, visit, one)
        ]

    around, listed = await desk.database.read(found)
    gone = [one for one in listed if one.picture.withdrawn_at is not None]
    gone.sort(key=lambda one: one.picture.withdrawn_at or "", reverse=True)
    return page(
        "pictures.html",
        visit=visit,
        frame=around,
        here=[one for one in listed if one.picture.withdrawn_at is None],
        gone=gone[:GONE_LATELY],
        done=visit.request.query_params.get("done", ""),
    )


async def show(desk: Desk, visit: Visit) -> Response:
    """One picture, with who owns it and who agreed. That someone opened it is written down."""
    return await _page(desk, visit, "picture.html")


async def confirm(desk: Desk, visit: Visit) -> Response:
    """Really?"""
    return await _page(desk, visit, "picture_withdraw.html")


async def look(desk: Desk, visit: Visit) -> Response:
    """The picture itself. That someone looks is written down where it belongs to, or shows, a person."""
    number = visit.number("picture")

    def write(tx: Tx) -> tuple[OwnPicture, DataKey]:
        found = opened(tx, _picture(tx, number))
        if found[0].level is Level.PERSON or found[0].shows_person:
            _note(tx, desk, visit, found[0], f"looked at picture {number}")
        return found

    try:
        picture, key = await desk.database.write(write)
    except UnknownLink as error:
        raise HTTPException(404) from error
    content = await asyncio.to_thread(desk.media.read, key, picture.file)
    return Response(content, media_type=picture.mime, headers={"Content-Disposition": "inline"})


async def withdraw(desk: Desk, visit: Visit) -> Response:
    """Take it away. Where it was gone already nothing more happens."""
    await desk.own_pictures.withdraw(visit.number("picture"), visit.who)
    return RedirectResponse("/staff/pictures?done=withdrawn", status_code=303)


async def _page(desk: Desk, visit: Visit, template: str) -> Response:
    number, today = visit.number("picture"), desk.clock().date().isoformat()

    def write(tx: Tx) -> tuple[Frame, Listed, Details]:
        picture = _picture(tx, number)
        details = own_pictures.details(tx, picture)
        if details is None:
            raise HTTPException(404)
        _note(tx, desk, visit, picture, f"opened picture {number}")
        return frame(tx, visit.member), _listed(tx, picture, today), details

    around, listed, details = await desk.database.write(write)
    built_in = desk.pictures.pictures.get(listed.picture.concept)
    address = picture_url(built_in.name) if built_in else ""
    return page(template, visit=visit, frame=around, one=listed, details=details, built_in=built_in, address=address)


def _is_theirs(tx: Tx, visit: Visit, picture: OwnPicture) -> bool:
    """Pictures for everyone, and those of their services and of the people there."""
    if picture.level is Level.PERSON:
        person = people.get(tx, picture.whose)
        return person is not None and visit.sees(person.service_id)
    return picture.level is Level.PROVIDER or visit.sees(picture.whose)


def _note(tx: Tx, desk: Desk, visit: Visit, picture: OwnPicture, did: str) -> None:
    person = picture.whose if picture.level is Level.PERSON else None
    access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=person)


def _picture(tx: Tx, number: int) -> OwnPicture:
    found = own_pictures.get(tx, number)
    if found is None:
        raise HTTPException(404)
    return found


def _listed(tx: Tx, picture: OwnPicture, today: str) -> Listed:
    place = ""
    if picture.level is Level.SERVICE:
        service = services.get(tx, picture.whose)
        place = service.name if service else ""
    elif picture.level is Level.PERSON:
        place = str(picture.whose)
    return Listed(picture, named(picture.concept), place, bool(picture.until and picture.until < today))


def named(concept: str) -> str:
    """A concept as a heading: `living-room` → `Living room`."""
    return concept.replace("-", " ").capitalize()
