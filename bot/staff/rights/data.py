"""What we hold on one person: in numbers, what they agreed to, who looked, a page for them, and the whole of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import about, about_files, retention
from asking.about import Known
from asking.permissions import Role
from asking.retention import Rule
from bot import knowing
from bot.about import file_name, made, title_of
from bot.look import LOOK, picture_url
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, holds, people, settings
from store.crypto import DataKey
from store.holds import Hold
from store.tx import Tx

HOW = {
    "alone": "Alone",
    "supported": "With help",
    "interpreted": "Someone interpreted",
    "proxy": "Someone answered for them",
    "observed": "Observed",
}
HELPERS = {"family": "family", "friend": "a friend", "staff": "staff", "independent": "someone independent"}
CHANNELS = {"web": "On a web page", "telegram": "In Telegram", "sample": "Sample"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page shows."""

    frame: Frame
    known: Known
    hold: Hold | None


async def show(desk: Desk, visit: Visit) -> Response:
    """The page. To open it is noted."""
    return await page_of(desk, visit, {})


async def page_of(desk: Desk, visit: Visit, wrong: dict[str, str]) -> Response:
    """The page, with what was wrong with what was typed on it."""
    did = "opened the page of what we know about a person"
    one = await desk.database.write(partial(_read, desk=desk, visit=visit, did=did))
    return page(
        "rights/data.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=one.frame,
        one=one.known,
        hold=one.hold,
        title_of=title_of,
        how=HOW,
        helpers=HELPERS,
        channels=CHANNELS,
        decides=visit.leads or visit.role == Role.ADMINISTRATOR,
        typed={"why": ""},
        wrong=wrong,
        done=visit.request.query_params.get("done", ""),
    )


async def easy(desk: Desk, visit: Visit) -> Response:
    """The person's own page, to print: in their language, with the English where that is another one."""
    did = "printed the page of what we know for a person"
    one = await desk.database.write(partial(_read, desk=desk, visit=visit, did=did))
    words = desk.languages.words(one.known.person.language)
    return page(
        "rights/easy.html",
        visit=visit,
        frame=one.frame,
        one=one.known,
        words=words,
        title=knowing.title(words.gettext),
        parts=knowing.parts(one.known, words),
        look=LOOK.url,
        picture=picture_url,
    )


async def take_out(desk: Desk, visit: Visit) -> Response:
    """The whole of it as a file, for a subject access request. Noted before it is made."""
    number = visit.number("person")

    def write(tx: Tx) -> tuple[about.Whole, dict[str, DataKey], dict[str, Rule], str]:
        did = "made a file of all that we know of a person"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)
        person = people.get(tx, number)
        if person is None:
            raise HTTPException(404)
        rules = {one.kind.name: one for one in retention.rules(tx, desk.clock())}
        return about.whole(tx, person), about_files.keys_of(tx, number), rules, settings.get(tx, "provider") or ""

    whole, keys, kept, provider = await desk.database.write(write)
    files = about_files.readers(desk.media, keys)
    content = await asyncio.to_thread(made, whole, files, kept=kept, provider=provider, today=visit.today)
    name = file_name(number, visit.today)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/zip", headers=headers)


def _read(tx: Tx, *, desk: Desk, visit: Visit, did: str) -> Seen:
    number = visit.number("person")
    person = people.get(tx, number)
    if person is None:
        raise HTTPException(404)
    access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)
    known = about.known(tx, person, desk.clock())
    return Seen(frame(tx, visit.member, number), known, holds.standing(tx, number))
