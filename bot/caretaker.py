"""What has to be done from time to time: reminders, the rounds of a series, and clearing away what is done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from asking import action_reminders, declaring, retention, steady_clock, worry_message
from asking.chase import chase
from asking.moment import stamp
from asking.rounds import tend
from store import inbox, outbox, staff
from store.database import Database
from store.errors import StoreError
from store.tx import Tx

LOG = logging.getLogger("plainsay.caretaker")
EVERY_SECONDS = 60.0
WAITED = timedelta(seconds=30)


class Caretaker:
    """Does it.

    Args:
        database: Where everything is kept.
        clock: Tells the present moment, in UTC.
        bell: Rung when messages wait to be sent.
        tend: Takes away own pictures whose last day has passed.
        remind: Reminds people for whom it is time; gives how many reminders were put.
        tell: Tells people what changed because of them; gives how many messages were put.
        rights: Forgets whoever is to be forgotten, and deletes what is older than its period (see `bot.rights`).
        notice: Looks at older texts for signs of a worry; gives how many worries came of it.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        bell: Callable[[], None],
        tend: Callable[[], Awaitable[None]],
        remind: Callable[[], Awaitable[int]] | None = None,
        *,
        tell: Callable[[], Awaitable[int]] | None = None,
        rights: Callable[[], Awaitable[int]] | None = None,
        notice: Callable[[], Awaitable[int]] | None = None,
    ) -> None:
        self._database, self._clock, self._bell, self._tend = database, clock, bell, tend
        self._remind, self._tell, self._rights, self._notice = remind, tell, rights, notice

    async def run(self) -> None:
        """Go round for as long as the program runs. A round that fails is made up for by the next."""
        while True:
            try:
                await self.go_round()
            except StoreError as error:
                LOG.warning("K101: A round could not be saved: %s", error.code)
            except Exception as error:  # reminders must not end because of one fault
                LOG.exception("K102: A round failed: %s", type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def go_round(self) -> int:
        """One round; gives how many reminders were put.

        Raises:
            StoreError: It could not be saved.
        """
        await self._tend()

        def done(tx: Tx) -> tuple[int, bool]:
            now = self._clock()
            if steady_clock.watch(tx, now):
                inbox.forget_before(tx, stamp(now - timedelta(days=retention.days_of(tx, "arrived", now))))
                outbox.forget_before(tx, stamp(now - timedelta(days=retention.days_of(tx, "sent", now))))
            staff.forget_before(tx, stamp(now))
            tend(tx, now)
            put = chase(tx, now) + action_reminders.tell(tx, now) + worry_message.tell(tx, now)
            put += declaring.remind(tx, now)
            oldest = outbox.oldest(tx)
            return put, bool(oldest) and oldest <= stamp(now - WAITED)

        put, waits = await self._database.write(done)
        if self._rights and await self._rights():
            self._bell()  # messages that show a forgotten person's pictures are changed
        if put or waits:  # another process, such as a command, may have put it there
            self._bell()
        for more in (self._notice, self._remind, self._tell):
            found = await more() if more else 0
            if found:
                self._bell()
            put += found
        return put
