"""A backup while the program writes: one moment of it, and nobody waits long."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from bot.clock import utc_now
from bot.config import read_config
from bot.keeping.progress import Progress
from bot.keeping.restore import Asked, restore
from store import access_log, settings
from store.database import Database
from store.tx import Tx
from tests.keeping.conftest import Place
from tests.keeping.test_restore import PACK, QUIET
from tests.store.tools import AT
from tests.support.server import ROOT

PATIENCE_SECONDS = 30.0
assert isinstance(QUIET, Progress)


class Writer:
    """Writes turn after turn: in each, a number goes up by one and a note is added, in two tables."""

    def __init__(self, database: Database) -> None:
        self._database, self.number, self.longest = database, 0, 0.0

    async def write(self) -> None:
        """Write until cancelled."""
        while True:
            self.number += 1
            began = time.monotonic()
            await self._database.write(self._turn)
            self.longest = max(self.longest, time.monotonic() - began)
            await asyncio.sleep(0.001)

    def _turn(self, tx: Tx) -> None:
        settings.put(tx, "number", str(self.number))
        access_log.add(tx, at=AT, who="writer", did=f"wrote {self.number}")


def numbers(tx: Tx) -> tuple[int, int]:
    """The number, and how many notes there are: equal at every moment between two turns."""
    (notes,) = tx.all("SELECT COUNT(*) FROM access_log WHERE who = 'writer'")
    return int(settings.get(tx, "number") or 0), int(notes[0])


async def backed_up(place: Place) -> None:
    """`plainsay backup` in a process of its own."""
    words = ("-m", "bot", "backup", str(place.to), "--data", str(place.data))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()


async def test_a_backup_beside_the_program_is_of_one_moment(place: Place, tmp_path: Path) -> None:
    """While turns are written all the time, what is restored is whole: the two tables agree, as between two turns."""
    database = await place.open()
    writer = Writer(database)
    writing = asyncio.create_task(writer.write())
    await asyncio.sleep(0.1)
    first = writer.number
    await backed_up(place)
    last = writer.number
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await database.close()
    asked = Asked(place.backups()[0], key=place.key)
    await restore(asked, read_config({}, data=str(tmp_path / "new")), PACK, utc_now(), QUIET)
    again = await place.open(tmp_path / "new")
    number, notes = await again.read(numbers)
    await again.close()
    print(f"{last - first} turns while it was made; the longest took {writer.longest * 1000:.0f} ms")  # noqa: T201 - the figure
    assert number == notes
    assert first <= number < last
    assert writer.longest < PATIENCE_SECONDS
