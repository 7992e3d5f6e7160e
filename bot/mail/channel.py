"""The whole channel: sending, started and watched over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from asking import post
from bot.delivery import Limits, Sender
from bot.mail.server import MailServer
from bot.mail.state import CONDITION, MEANINGS, Condition
from bot.mail.transport import MailPost
from bot.reminding import LookedAt
from locales import Words
from store import settings
from store.database import Database
from store.errors import StoreError

LIMITS = Limits(overall=2.0, chat=1.0, chat_burst=5, at_once=2)
"""Many providers cut off who sends faster, or opens more than three connections at a time."""


class MailChannel:
    """The channel.

    Args:
        server: The mail server.
        database: Where the outbox is.
        words: Finds the sentences of a language.
        now: The moment as a stamp.
    """

    def __init__(
        self, server: MailServer, database: Database, words: Callable[[str], Words], now: Callable[[], str]
    ) -> None:
        self._database, self._now = database, now
        self._post = MailPost(server, words, self._keep)
        self.sender = Sender(database, LookedAt(self._post, database, now), LIMITS, now, post.lost)
        self._notes: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Take up what was left over."""
        await self.sender.start()

    async def close(self) -> None:
        """Finish what is in hand, and stop."""
        await self.sender.close()
        await asyncio.gather(*self._notes, return_exceptions=True)

    def trouble(self) -> str:
        """What keeps e-mails here, in a sentence; '' while they go out."""
        code, what, _mend = MEANINGS[self._post.condition]
        return f"E-mail: {what}" if code else ""

    def _keep(self, condition: Condition) -> None:
        """Keep the condition where `plainsay doctor`, another process, finds it."""
        text = f"{condition} {self._now()}"

        async def kept() -> None:
            with suppress(StoreError):
                await self._database.write(lambda tx: settings.put(tx, CONDITION, text))

        task = asyncio.create_task(kept())
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)
