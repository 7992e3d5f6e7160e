"""What was kept of what someone wrote, spoke and sent, and how to come to where they say it."""

from __future__ import annotations

from asking.devices import Shown, of_chat
from asking.invitations import link_token
from asking.turn import Delivery, Turn
from bot.screen import screen
from bot.telegram.letters import lane_of
from dialogs.model import Closing
from locales import ENGLISH
from store import answers, comments, media
from store.tx import Tx
from tests.asking.tools import plain_input
from tests.telegram.office import Office
from tests.telegram.phone import Phone

KEPT = "We kept this."
OPEN = "What do you want to say about your support?"
PRESENT = "Who is here with you now?"
FIRST = "Question 1 of 6"


async def at(office: Office, place: str, who: str = "person") -> Phone:
    """Someone at this place of their talk, which they came to as in their chat, only faster."""
    token, talks, phone = await office.link(who), office.rooms.conversations, office.phone()
    person = who if isinstance(who, int) else int(getattr(office.house, who))
    device = await office.read(lambda tx: chat_device(office, tx, phone, person))
    turn, number = await talks.show(token), 0
    while place not in said_in(turn):
        assert not isinstance(turn.asked.step, Closing), f"the talk never came to {place!r}"
        turn = await talks.take(token, plain_input(turn), Delivery("tablet", "", f"{token} {number}", device))
        number += 1
    await phone.opens(token)
    return phone


def chat_device(office: Office, tx: Tx, phone: Phone, person: int) -> Shown:
    """Somebody's chat, as the device on which they answer."""
    bot = office.channel.number
    return of_chat(tx.keys, bot, lane_of(tx.keys, bot, phone.user.id), person)


def said_in(turn: Turn) -> str:
    """What the screen says where a talk stands."""
    shown = screen(turn, ENGLISH)
    return "\n".join([shown.progress, *shown.text, shown.question])


async def added(office: Office) -> list[tuple[str, str, str]]:
    """What counts beside the answers: the question that was on the screen, the words, and the kind of file."""

    def found(tx: Tx) -> list[tuple[str, str, str]]:
        rows = tx.all("SELECT id FROM comment WHERE superseded_at IS NULL AND taken_back_at IS NULL ORDER BY id")
        listed = [one for row in rows if (one := comments.get(tx, row[0]))]
        return [(one.prompt, comments.words_of(tx, one), _kind_of(tx, one.media_id)) for one in listed]

    return await office.read(found)


async def answered(office: Office) -> list[tuple[str, str]]:
    """The answers that count: the sort of reply, and the words."""

    def found(tx: Tx) -> list[tuple[str, str]]:
        rows = tx.all("SELECT id FROM session ORDER BY id")
        return [(one.reply, one.words) for row in rows for one in answers.of_session(tx, row[0])]

    return await office.read(found)


async def prompt_on_screen(office: Office) -> str:
    """The question that the newest talk is at."""

    def newest(tx: Tx) -> str:
        row = tx.one("SELECT MAX(id) FROM invitation")
        return link_token(tx, row[0]) if row else ""

    return (await office.rooms.conversations.show(await office.read(newest))).asked.step.id


def _kind_of(tx: Tx, media_id: int | None) -> str:
    found = media.get(tx, media_id) if media_id else None
    return found.mime if found else ""
