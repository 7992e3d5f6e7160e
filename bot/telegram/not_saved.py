"""What someone hears while nothing can be kept: silence would look as if a worry had been told."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.api import call
from bot.telegram.arrived import Arrived, Commanded, NotReadable, Sent, SentOther, Tapped, Wrote, read
from bot.telegram.render import bold, plain
from locales import ENGLISH, Words

LOG = logging.getLogger("plainsay.telegram")
MOST_CHATS = 10_000
"""Told in one outage. Beyond that memory goes first to what can be kept."""


class NotSavedNotice:
    """Tells each chat once in an outage that what was sent is not kept yet, past the outbox, which cannot be written.

    Telegram tells the update again until it is kept, so it still counts later. A store that cannot write can mostly
    still be read: then the notice is in the language of the chat, and otherwise in English.

    Args:
        bot: The client.
        words: Finds the sentences for a chat by its number; English ones when left out.
    """

    def __init__(self, bot: Bot, words: Callable[[int], Awaitable[Words]] | None = None) -> None:
        self._bot, self._words = bot, words
        self._told: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def tell(self, raws: Iterable[Any]) -> None:
        """Tell whoever sent these updates, unless they were told already. Never waits, never fails."""
        for raw in raws:
            arrived = _said_something(raw)
            if arrived is None or arrived.chat in self._told or len(self._told) >= MOST_CHATS:
                continue
            self._told.add(arrived.chat)
            task = asyncio.create_task(self._send(arrived.chat))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def over(self) -> None:
        """Things can be kept again: in a next outage everyone is told anew."""
        self._told.clear()

    async def close(self) -> None:
        """Let those that are on their way go."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _send(self, chat: int) -> None:
        words = await self._words(chat) if self._words else ENGLISH
        _ = words.gettext
        lines = (bold(_("Not sent yet")), plain(_("Find someone or call.")), plain(_("In danger, call 999.")))
        try:
            await call(self._bot, "sendMessage", {"chat_id": chat, "text": "\n".join(lines), "parse_mode": "HTML"})
        except TelegramError as error:
            self._told.discard(chat)  # it comes again with the update
            LOG.warning("T403: Someone could not be told that nothing is saved now: %s", type(error).__name__)


def _said_something(raw: Any) -> Arrived | None:
    """An update in which one person did something in their own chat; None for all others."""
    try:
        arrived = read(json.dumps(raw).encode())
    except (NotReadable, ValueError, RecursionError):
        return None
    acts = Tapped | Commanded | Wrote | Sent | SentOther
    return arrived if isinstance(arrived.did, acts) and arrived.chat > 0 else None
