"""Backups by themselves, in a process of its own at a low priority: pages do not wait for it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime

from asking.moment import stamp
from bot.config import Config
from bot.keeping import forgotten
from bot.keeping.due import ALIVE, OFF, is_due
from bot.keeping.home import on_sqlite
from bot.keeping.place import unlocked
from store import keeping, settings, snapshot
from store.database import Database
from store.errors import StoreError
from store.keeping import Run
from store.tx import Tx

LOG = logging.getLogger("plainsay.keeping")
EVERY_SECONDS = 60.0
LOW_PRIORITY = 10
PATIENCE_SECONDS = 6 * 3600.0
CRASHED = "B700"


async def in_a_process(words: Sequence[str]) -> int:
    """Runs a command of ours in a process of its own; gives its status."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, LOW_PRIORITY)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


class Backups:
    """Notes that the program lives, makes backups when they are due, and keeps the list of who was forgotten.

    Args:
        config: Where to, and how often.
        database: Where it is noted.
        clock: The present moment, in UTC.
        run: Runs a command in a process of its own.
    """

    def __init__(
        self,
        config: Config,
        database: Database,
        clock: Callable[[], datetime],
        run: Callable[[Sequence[str]], Awaitable[int]] = in_a_process,
    ) -> None:
        self._config, self._database, self._clock, self._command = config, database, clock, run

    async def run(self) -> None:
        """Go round for as long as the program runs."""
        while True:
            try:
                await self.go_round()
            except (StoreError, OSError) as error:
                LOG.warning("K103: A backup could not be seen to: %s", type(error).__name__)
            except Exception as error:  # backups must not end because of one fault
                LOG.exception("K104: A round of backups failed: %s", type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def go_round(self) -> bool:
        """Make a backup if one is due; says whether one was.

        Raises:
            StoreError: It could not be noted.
        """
        now = stamp(self._clock())
        await self._database.write(lambda tx: settings.put(tx, ALIVE, now))
        if self._config.backup_to is None or not on_sqlite(self._config):
            return False
        await self._keep_list()
        good, last = await self._database.read(_runs)
        if not is_due(self._clock(), good, last, self._config.backup_every):
            return False
        began = stamp(self._clock())
        status = await self._command(["backup", "--data", str(self._config.data)])
        if status:
            LOG.warning("K105: The backup failed. `plainsay doctor` and the home page of administrators say why.")
            await self._database.write(lambda tx: _note_crash(tx, last, began))
        return True

    async def _keep_list(self) -> None:
        folder = self._config.backup_to
        found = await self._database.read(lambda tx: (settings.get(tx, snapshot.INSTALLATION), forgotten.of(tx)))
        if folder is not None and folder.is_dir() and found[0]:
            with suppress(OSError):  # the next backup says what is wrong with the folder
                forgotten.put(folder, found[0], found[1], unlocked(self._config.key_file))


def period(config: Config) -> str:
    """How many hours lie between backups, for pages; `off` where none is made."""
    return f"{config.backup_every.total_seconds() / 3600:g}" if config.backup_to or not on_sqlite(config) else OFF


def _runs(tx: Tx) -> tuple[Run | None, Run | None]:
    return keeping.last_good(tx, keeping.BACKUP), keeping.last(tx, keeping.BACKUP)


def _note_crash(tx: Tx, before: Run | None, at: str) -> None:
    """Notes that a backup broke off before it could note so itself."""
    last = keeping.last(tx, keeping.BACKUP)
    if last is None or (before is not None and last.id == before.id):
        keeping.add(tx, keeping.BACKUP, at=at, code=CRASHED, note="The backup broke off.")
