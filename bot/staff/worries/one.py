"""One worry: what was said, who was told, what was done. Each opening is in the access log (D16)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import worry_message
from asking.worry_hearers import ADMINISTRATOR, CONTACT, EMAIL, PAGE, TELEGRAM
from asking.worry_message import Standing
from asking.worry_outcome import NOTES, OUTCOMES
from bot import after_worry
from bot.http.sound import sound_response
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.worries.found import Found, found_in
from locales import ENGLISH
from store import (
    access_log,
    actions,
    members,
    people,
    services,
    worries,
    worry_alerts,
    worry_hiding,
    worry_messages,
    worry_notes,
    worry_said,
)
from store.action import Action
from store.crypto import DataKey
from store.services import Service
from store.tx import Tx
from store.worries import Worry
from store.worry_hiding import Hidden
from store.worry_messages import Message
from store.worry_said import Said

ROLES = {"lead": "lead", "deputy": "deputy", CONTACT: "from outside", ADMINISTRATOR: "administrator"}
WAYS = {TELEGRAM: "Telegram", EMAIL: "e-mail", PAGE: "this page only", "none": "no way: nobody could be told"}
FIRST_ALERTS, LAST_ALERTS = 6, 2
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What a browser may be given to show: nothing that could hold a script."""


class Fields(dict[str, str]):
    """What was written by field; '' where nothing was."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline.

    Attributes:
        body: What was written down with it, by field.
    """

    at: str
    kind: str
    who: str = ""
    body: Fields = field(default_factory=Fields)


