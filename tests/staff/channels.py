"""More of the office's vocabulary: what people add beside their answers, spoken worries, and chats."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from functools import partial
from typing import Any

from asking import alerts
from asking.alerts import Watch
from asking.own_pictures import OwnPictures
from asking.picture_faults import Wish
from evidence.action_evidence import keep_basis
from store import (
    action_imports,
    action_notes,
    actions,
    changes,
    chats,
    comments,
    invitations,
    media,
    members,
    passkeys,
    people,
    plans,
    services,
    told,
    worries,
)
from store.action import Expected, NewAction, Someone, Status
from store.changes import NewChange
from store.crypto import DataKey
from store.own_pictures import Level
from store.tx import Tx
from store.worries import Spoken
from tests.staff.office import AT, SOUND, Office
from tests.staff.pack import AREA, prompt_id
from tests.support.ready import built_in_pictures

ON_SCREEN = prompt_id("person", "listen")
BOT = "telegram"


def a_png(width: int = 640, height: int = 400) -> bytes:
    """A picture that browsers can show: a plain slope from dark to light."""
    rows = b"".join(b"\0" + bytes((column + row) * 255 // (width + height) for column in range(width))
                    for row in range(height))  # fmt: skip
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
             (b"IDAT", zlib.compress(rows)), (b"IEND", b""))  # fmt: skip
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
              for kind, data in parts)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


async def own_picture(office: Office, **changes: Any) -> int:
    """A photo takes the place of the built-in kitchen, for everyone unless told otherwise; gives its number."""
    wish = Wish("kitchen", Level.PROVIDER, 0, "Invented Support", "Our own photo", "", "", "Our kitchen", False)
    pictures = OwnPictures(office.database, office.files, office.clock, built_in_pictures().names)
    return await pictures.add(replace(wish, **changes), a_png(), "Mo")


async def comment(
    office: Office, house: str, words: str, *, at: str = AT, prompt: str = ON_SCREEN, origin: str = "1"
) -> int:
    """The first one of a house or group adds words beside the answers."""
    add = partial(_add, office=office, house=house, words=words, at=at, prompt=prompt, origin=origin)
    return await office.database.write(add)


async def sent(
    office: Office, house: str, content: bytes, mime: str, *, words: str = "", prompt: str = ON_SCREEN
) -> int:
    """The first person of a house sends a recording or a photo beside the answers; gives its number."""
    person = office.people[house][0]
    key = await office.database.read(lambda tx: people.data_key(tx, person))
    assert key is not None
    file = office.files.write(key, content)

    def kept(tx: Tx) -> int:
        row = media.add(tx, person_id=person, file=file, mime=mime, size_bytes=len(content), at=AT)
        _add(tx, office=office, house=house, words=words, at=AT, prompt=prompt, origin=f"media-{row}", media_id=row)
        return row

    return await office.database.write(kept)


async def photo(office: Office, house: str, *, words: str = "") -> int:
    """The first person of a house sends a photo."""
    return await sent(office, house, a_png(), "image/png", words=words)


async def spoken_worry(
    office: Office, house: str, words: str = "", *, content: bytes = SOUND, mime: str = "audio/ogg"
) -> int:
    """Someone tells a worry by voice, or with a photo."""
    key = DataKey.new()
    spoken = Spoken(key, office.files.write(key, content), mime)
    told = {"service_id": office.houses[house], "person_id": office.people[house][0], "told_at": AT}
    return await office.database.write(
        lambda tx: worries.add(tx, session_id=office.talk(tx, house), words=words, spoken=spoken, **told)  # type: ignore[arg-type]  # a dict of both kinds
    )


async def opened_alerts(office: Office, house: str, role: Watch = Watch.LEAD, lane: str = "lane") -> int:
    """A lead or deputy uses their link; gives the number of their chat."""

    def opened(tx: Tx) -> int:
        service = services.get(tx, office.houses[house])
        assert service is not None
        payload = alerts.make_link(tx, service, role, office.clock())
        assert alerts.open_chat(tx, payload=payload, bot=BOT, lane=lane, address="1", at=AT)
        return next(chat.id for chat in alerts.watching(tx, service.id) if chat.role == role and chat.lane == lane)

    return await office.database.write(opened)


async def opened_chat(office: Office, house: str, number: int = 0, lane: str = "") -> str:
    """One of a house opens their chat; gives its lane."""
    person = office.people[house][number]
    lane = lane or f"lane of {person}"

    def opened(tx: Tx) -> None:
        invitation = invitations.add(
            tx, person_id=person, round_id=office.round, code="duq", areas=("duq.1",), created_at=AT, expires_at=AT
        )
        chats.open(
            tx, bot=BOT, lane=lane, address="1", person_id=person, invitation_id=invitation, version=1, at=AT
        )  # fmt: skip

    await office.database.write(opened)
    return lane


async def closed_chat(office: Office, house: str, number: int = 0, why: str = chats.BLOCKED, at: str = AT) -> int:
    """One of a house opens their chat and then closes it; gives the person's number."""
    lane = await opened_chat(office, house, number)
    await office.database.write(lambda tx: chats.close(tx, BOT, lane, why, at))
    return office.people[house][number]


