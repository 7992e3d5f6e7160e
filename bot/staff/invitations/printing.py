"""Sheets to print and hand over: one a page, in the person's language; for family a second one on why it is safe."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import inviting, profiles
from asking.errors import AskingError
from bot import invitation_words
from bot.invitation_words import Panel
from bot.look import LOOK, picture_url
from bot.staff.desk import Desk, is_sample, page
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.invitations.codes import code
from bot.staff.invitations.facts import About, about, facts_of, known, not_signed_off, told
from dialogs.model import Audience
from locales import SOURCE, Words
from store.tx import Tx

MOST = 50
"""Sheets that are made at once."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of paper.

    Attributes:
        name: What the person is called; it is on their own sheet and on no other.
        reasons: For a relative, what the second page says.
        address: To type, without what every browser adds itself.
        link, chat: Where the page is, and the chat; '' where no bot is connected.
        numbers: Whom to call.
        large: They need large letters; then a sheet takes two pages.
    """

    words: Words
    name: str
    panels: tuple[Panel, ...]
    reasons: tuple[Panel, ...]
    address: str
    link: str
    chat: str
    until: str
    numbers: tuple[tuple[str, str], ...]
    only_here: str
    large: bool


@dataclass(frozen=True, slots=True)
class Left:
    """Someone who gets no sheet, and why."""

    name: str
    why: str
    mend: str


async def show(desk: Desk, visit: Visit) -> Response:
    """The sheets. That they were printed is noted as sent on paper, with who did it."""
    numbers = _numbers(visit.request.query_params.get("these", ""))

    def write(tx: Tx) -> tuple[list[Sheet], list[Left], bool]:
        made = [_sheet(tx, desk, visit, number) for number in numbers]
        sheets = [one for one in made if isinstance(one, Sheet)]
        return sheets, [one for one in made if isinstance(one, Left)], is_sample(tx)

    sheets, left, sample = await desk.database.write(write)
    # In a thread: fifty sheets have up to a hundred codes, and each takes longer to make than a question to answer.
    return await asyncio.to_thread(
        page,
        "invitation_sheets.html",
        sheets=sheets,
        left=left,
        sample=sample,
        fonts=LOOK.url("fonts.css"),
        picture=picture_url,
        say=invitation_words,
        code=code,
    )


def _sheet(tx: Tx, desk: Desk, visit: Visit, number: int) -> Sheet | Left:
    one = about(tx, desk, known(tx, number), desk.clock())
    if one is None or not visit.sees(one.person.service_id):
        raise HTTPException(404)
    refused = not_signed_off(tx, desk, one.person.language) or _over(tx, desk, number)
    if refused:
        inviting.log(tx, number, visit.who, f"had no sheet printed, invitation {number}", at=desk.now())
        return Left(one.name, *told(refused, desk, one.person.language))
    inviting.sent(tx, number, by="paper", who=visit.who, now=desk.clock())
    return _made(tx, desk, one)


def _over(tx: Tx, desk: Desk, number: int) -> AskingError | None:
    try:
        inviting.good(tx, number, desk.clock())
    except AskingError as refused:
        return refused
    return None


def _made(tx: Tx, desk: Desk, one: About) -> Sheet:
    words, facts = desk.languages.words(one.person.language), facts_of(tx, one.person)
    _, is_family = words.gettext, facts.audience is Audience.FAMILY
    locale = "en_GB" if words.language == SOURCE else words.language
    ends = format_date(date.fromisoformat(one.invitation.expires_at[:10]), "long", locale=locale)
    return Sheet(
        words=words,
        name=one.name,
        panels=invitation_words.panels(facts, _),
        reasons=invitation_words.reasons(facts, _) if is_family else (),
        address=one.link.partition("://")[2],
        link=one.link,
        chat=one.chat,
        until=invitation_words.until(_).format(day=invitation_words.apart(ends)),
        numbers=invitation_words.numbers(facts, _),
        only_here=invitation_words.only_here(facts, _),
        large=profiles.of(tx, one.person.id).has(profiles.LARGE),
    )


def _numbers(these: str) -> tuple[int, ...]:
    """`12-15-18`; a 404 for anything else."""
    parts = these.split("-")
    if len(parts) > MOST or not all(one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS for one in parts):
        raise HTTPException(404)
    return tuple(dict.fromkeys(map(int, parts)))
