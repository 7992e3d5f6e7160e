"""The drill, and restoring where the database is sealed as a whole, or the key was changed."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.clock import utc_now
from bot.keeping.make import make
from bot.keeping.progress import Progress
from store import people, snapshot
from tests.keeping.conftest import Place, Typed
from tests.support.server import ROOT

QUIET = Progress(io.StringIO(), quiet=True)


@pytest.fixture
def backup(place: Place) -> Path:
    """A backup of the house as it is."""
    return make(place.config, place.to, utc_now(), QUIET).path


def test_the_drill_tells_what_it_found(place: Place, plainsay: Typed) -> None:
    """The drill backs up, restores, compares and says so; nothing of it stays, and the doctor knows of it."""
    before = sorted(path.name for path in place.data.iterdir())
    status, out, _ = plainsay("backup", "--drill", "--data", place.data)
    assert status == 0
    assert "came out as they went in" in out
    after = {path.name for path in place.data.iterdir()} - {"backup.lock"}
    assert after == set(before)
    assert "The last drill was on" in plainsay("doctor", "--data", place.data)[1]


def test_a_row_that_came_out_otherwise_is_noticed(
    place: Place, plainsay: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drill can fail: where a table's rows are not those that went in, it says which, and the doctor repeats it."""
    real = snapshot.digests
    seen: list[Path] = []

    def digests(path: Path, *, key: bytes = b"") -> dict[str, str]:
        seen.append(path)
        return real(path, key=key) if len(seen) == 1 else {**real(path, key=key), "answer": "other"}

    monkeypatch.setattr(snapshot, "digests", digests)
    status, _, err = plainsay("backup", "--drill", "--data", place.data)
    assert (status, err[:6]) == (2, "B704: ")
    assert "The table answer" in err
    status, out, _ = plainsay("doctor", "--data", place.data)
    assert (status, "D705: The drill of" in out) == (1, True)


def test_the_command_is_whole_as_people_type_it(place: Place, tmp_path: Path) -> None:
    """In a process of its own, with only the environment to go by, backup and restore work."""
    environment = {**os.environ, "PLAINSAY_BACKUP_TO": str(place.to), "PLAINSAY_KEY_FILE": str(place.key)}
    for words in (["backup", "--data", str(place.data)], ["restore", "FILE", "--data", str(tmp_path / "new")]):
        command = [str(place.backups()[0]) if word == "FILE" else word for word in words]
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
    assert not (tmp_path / "new" / "plainsay.key").exists()


def test_a_file_that_is_sealed_as_a_whole_stays_so(place: Place, tmp_path: Path, plainsay: Typed) -> None:
    """Its backup, what lies beside on the way, and the restored database are sealed; the drill opens them too."""
    assert plainsay("encrypt-database", "--data", place.data)[0] == 0
    assert snapshot.is_keyed(place.data / "plainsay.db")
    assert plainsay("backup", place.to, "--data", place.data)[0] == 0
    assert plainsay("backup", "--drill", "--data", place.data)[0] == 0
    new = tmp_path / "new"
    assert plainsay("restore", place.backups()[0], "--data", new, "--key", place.data / "plainsay.key")[0] == 0
    assert snapshot.is_keyed(new / "plainsay.db")

    async def name() -> str | None:
        database = await place.open(new)
        found = await database.read(lambda tx: people.name_of(tx, 1))
        await database.close()
        return found

    assert asyncio.run(name()) == "Ada Example"


def test_after_the_key_was_changed_old_backups_need_the_old_one(
    place: Place, backup: Path, tmp_path: Path, plainsay: Typed
) -> None:
    """A backup of before opens with the key file of its time only, one of after with the new one only."""
    assert plainsay("rotate-key", "--data", place.data)[0] == 0
    assert plainsay("backup", place.to, "--data", place.data)[0] == 0
    (after,) = [file for file in place.backups() if file != backup]
    fresh = place.data / "plainsay.key"
    for number, (file, key, status) in enumerate(
        ((backup, place.key, 0), (backup, fresh, 2), (after, fresh, 0), (after, place.key, 2))
    ):
        assert plainsay("restore", file, "--data", tmp_path / str(number), "--key", key)[0] == status
