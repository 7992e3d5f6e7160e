"""kill -9 at random moments while people are forgotten: everyone who was to go is gone, everyone else is whole."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from asking import forget_steps
from asking.moment import stamp
from bot.clock import utc_now
from bot.rights import Rights
from evidence.check import compare
from store import forgettings, media, people, rounds, services
from store.crypto import Keys
from store.database import Database, open_database
from store.media_files import MediaFiles
from store.tx import Tx
from tests.support.counts import count
from tests.support.ready import built_in_pack
from tests.support.server import ROOT

PEOPLE = 80
KILLS = count(4, promised=100)
FORGETTER = """
import asyncio, sys
from pathlib import Path
from tests.rights.test_kill import opened, worker
asyncio.run(worker(Path(sys.argv[1])))
"""


async def opened(data: Path) -> Database:
    """The database, as the program opens it."""
    return await open_database(data / "plainsay.db", Keys(data / "plainsay.key"))


async def worker(data: Path) -> None:
    """What the caretaker does, with a line for each person, until it is killed or nothing is left."""
    database = await opened(data)
    rights = Rights(database, built_in_pack(), MediaFiles(data / "recordings"), utc_now)
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    await rights.go_round()
    await database.close()


def _fill(tx: Tx, files: MediaFiles) -> tuple[list[int], list[int]]:
    """Half of the people are to be forgotten, and have been for a while; each has recordings."""
    now = utc_now()
    service = services.add(tx, name="Mill Lane")
    rounds.add(tx, name="Autumn", opens_on="2026-10-01", closes_on="2099-12-31")
    go, stay = [], []
    for number in range(PEOPLE):
        who = people.add(tx, service_id=service, audience="person", name=f"Example {number}", at=stamp(now))
        key = people.data_key(tx, who)
        assert key
        for _ in range(3):
            file = files.write(key, b"OggS" + bytes(4000))
            media.add(tx, person_id=who, file=file, mime="audio/ogg", size_bytes=4004, at=stamp(now))
        if number % 2:
            then = now - timedelta(days=forget_steps.UNDO_DAYS, hours=1)
            forget_steps.ask(tx, who, with_answers=True, by="", now=then)
        (go if number % 2 else stay).append(who)
    return go, stay


@pytest.mark.soak
async def test_whatever_is_killed_when_everyone_is_forgotten_whole(tmp_path: Path) -> None:
    """Killed again and again, in the end nobody is half forgotten: no name, no key, no row and no file is left."""
    chance = random.Random(1)  # noqa: S311 - a test's chance
    files = MediaFiles(tmp_path / "recordings")
    database = await opened(tmp_path)
    go, stay = await database.write(lambda tx: _fill(tx, files))
    await database.close()
    for _ in range(KILLS):
        await asyncio.to_thread(_killed, tmp_path, chance.uniform(0.002, 0.04))
    database = await opened(tmp_path)
    begun = await database.read(lambda tx: len([one for one in go if people.name_of(tx, one) is None]))
    rights = Rights(database, built_in_pack(), files, utc_now)
    await rights.go_round()
    names = await database.read(lambda tx: people.names(tx, [*go, *stay]))
    kept = await database.read(media.all_files)
    print(f"{KILLS} kills, {begun} of {len(go)} forgotten before the last start, all after it")  # noqa: T201 - the figure
    assert sorted(names) == stay
    assert {path.name for path in (tmp_path / "recordings").iterdir()} == kept
    assert len(kept) == 3 * len(stay)
    assert await database.read(lambda tx: forgettings.due(tx, "9")) == ()
    assert await database.read(compare) == []
    await database.close()


def _killed(data: Path, after_seconds: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", FORGETTER, str(data)], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    time.sleep(after_seconds)
    process.kill()
    process.wait()
    process.stdout.close()
