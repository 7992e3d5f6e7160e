"""Worries: who told one, and who takes it. A worry stays open until a named person has taken it (D16)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from asking import worry_taking
from asking.worry_access import open_for, opened_by
from bot.http.sound import sound_response
from bot.staff.alerts import watched
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, people, services, worries
from store.crypto import DataKey
from store.services import Service
from store.tx import Tx
from store.worries import Worry


@dataclass(frozen=True, slots=True)
class Told:
    """A worry with all that its page shows.

    Attributes:
        name: Of the one who told it; None once that person was forgotten.
        about: Name of the one who was watched, where the worry is an observer's.
    """

    worry: Worry
    words: str
    name: str | None
    about: str | None
    service: Service | None


async def show_all(desk: Desk, visit: Visit) -> Response:
    """Every worry, the open ones first, and who is told of them. No words and no names of those who told them."""

    def read(tx: Tx) -> tuple[Frame, dict[str, Any]]:
        return frame(tx, visit.member), {
            "open": opened_by(tx, visit.member, worries.open(tx)),
            "taken": [one for one in opened_by(tx, visit.member, worries.all(tx)) if one.acknowledged_at is not None],
            "services": {service.id: service.name for service in services.ever(tx)},
            "watched": [one for one in watched(tx) if visit.sees(one.service.id)],
        }

    around, found = await desk.database.read(read)
    return page("worries.html", visit=visit, frame=around, telegram=desk.telegram(), **found)


async def count_open(desk: Desk, visit: Visit) -> Response:
    """How many are open, for the live banner. No more than a number leaves."""
    return JSONResponse({"open": await desk.database.read(lambda tx: open_for(tx, visit.member))})


async def show(desk: Desk, visit: Visit) -> Response:
    """Open one worry. That someone did is written down in the same transaction that reads it."""
    return await _page(desk, visit)


async def play(desk: Desk, visit: Visit) -> Response:
    """What was spoken."""
    mime, sound = await _opened(desk, visit, photo=False)
    return sound_response(sound, mime, visit.request.headers.get("range", ""))


async def look(desk: Desk, visit: Visit) -> Response:
    """The photo that was sent."""
    mime, photo = await _opened(desk, visit, photo=True)
    return Response(photo, media_type=mime, headers={"Content-Disposition": "inline"})


async def take(desk: Desk, visit: Visit) -> Response:
    """Someone takes a worry. The first one who does has it; whoever comes second is told."""
    worry_id, who = visit.number("worry"), visit.field("who")
    if not who:
        return await _page(desk, visit, status=400, missing=True)

    def write(tx: Tx) -> bool:
        told = _told(tx, worry_id)
        logged = visit.on_behalf_of(who)
        return worry_taking.take(tx, told.worry, who=who, by=visit.member, logged_as=logged, at=desk.now())

    if not await desk.database.write(write):
        return await _page(desk, visit, status=409, too_late=True)
    desk.bell()
    return RedirectResponse(f"/staff/worries/{worry_id}", status_code=303)


async def _page(
    desk: Desk, visit: Visit, *, status: int = 200, missing: bool = False, too_late: bool = False
) -> Response:
    worry_id = visit.number("worry")

    def write(tx: Tx) -> tuple[Frame, Told]:
        told = _told(tx, worry_id)
        _note(tx, desk, visit.who, f"read worry {worry_id}", told)
        return frame(tx, visit.member), told

    around, told = await desk.database.write(write)
    return page("worry.html", status=status, visit=visit, frame=around, told=told, missing=missing, too_late=too_late)


async def _opened(desk: Desk, visit: Visit, *, photo: bool) -> tuple[str, bytes]:
    """The kind and the bytes of what came with a worry. That someone opens it is written down first."""
    worry_id = visit.number("worry")

    def write(tx: Tx) -> tuple[Worry, DataKey]:
        told = _told(tx, worry_id)
        if told.worry.file is None or told.worry.is_photo is not photo:
            raise HTTPException(404)
        _note(tx, desk, visit.who, f"opened what came with worry {worry_id}", told)
        return told.worry, worries.sound_key(tx, told.worry)

    worry, key = await desk.database.write(write)
    return worry.mime or "", await asyncio.to_thread(desk.media.read, key, worry.file or "")


def _told(tx: Tx, worry_id: int) -> Told:
    found = worries.get(tx, worry_id)
    if found is None:
        raise HTTPException(404)
    worry, words = found
    name = people.name_of(tx, worry.person_id) if worry.person_id is not None else None
    about = people.name_of(tx, worry.about_id) if worry.about_id is not None else None
    return Told(worry, words, name, about, services.get(tx, worry.service_id))


def _note(tx: Tx, desk: Desk, who: str, did: str, told: Told) -> None:
    access_log.add(tx, at=desk.now(), who=who, did=did, person_id=told.worry.person_id)
