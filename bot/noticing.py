"""The detector's rounds: texts that are older than it, or were kept while it failed, are looked at a few at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from asking.detecting.lists import check_all
from asking.noticing import FAILED, NOT_READ, keep_looked, look, waiting
from bot.finding import Finding
from store import noticed, settings
from store.database import Database
from store.tx import Tx

LOG = logging.getLogger("plainsay.noticing")
TEXTS = "docs/detector.md says what to do."


class Noticing:
    """Looks.

    Args:
        database: Where texts are.
        clock: Tells the present moment, in UTC.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def go_round(self) -> int:
        """One round; gives how many worries came of it.

        Raises:
            StoreError: It could not be read or saved.
        """
        waits = await self._database.read(waiting)
        if not waits.texts:
            return 0
        looked = await asyncio.to_thread(look, waits)
        return await self._database.write(lambda tx: keep_looked(tx, looked, self._clock()))


async def check_lists() -> None:
    """Read the phrases of every language at the start, beside the pages, and say loudly what is wrong with them."""
    for fault in await asyncio.to_thread(lambda: list(check_all())):
        LOG.error("N403: The detector does not know all of its phrases: %s", fault)


def findings(tx: Tx) -> list[Finding]:
    """What the doctor says of the detector."""
    found = [Finding(f"Phrases of the detector: {fault}", "D421", "Mend the file.") for fault in check_all()]
    failed, unread = settings.get(tx, FAILED), int(settings.get(tx, NOT_READ) or 0)
    if failed:
        found.append(
            Finding(f"The detector last failed at {failed}. All texts are looked at once more.", "D422", TEXTS)
        )
    if unread:
        found.append(
            Finding(f"Texts that the detector could not look at: {unread}.", "D423", "Read new texts yourself.")
        )
    waits = any(True for _ in noticed.waiting(tx, 1))
    return found or [Finding(f"The detector works.{' It is still looking at older texts.' if waits else ''}")]
