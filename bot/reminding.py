"""Reminders as the caretaker sends them, a few at once; the look at each before it goes; the e-mail's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pydantic_core import from_json

from asking import reminding, telling
from asking.links import page_of
from asking.post import Mail
from asking.reminding import ByMail
from bot import sentences
from bot.delivery import Note, NotSent, Transport
from locales import Languages
from store import reminders, told
from store.database import Database
from store.errors import StoreError
from store.tx import Tx

AT_ONCE = 50
"""Reminders in one transaction: other people's answers wait for it."""
MARK = b'"reminder":'
"""In the body of every letter that may be a reminder."""
TOLD = b'"told":'
"""The same for what may tell of a change."""
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

        Raises:
            DeliveryError: What became of it.
        """
        kind, number = _looked_at(body)
        if kind is None:
            return await self._transport.send(body)
        at = self._now()
        try:
            may = await self._database.read(lambda tx: kind.still(tx, number, datetime.fromisoformat(at)))
        except StoreError:
            raise NotSent from None
        if not may:
            return partial(_lapsed, kind, number)
        return partial(_sent, kind, number, at, await self._transport.send(body))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message that is looked at: whether it may still go, and what is noted then."""

    name: str
    still: Callable[[Tx, int, datetime], object]
    lapsed: Callable[[Tx, int], None]
    sent: Callable[[Tx, int, str], None]


KINDS = (
    Kind("reminder", reminding.still, reminders.withdraw, reminders.sent),
    Kind("told", telling.still, told.lapsed, told.sent),
)


def _looked_at(body: bytes) -> tuple[Kind | None, int]:
    """What is looked at before this goes, and its number; None for what goes at once."""
    if MARK not in body and TOLD not in body:
        return None, 0
    letter = from_json(body)
    for kind in KINDS:
        if number := int(letter.get(kind.name) or 0):
            return kind, number
    return None, 0


def _lapsed(kind: Kind, number: int, tx: Tx) -> bool:
    kind.lapsed(tx, number)
    return False


def _sent(kind: Kind, number: int, at: str, note: Note | None, tx: Tx) -> bool:
    kind.sent(tx, number, at)
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
