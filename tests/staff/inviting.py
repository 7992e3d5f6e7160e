"""The tests' small vocabulary for invitations: who is invited, what a page says, and what its square codes hold."""

from __future__ import annotations

import io
import re
from functools import partial

import resvg_py
import zxingcpp
from PIL import Image

from asking import inviting, links
from asking.inviting import Inviter
from locales import Languages
from store import access_log, invitations, people, sessions, settings
from store.tx import Tx
from tests.staff.office import AT, Office

UNSEEN = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))
SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
LANGUAGES = Languages()
MAIL_READY = "mail ready"


async def invited(office: Office, house: str = "Mill Lane", number: int = 0) -> int:
    """Somebody of a house is invited; gives the number of the invitation."""
    person = office.people[house][number]
    invite = Inviter(office.pack, LANGUAGES, "Mo", office.clock(), office.round).invite
    return await office.database.write(partial(invite, person_id=person))


async def began(office: Office, invitation: int, state: str) -> None:
    """Their talk is at some point."""

    def begin(tx: Tx) -> None:
        one = invitations.get(tx, invitation)
        assert one is not None
        sessions.start(
            tx,
            invitation_id=invitation,
            person_id=one.person_id,
            flow_id="flow-1",
            state=state,
            body="{}",
            at=AT,
        )

    await office.database.write(begin)


async def ended(office: Office, invitation: int) -> None:
    """Somebody ends the link."""
    await office.database.write(lambda tx: inviting.revoke(tx, invitation, who="Mo", now=office.clock()))


async def link_of(office: Office, invitation: int) -> str:
    """The whole address of a person's page, as it is now."""

    def read(tx: Tx) -> str:
        one = invitations.get(tx, invitation)
        assert one is not None
        return links.page_of(tx, links.token_for(tx.keys, one.id, one.version))

    return await office.database.read(read)


async def speaks(office: Office, person: int, language: str) -> None:
    """Somebody is asked in another language."""
    await office.database.write(lambda tx: people.speak(tx, person, language))


async def are_invented(office: Office) -> None:
    """The people are a sample: drafts may be used."""
    await office.database.write(lambda tx: settings.put(tx, "sample", "yes"))


async def sends_mail(office: Office) -> None:
    """A mail server is set up."""
    await office.database.write(lambda tx: settings.put(tx, MAIL_READY, "yes"))


async def log(office: Office) -> list[tuple[str, int | None]]:
    """What was done and about whom, oldest first."""
    found = await office.database.read(access_log.recent)
    return [(one.did, one.person_id) for one in reversed(found)]


def said(html: str) -> str:
    """The text of a page, in one line, without isolating marks."""
    text = re.sub(r"<[^>]+>", " ", html.partition("<body")[2])
    return " ".join(text.translate(UNSEEN).split())


def codes_in(html: str) -> list[str]:
    """What the square codes on a page hold, read as a phone's camera would."""
    return [_read(svg) for svg in SVG.findall(html)]


def read_code(picture: bytes) -> str:
    """What the one square code in a picture holds, read as a phone's camera would."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    return str(found.text)


def _read(svg: str) -> str:
    drawn = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="400" ', 1)
    return read_code(bytes(resvg_py.svg_to_bytes(svg_string=drawn, background="white")))
