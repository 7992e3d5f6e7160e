"""kill -9 of a backup and of a restore at random moments."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.keeping.check import read_back
from bot.keeping.place import unlocked
from tests.keeping.conftest import Place
from tests.support.counts import count
from tests.support.server import ROOT

KILLS = count(6, promised=60)


def killed_after(seconds: float, *words: str) -> int:
    """Runs a command of ours, and kills it after so long if it has not ended; gives its status."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def how_long(*words: str) -> float:
    """How long a command takes when nobody kills it, in seconds."""
    began = time.monotonic()
    assert killed_after(300, *words) == 0
    return time.monotonic() - began


@pytest.mark.soak
def test_a_killed_backup_never_has_a_good_name(place: Place, tmp_path: Path) -> None:
    """Whenever a backup is killed, every file under a good name opens whole, and the next one clears the rest away."""
    chance, words = random.Random(20261129), ("backup", str(place.to), "--data", str(place.data))  # noqa: S311 - a test's chance
    whole = how_long(*words)
    statuses = [killed_after(chance.uniform(0.3, 1.0) * whole, *words) for _ in range(KILLS)]
    assert -9 in statuses
    how_long(*words)
    assert place.others() == []
    assert not (place.data / ".backup").exists()
    for number, file in enumerate(place.backups()):
        read_back(file, unlocked(place.key), tmp_path / str(number))


@pytest.mark.soak
def test_a_killed_restore_is_whole_or_begins_anew(place: Place, tmp_path: Path) -> None:
    """Whenever a restore is killed, what it leaves does not start; run again it succeeds, and nothing else is left."""
    how_long("backup", str(place.to), "--data", str(place.data))
    file, chance = str(place.backups()[0]), random.Random(20261130)  # noqa: S311 - a test's chance
    whole = how_long("restore", file, "--data", str(tmp_path / "first"), "--key", str(place.key))
    for number in range(KILLS):
        words = ("restore", file, "--data", str(tmp_path / f"n{number}"), "--key", str(place.key))
        if killed_after(chance.uniform(0.3, 1.0) * whole, *words) != 0 and killed_after(300, *words) != 0:
            # It was killed when all was done: nothing is left to restore, and what is there starts.
            assert killed_after(300, "people", "--data", str(tmp_path / f"n{number}")) == 0
        left = {path.name for path in (tmp_path / f"n{number}").iterdir()}
        expected = {"plainsay.db", "plainsay.key", "home.id", "recordings", "translations", "settings.txt"}
        assert left - {"backup.lock"} == expected