def _add(
    tx: Tx,
    *,
    office: Office,
    house: str,
    words: str,
    at: str,
    prompt: str,
    origin: str,
    media_id: int | None = None,
) -> int:
    person = people.get(tx, office.people[house][0])
    assert person is not None
    return comments.add(
        tx,
        session_id=office.talk(tx, house),
        person_id=person.id,
        service_id=person.service_id,
        prompt=prompt,
        origin=origin,
        at=at,
        words=words,
        media_id=media_id,
    )


async def passkey(office: Office) -> int:
    """Someone on the staff has a passkey."""

    def kept(tx: Tx) -> int:
        who = members.add(tx, name="Kay", role="keyworker", services=None, at=AT)
        return passkeys.add(
            tx, credential="AAAA", member_id=who, public_key=b"key", sign_count=0, name="Kay's phone", at=AT
        )

    return await office.database.write(kept)


async def plan(office: Office) -> None:
    """A plan with an action that is done and that people were told of, and one that says nothing of what it is about.

    Their pages are /staff/plans/1, /staff/actions/1 and /staff/actions/2. Both are as if they came from a file.
    """

    def made(tx: Tx) -> None:
        number = plans.add(tx, name="Our year", kind=plans.REGISTER, at=AT, by=None)
        part = plans.add_part(tx, plan_id=number, number="1", title="People choose their day", group="")
        new = NewAction(
            plan_id=number, what="Ask at breakfast what each person wants to do.", part_id=part, number="1.1",
            outcome="The day is theirs.", expected=(Expected("A picture board in each house"),),
            leads=(Someone("The cook"),), due_on=AT[:10], standards=(f"{AREA}.good.1",), refers_to=("1.2",),
        )  # fmt: skip
        first = actions.add(tx, new, at=AT, by=None)
        other = actions.add(tx, replace(new, number="1.2", standards=(), refers_to=()), at=AT, by=None)
        read = action_imports.add(tx, plan_id=number, made_plan=False, at=AT, by=None)
        action_imports.mark(tx, read, actions=[first, other], parts=[])
        action_notes.add(tx, first, words="All houses have one.", status=Status.DONE, by=None, at=AT)
        actions.put_status(tx, first, Status.DONE, at=AT)
        found = actions.get(tx, first)
        assert found
        keep_basis(tx, office.pack, found, today=office.clock().date())
        said = NewChange("We do not choose.", "We ask you at breakfast.", picture="choose", action_id=first)
        change = changes.add(tx, said, at=AT, by="Mo")
        changes.publish(tx, change, at=AT, by="Mo", tell_after=AT)
        for person in office.people["Mill Lane"][:6]:
            told.begin(tx, change, person, AT)
        for row in told.of_change(tx, change):
            told.answer(tx, row.id, told.YES, AT)

    await office.database.write(made)
