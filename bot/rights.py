"""Carries out what people and rules want deleted: forgetting that is due, and what is older than its period."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from asking import forget_steps, retention
from asking.moment import stamp
from asking.steady_clock import last_jump
from dialogs.pack import Pack
from store import forgettings
from store.database import Database
from store.errors import StoreError
from store.media_files import MediaFiles
from store.tx import Tx

LOG = logging.getLogger("plainsay.rights")


class Rights:
    """Does it, in small steps: cut off anywhere, the next round goes on where this one stopped.

    Args:
        database: Where everything is kept.
        pack: The code whose standings are recounted.
        media: Where recordings, photos and files are.
        clock: Tells the present moment, in UTC.
    """

    def __init__(self, database: Database, pack: Pack, media: MediaFiles, clock: Callable[[], datetime]) -> None:
        self._database, self._pack, self._media, self._clock = database, pack, media, clock

    async def go_round(self) -> int:
        """One round; gives how many people were forgotten. While the clock cannot be trusted nothing is deleted.

        Raises:
            StoreError: It could not be saved.
        """
        if await self._database.read(lambda tx: last_jump(tx, self._clock())):
            return 0
        due = await self._database.read(lambda tx: forgettings.due(tx, stamp(self._clock())))
        forgotten = sum([await self._forget(one.id) for one in due])
        files = await self._database.write(lambda tx: retention.sweep(tx, self._pack, self._clock()))
        await self._delete(files)  # one that is left goes at the next start: no row names it
        if forgotten or files:
            await self._database.tidy()
        return forgotten

    async def _forget(self, number: int) -> bool:
        def begin(tx: Tx) -> tuple[str, ...] | None:
            one = forget_steps.begin(tx, self._pack, number, now=self._clock())
            return one.files if one else None

        files = await self._database.write(begin)
        if files is None:
            return False
        if not await self._delete(files):
            return False  # its note still names them: they are tried again
        await self._database.write(lambda tx: forget_steps.finish(tx, number, now=self._clock()))
        return True

    async def _delete(self, files: tuple[str, ...]) -> bool:
        """Delete files; False where one cannot be deleted now."""
        gone = True
        for file in files:
            try:
                await asyncio.to_thread(self._media.delete, file)
            except StoreError as error:
                LOG.warning("K201: A file could not be deleted: %s", error.code)
                gone = False
        return gone
