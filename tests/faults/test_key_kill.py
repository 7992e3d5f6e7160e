"""kill -9 at random moments while the key is turned, and while the whole file is sealed and unsealed."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store import access_log
from store.crypto import Keys
from store.database import open_database
from tests.store.sealed_values import all_open
from tests.support.counts import count
from tests.support.server import ROOT

KILLS = count(2, promised=200)
BACK = {"encrypt-database": "decrypt-database", "decrypt-database": "encrypt-database"}
PATIENCE_SECONDS = 120.0


@pytest.mark.soak
def test_whenever_it_is_killed_everything_opens(copy_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    """Killed at any moment, the data open with the key file that is there, all of them, and the next try succeeds."""
    data, chance = copy_sample(tmp_path / "data"), random.Random(8)  # noqa: S311 - a test's chance
    before, killed, last = asyncio.run(_read(data)), 0, "decrypt-database"
    lasts = _run(data, "rotate-key", PATIENCE_SECONDS) or PATIENCE_SECONDS
    for number in range(KILLS):
        command = "rotate-key" if number % 2 == 0 else BACK[last]
        # The first quarter of it goes by before anything is touched.
        killed += _run(data, command, lasts * chance.uniform(0.25, 1.0)) is None
        assert asyncio.run(_read(data)) == before
        assert _run(data, command, PATIENCE_SECONDS) is not None
        last = command if command in BACK else last
    assert asyncio.run(_read(data)) == before
    print(f"{killed} kills, {sum(map(len, before.values()))} sealed values opened after each")  # noqa: T201 - the figure
    assert killed > 0


def _run(data: Path, command: str, seconds: float) -> float | None:
    """Runs a command; gives how long it took, None where it was killed before its end."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command, "--data", str(data)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        assert process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    return time.monotonic() - started


async def _read(data: Path) -> dict[str, list[bytes]]:
    database = await open_database(data / "plainsay.db", Keys(data / "plainsay.key"))
    try:
        assert await database.read(access_log.verify) == ()
        return await database.read(all_open)
    finally:
        await database.close()
