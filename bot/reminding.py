"""Reminders as the caretaker sends them, a few at once; the look at each before it goes; the e-mail's words.

The look is at what reminds colleagues of their actions, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pydantic_core import from_json

from asking import action_reminders, reminding, telling, worry_message
from asking import wish_answers as wish_answering
from asking.links import page_of
from asking.post import Mail
from asking.reminding import ByMail
from bot import sentences
from bot.delivery import Note, NotSent, Transport
from locales import Languages
from store import action_facts, reminders, told, wish_answers, worry_messages
from store.database import Database
from store.errors import StoreError
from store.tx import Tx

AT_ONCE = 50
"""Reminders in one transaction: other people's answers wait for it."""
MARK = b'"reminder":'
"""In the body of every letter that may be a reminder."""
TOLD = b'"told":'
"""The same for what may tell of a change."""
DUE = b'"due":'
"""The same for what may remind a colleague of their actions."""
FOR_YOU = b'"for_you":'
"""The same for what says that a message waits for somebody."""
WISH = b'"wish_answer":'
"""The same for what answers a wish."""
PAGE = "/reminders"
"""The person's page about reminders, behind their link."""


class Reminding:
    """Reminds everyone for whom it is time.

    Args:
        database: Where everything is kept.
        clock: Tells the present moment, in UTC.
        languages: What people can be asked in.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime], languages: Languages) -> None:
        self._database, self._clock, self._mail = database, clock, partial(mail, languages)

    async def go_round(self) -> int:
        """Remind them; gives how many reminders were put.

        Raises:
            StoreError: It could not be saved. What was put is put.
        """
        now = self._clock()
        pairs = await self._database.read(lambda tx: reminding.all_due(tx, now))
        put = 0
        for start in range(0, len(pairs), AT_ONCE):
            some = pairs[start : start + AT_ONCE]
            put += await self._database.write(partial(self._remind, pairs=some, now=now))
        return put

    def _remind(self, tx: Tx, *, pairs: tuple[tuple[int, int], ...], now: datetime) -> int:
        return sum(reminding.remind(tx, person, round_id, now=now, mail=self._mail) for person, round_id in pairs)


class LookedAt:
    """A transport that looks at a reminder once more just before it goes, whichever channel it goes by.

    It may have waited: the channel was away, and now it is night, or the person has answered or said no. Then nothing
    is sent, its row goes too, and the caretaker decides anew.

    Args:
        transport: Sends what may go.
        database: Where people's talks are.
        now: The moment as a stamp.
    """

    def __init__(self, transport: Transport, database: Database, now: Callable[[], str]) -> None:
        self.bot = transport.bot
        self._transport, self._database, self._now = transport, database, now

    async def send(self, body: bytes) -> Note | None:
        """Send it; or nothing, where it is a reminder that may not go now, or tells of a change that went.

        A colleague's reminder of their actions is one, too.

        Raises:
            DeliveryError: What became of it.
        """
        kind, put = _looked_at(body)
        if kind is None:
            return await self._transport.send(body)
        at = self._now()
        try:
            may = await self._database.read(lambda tx: kind.still(tx, put, datetime.fromisoformat(at)))
        except StoreError:
            raise NotSent from None
        if not may:
            return partial(_lapsed, kind, put)
        return partial(_sent, kind, put, at, await self._transport.send(body))


@dataclass(frozen=True, slots=True)
class Put:
    """A message that waited: its number among its kind, and when it was put, where its kind asks for that."""

    number: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message that is looked at: whether it may still go, and what is noted then."""

    name: str
    still: Callable[[Tx, Put, datetime], object]
    lapsed: Callable[[Tx, Put], None]
    sent: Callable[[Tx, Put, str], None]


KINDS = (
    Kind(
        "reminder",
        lambda tx, put, now: reminding.still(tx, put.number, now),
        lambda tx, put: reminders.withdraw(tx, put.number),
        lambda tx, put, at: reminders.sent(tx, put.number, at),
    ),
    Kind(
        "told",
        lambda tx, put, now: telling.still(tx, put.number, now),
        lambda tx, put: told.lapsed(tx, put.number),
        lambda tx, put, at: told.sent(tx, put.number, at),
    ),
    Kind(
        "wish_answer",
        lambda tx, put, now: wish_answering.still(tx, put.number, now),
        lambda tx, put: wish_answers.lapsed(tx, put.number),
        lambda tx, put, at: wish_answers.sent(tx, put.number, at),
    ),
    Kind(
        "due",
        lambda tx, put, now: action_reminders.still(tx, put.number, put.at, now),
        lambda tx, put: action_facts.not_told(tx, put.number, put.at),
        lambda tx, put, at: action_facts.went(tx, put.number, put_at=put.at, at=at),
    ),
    Kind(
        worry_message.KIND,
        lambda tx, put, now: worry_message.still(tx, put.number, now),
        lambda tx, put: worry_messages.lapsed(tx, put.number),
        lambda tx, put, at: worry_messages.sent(tx, put.number, at),
    ),
)


def _looked_at(body: bytes) -> tuple[Kind | None, Put]:
    """What is looked at before this goes, and which it is; None for what goes at once."""
    if not any(mark in body for mark in (MARK, TOLD, DUE, FOR_YOU, WISH)):
        return None, Put(0)
    letter = from_json(body)
    for kind in KINDS:
        if number := int(letter.get(kind.name) or 0):
            return kind, Put(number, str(letter.get("at") or ""))
    return None, Put(0)


def _lapsed(kind: Kind, put: Put, tx: Tx) -> bool:
    kind.lapsed(tx, put)
    return False


def _sent(kind: Kind, put: Put, at: str, note: Note | None, tx: Tx) -> bool:
    kind.sent(tx, put, at)
    return bool(note and note(tx))


def mail(languages: Languages, tx: Tx, about: ByMail) -> Mail:
    """The e-mail of a reminder. What stands above it on a locked screen names nobody, and says nothing of the talk."""
    words, link = languages.words(about.language), page_of(tx, about.token)
    _ = words.gettext
    return Mail(
        to=about.to,
        subject=sentences.reminder(_)[0],
        lines=(sentences.hello(_), *sentences.reminder(_)),
        link=link,
        link_words=_("Carry on"),
        small=(sentences.when_to_remind(_), f"{link}{PAGE}"),
        language=words.language,
        reminder=about.reminder,
    )
