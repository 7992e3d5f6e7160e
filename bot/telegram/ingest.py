"""Receiving: raw updates are kept before Telegram hears that they have arrived. By polling, or by webhook."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.api import call
from bot.telegram.arrived import sender_of
from bot.telegram.letters import lane_of
from bot.telegram.not_saved import NotSavedNotice
from bot.telegram.state import Condition, State
from store import inbox
from store.crypto import Keys
from store.database import Database
from store.errors import StoreError
from store.inbox import Update, Waiting
from store.tx import Tx

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 25
MOST_AT_ONCE = 100
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
HIGHEST_NUMBER = 2**31
"""Telegram counts updates in 32 bits. A number above is no update's: to confirm it would confirm all that ever come."""

Fresh = Callable[[Iterable[tuple[Waiting, bytes]]], None]
"""Called with updates that are kept, and with their bodies."""


class Intake:
    """Keeps raw updates and passes on those that are new.

    Args:
        database: Where they are kept.
        number: The bot's own number.
        now: The moment as a stamp.
        fresh: Handles them.
        notice: Tells people while nothing can be kept.
    """

    def __init__(
        self,
        database: Database,
        number: str,
        now: Callable[[], str],
        fresh: Fresh,
        *,
        notice: NotSavedNotice | None = None,
    ) -> None:
        self._database, self._number, self._now, self._fresh = database, number, now, fresh
        self._notice = notice

    async def keep(self, raws: list[Any]) -> None:
        """Keep updates, all of them or none. They are handled in the order of their numbers, however they lie here.

        Raises:
            StoreError: They could not be kept; Telegram must not hear that they have arrived.
        """
        at = self._now()

        def kept(tx: Tx) -> list[tuple[Waiting, bytes]]:
            updates = {one.update_id: one for one in (self._update(tx.keys, raw) for raw in raws)}
            found = inbox.keep(tx, self._number, [updates[number] for number in sorted(updates)], at)
            return [(waiting, updates[waiting.update_id].body) for waiting in found]

        try:
            found = await self._database.write(kept)
        except StoreError:
            if self._notice:
                self._notice.tell(raws)
            raise
        if self._notice and raws:
            self._notice.over()
        self._fresh(found)

    def _update(self, keys: Keys, raw: Any) -> Update:
        """Whatever it is, it is kept: what is no update at all gets a number of its own, below all others."""
        body = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        fields = raw if isinstance(raw, dict) else {}
        number = _number(raw)
        if number is None:
            number = -int.from_bytes(keys.sign("telegram-no-number", body.hex())[:7])
        return Update(number, lane_of(keys, self._number, sender_of(fields)), body)


class Poller:
    """Asks Telegram for updates, for as long as it runs."""

    def __init__(self, bot: Bot, intake: Intake, state: State, poll_seconds: int = POLL_SECONDS) -> None:
        self._bot, self._intake, self._state, self._poll_seconds = bot, intake, state, poll_seconds

    async def run(self) -> None:
        """Poll. It ends only by being cancelled: whatever goes wrong, it waits and asks again."""
        offset, wait, cleared = 0, FIRST_WAIT_SECONDS, False
        while True:
            try:
                if not cleared:
                    await self._bot.delete_webhook()  # else no update comes by polling
                    cleared = True
                raws = await self._ask(offset)
                self._state.alive()
                if raws:
                    await self._intake.keep(raws)
                    before, offset = offset, _after(raws, offset)
                    if offset == before:  # what has no number cannot be confirmed, and so comes again at once
                        await asyncio.sleep(FIRST_WAIT_SECONDS)
                wait = FIRST_WAIT_SECONDS
            except (TelegramError, StoreError) as error:
                pause = condition_of(self._state, error)
                cleared = cleared and not isinstance(error, Conflict)
                await asyncio.sleep(pause or wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _ask(self, offset: int) -> list[Any]:
        asked = {"timeout": self._poll_seconds, "limit": MOST_AT_ONCE, "allowed_updates": ALLOWED}
        if offset:
            asked["offset"] = offset
        raws = await call(self._bot, "getUpdates", asked, wait_seconds=self._poll_seconds + 10)
        return raws if isinstance(raws, list) else []


def condition_of(state: State, error: Exception) -> float:
    """Note what an error says of the channel.

    Returns:
        How many seconds Telegram wants to be left alone; 0 where it did not say.
    """
    match error:
        case RetryAfter():
            return float(error.retry_after.total_seconds())  # type: ignore[union-attr]  # PTB_TIMEDELTA is set
        case Conflict():
            state.be(Condition.OTHER_PROGRAM)
        case InvalidToken():
            state.be(Condition.TOKEN_REFUSED)
        case StoreError():
            state.be(Condition.NOT_SAVED)
        case NetworkError() | TelegramError():
            state.be(Condition.NOT_REACHED)
    return 0.0


def _after(raws: list[Any], offset: int) -> int:
    """The first number that is still to come."""
    return max([offset, *(number + 1 for raw in raws if (number := _number(raw)) is not None)])


def _number(raw: Any) -> int | None:
    """An update's number; None where it has none that can be one."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int and 0 <= number < HIGHEST_NUMBER else None