@dataclass(frozen=True, slots=True)
class Told:
    """A worry with all that its page shows.

    Attributes:
        name: Of the one who told it; None once that person was forgotten, or where nobody on file did.
        about: Name of the one whom it is about, where that is somebody else.
        by: The colleague who told it or passed it on; '' where nobody did.
        more: What was said after the first words.
        parts: The worries that were put together with it, each with its words.
        found: Where the words stand that it was found in; None where it was found in none.
        messages: What was written to the person of what happened next, how far each came, and its words.
    """

    worry: Worry
    words: str
    name: str | None
    about: str | None
    by: str
    service: Service | None
    more: tuple[Said, ...]
    hidden: tuple[Hidden, ...]
    lines: tuple[Line, ...]
    parts: tuple[tuple[Worry, str], ...]
    action: Action | None
    found: Found | None
    messages: tuple[tuple[Standing, tuple[str, ...]], ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """Open one worry. That someone did is written down in the same transaction that reads it."""
    return await show_page(desk, visit)


async def show_printed(desk: Desk, visit: Visit) -> Response:
    """The same on paper, for the safeguarding file."""
    return await show_page(desk, visit, template="worries/print.html", did="opened for print worry")


async def play(desk: Desk, visit: Visit) -> Response:
    """What was spoken."""
    mime, sound = await _opened(desk, visit, photo=False)
    return sound_response(sound, mime, visit.request.headers.get("range", ""))


async def look(desk: Desk, visit: Visit) -> Response:
    """The photo that was sent."""
    mime, photo = await _opened(desk, visit, photo=True)
    return Response(photo, media_type=mime, headers={"Content-Disposition": "inline"})


async def more(desk: Desk, visit: Visit) -> Response:
    """A recording or photo that was sent after the first words."""
    number = visit.number("said")

    def write(tx: Tx) -> tuple[Said, DataKey]:
        worry = the_worry(tx, visit)
        said = next((one for one in worry_said.of(tx, worry) if one.id == number and one.file), None)
        if said is None or (said.is_photo and said.mime not in SHOWN):
            raise HTTPException(404)
        note(tx, desk, visit.who, f"opened what came with worry {worry.id}", worry)
        return said, worry_said.sound_key(tx, worry, said)

    said, key = await desk.database.write(write)
    content = await asyncio.to_thread(desk.media.read, key, said.file or "")
    if said.is_photo:
        return Response(content, media_type=said.mime, headers={"Content-Disposition": "inline"})
    return sound_response(content, said.mime or "", visit.request.headers.get("range", ""))


async def show_page(
    desk: Desk,
    visit: Visit,
    *,
    status: int = 200,
    template: str = "worries/one.html",
    did: str = "read worry",
    **shown: Any,
) -> Response:
    """The page of one worry.

    Args:
        desk: The store and the time.
        visit: Who asks.
        status: HTTP status.
        template: How it is shown.
        did: What the access log says of it.
        shown: What else the page shows, such as `typed` and `wrong`.
    """

    def write(tx: Tx) -> tuple[Frame, Told, list[str]]:
        worry = the_worry(tx, visit)
        note(tx, desk, visit.who, f"{did} {worry.id}", worry)
        return frame(tx, visit.member), _told(tx, worry, desk), [one.name for one in members.active(tx)]

    around, told, staff = await desk.database.write(write)
    values = {"typed": Fields(), "wrong": {}, "missing": False, "too_late": False, **shown}
    return page(
        template, status=status, visit=visit, frame=around, told=told, staff=staff, NOTES=NOTES, OUTCOMES=OUTCOMES,
        ROLES=ROLES, WAYS=WAYS, done=visit.request.query_params.get("done", ""), **values,
    )  # fmt: skip


def the_worry(tx: Tx, visit: Visit) -> Worry:
    """The worry in the address, which the door has found in a transaction of its own."""
    found = worries.without_words(tx, visit.number("worry"))
    if found is None:
        raise HTTPException(404)
    return found


def note(tx: Tx, desk: Desk, who: str, did: str, worry: Worry) -> None:
    """Write into the access log what somebody did."""
    access_log.add(tx, at=desk.now(), who=who, did=did, person_id=worry.person_id)


async def _opened(desk: Desk, visit: Visit, *, photo: bool) -> tuple[str, bytes]:
    """The kind and the bytes of what came with a worry. That someone opens it is written down first."""

    def write(tx: Tx) -> tuple[Worry, DataKey]:
        worry = the_worry(tx, visit)
        if worry.file is None or worry.is_photo is not photo or (photo and worry.mime not in SHOWN):
            raise HTTPException(404)
        note(tx, desk, visit.who, f"opened what came with worry {worry.id}", worry)
        return worry, worries.sound_key(tx, worry)

    worry, key = await desk.database.write(write)
    return worry.mime or "", await asyncio.to_thread(desk.media.read, key, worry.file or "")


def _told(tx: Tx, worry: Worry, desk: Desk) -> Told:
    by = members.get(tx, worry.raised_by) if worry.raised_by else None
    return Told(
        worry,
        _words(tx, worry),
        people.name_of(tx, worry.person_id) if worry.person_id is not None else None,
        people.name_of(tx, worry.about_id) if worry.about_id is not None else None,
        by.name if by else "",
        None if worry.everywhere else services.get(tx, worry.service_id),
        worry_said.of(tx, worry),
        _once(worry_hiding.of(tx, worry)),
        _lines(tx, worry),
        tuple((part, _words(tx, part)) for part in worries.parts(tx, worry.id)),
        actions.get(tx, worry.action_id) if worry.action_id else None,
        found_in(tx, worry.source),
        tuple(
            (worry_message.standing(tx, one, desk.clock()), _written(tx, one))
            for one in worry_messages.of_worry(tx, worry.id)
        ),
    )


def _written(tx: Tx, message: Message) -> tuple[str, ...]:
    """What a message says, our sentences in English."""
    return after_worry.lines(worry_messages.body_of(tx, message), ENGLISH.gettext)


def _words(tx: Tx, worry: Worry) -> str:
    found = worries.get(tx, worry.id)
    return found[1] if found else ""


def _once(found: tuple[Hidden, ...]) -> tuple[Hidden, ...]:
    """Each name once, whatever it is known by."""
    return tuple({one.name: one for one in found}.values())


def _shown(steps: list[int]) -> set[int]:
    """The first and the last alerts: in between they say the same."""
    return set(steps if len(steps) <= FIRST_ALERTS + LAST_ALERTS else steps[:FIRST_ALERTS] + steps[-LAST_ALERTS:])


def _lines(tx: Tx, worry: Worry) -> tuple[Line, ...]:
    """What happened, in its order: told, alerts, taken, notes."""
    found = [Line(worry.told_at, "told")]
    told: dict[int, list[str]] = {}
    when: dict[int, str] = {}
    for one in worry_alerts.of(tx, worry.id):
        ways = " and ".join(WAYS[way] for way in one.ways if way != PAGE or len(one.ways) == 1)
        told.setdefault(one.step, []).append(f"{one.name} ({ROLES[one.role]}): {ways}")
        when[one.step] = one.at
    found += [Line(when[step], "alert", "; ".join(told[step])) for step in told if step in _shown(list(told))]
    if left := len(told) - len(_shown(list(told))):
        found.append(Line(when[FIRST_ALERTS - 1], "more_alerts", f"{left} more times"))
    if worry.acknowledged_at:
        found.append(Line(worry.acknowledged_at, "taken", worry.acknowledged_by or ""))
    found += [Line(one.at, one.kind, one.who, Fields(one.body)) for one in worry_notes.of(tx, worry)]
    return tuple(sorted(found, key=lambda one: one.at))
