"""A backup stands under its name only when it was read back; whatever goes wrong, no half of one does."""

from __future__ import annotations

import asyncio
import io
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.clock import utc_now
from bot.keeping import file as backup_file
from bot.keeping.age import Sealer
from bot.keeping.archive import MANIFEST, Manifest, Packing, Part, unpack
from bot.keeping.check import read_back
from bot.keeping.errors import DoesNotOpen
from bot.keeping.make import make
from bot.keeping.place import unlocked
from bot.keeping.progress import Progress
from store import keeping, snapshot
from store.crypto import Keys
from tests.keeping.conftest import SOUND, WORDS, Place, Typed
from tests.support.server import ROOT

QUIET = Progress(io.StringIO(), quiet=True)


def made(place: Place) -> Path:
    """A backup, as the command makes it."""
    return make(place.config, place.to, utc_now(), QUIET).path


def clear_of(file: Path, key: Path) -> dict[str, bytes]:
    """All files of a backup."""
    found: dict[str, bytes] = {}
    with backup_file.sealed_part(file) as sealed, Sealer(unlocked(key)).opened(sealed, str(file)) as clear:
        unpack(clear, lambda name, pieces: found.update({name: b"".join(pieces)}))
    return found


def test_everything_is_in_it(place: Place, plainsay: Typed) -> None:
    """Database, recording, translation and settings are in it; the key file is not, and the command says so."""
    status, out, _ = plainsay("backup", place.to, "--data", place.data)
    (file,) = place.backups()
    inside = clear_of(file, place.key)
    (recording,) = (place.data / "recordings").iterdir()
    assert status == 0
    assert set(inside) == {
        "plainsay.db", "settings.txt", f"recordings/{recording.name}", "translations/pl.po", MANIFEST,
    }  # fmt: skip
    assert inside[f"recordings/{recording.name}"] == recording.read_bytes()
    assert place.key.read_bytes().strip() not in b"".join(inside.values())
    assert "The key file is not in it." in out
    assert place.others() == []


def test_nothing_can_be_read_without_the_key(place: Place) -> None:
    """No name, word, sound or table's name stands in the file; with the key, the database does."""
    file = made(place)
    sealed = file.read_bytes()
    for clear in (WORDS.encode(), SOUND[:20], b"Ada Example", b"CREATE TABLE", b"SQLite format"):
        assert clear not in sealed
    assert b"CREATE TABLE" in clear_of(file, place.key)["plainsay.db"]


@pytest.mark.parametrize("harm", ["cut", "longer", "bit", "swap", "empty", "other key"])
def test_a_damaged_backup_is_noticed(place: Place, tmp_path: Path, harm: str) -> None:
    """Cut short, longer, with one bit turned round, pieces swapped, empty, or with another key: it does not open."""
    file = made(place)
    whole, key = file.read_bytes(), place.key
    middle, piece = len(whole) // 2, 65_536 + 16
    start = len(whole) - piece * (len(whole) // piece) or piece
    first, second = whole[start : start + piece], whole[start + piece : start + 2 * piece]
    if harm == "other key":
        key = tmp_path / "other.key"
        Keys(key).unlock(new=True)
    file.write_bytes(
        {
            "cut": whole[:-1],
            "longer": whole + b"\0",
            "bit": whole[:middle] + bytes([whole[middle] ^ 4]) + whole[middle + 1 :],
            "swap": whole[:start] + second + first + whole[start + 2 * piece :],
            "empty": b"",
            "other key": whole,
        }[harm]
    )
    with pytest.raises(DoesNotOpen):
        read_back(file, unlocked(key), tmp_path / "back")


def test_the_same_backup_unharmed_opens(place: Place, tmp_path: Path) -> None:
    """The test above can fail: left as it is, it is read back."""
    manifest = read_back(made(place), unlocked(place.key), tmp_path / "back")
    assert manifest.counts["person"] == 2


def test_a_list_that_another_signed_is_refused(place: Place, tmp_path: Path) -> None:
    """Who knows only the way in, and not the key file, cannot make a backup that is restored."""
    keys, other = unlocked(place.key), Keys(tmp_path / "other.key")
    other.unlock(new=True)
    about = Manifest("", "", "", 1, {}, {}, "", "")
    file = tmp_path / "forged.age"
    packing = Packing([Part("settings.txt", content=b"x")], lambda _sums, _gone: about.written(other))
    backup_file.write(file, packing, Sealer(keys))
    with pytest.raises(DoesNotOpen, match="not signed"):
        read_back(file, keys, tmp_path / "back")


@pytest.mark.parametrize("name", ["../plainsay.key", "/etc/passwd", "recordings/../../x", "other.txt", "recordings"])
def test_no_file_leads_out_of_the_folder(place: Place, tmp_path: Path, name: str) -> None:
    """A name that leads elsewhere is refused before anything is written."""
    keys = unlocked(place.key)
    file = tmp_path / "odd.age"
    about = Manifest("", "", "", 1, {}, {}, "", "")
    packing = Packing([Part(name, content=b"x")], lambda _sums, _gone: about.written(keys))
    backup_file.write(file, packing, Sealer(keys))
    with pytest.raises(DoesNotOpen, match="no backup"):
        read_back(file, keys, tmp_path / "back")


def test_a_full_disk_leaves_no_half(place: Place) -> None:
    """Where no file can grow (a simulated full disk) it says so, nothing stays, and what is older is untouched."""
    first = made(place)
    before = first.read_bytes()
    command = [sys.executable, "-m", "bot", "backup", str(place.to), "--data", str(place.data)]

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=full, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(("B701: ", "store-not-saved: "))
    assert ended.stderr.count("\n") == 1
    assert place.backups() == [first]
    assert first.read_bytes() == before
    assert place.others() == []
    assert not (place.data / ".backup").exists()


def test_a_killed_backup_is_cleared_by_the_next(place: Place) -> None:
    """What kill -9 leaves stands under no good name, and the next backup takes it away."""
    installation = snapshot.installation(place.data / "plainsay.db", "0a1b2c3d")
    half = place.to / f"plainsay-{installation}-2026-01-01T000000Z.age.part"
    half.write_bytes(b"half")
    (place.data / ".backup").mkdir()
    (place.data / ".backup" / "plainsay.db").write_bytes(b"half a copy")
    theirs = place.to / "plainsay-99999999-2026-01-01T000000Z.age.part"
    theirs.write_bytes(b"of another installation")
    file = made(place)
    assert place.backups() == [file]
    assert place.others() == [theirs.name]


@pytest.mark.parametrize("missing", ["folder", "database"])
def test_what_is_missing_is_said(place: Place, plainsay: Typed, missing: str) -> None:
    """A disk that is not connected, or a wrong data folder, gives one sentence; nothing is made."""
    to = place.to / "usb" if missing == "folder" else place.to
    data = place.data if missing == "folder" else place.data / "elsewhere"
    status, _, err = plainsay("backup", to, "--data", data)
    assert (status, err.count("\n")) == (2, 1)
    assert err.startswith(("B701: There is no folder", "B702: There is no database"))
    assert not (place.to / "usb").exists()
    assert not (place.data / "elsewhere").exists()


def test_postgresql_has_tools_of_its_own(place: Place, plainsay: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL the command refuses, and names pg_dump."""
    monkeypatch.setenv("PLAINSAY_DATABASE_URL", "postgresql://db.example/plainsay")
    status, _, err = plainsay("backup", place.to, "--data", place.data)
    assert status == 2
    assert "pg_dump" in err


async def test_the_notes_say_what_came_of_it(place: Place) -> None:
    """A failed backup is noted with its code, a good one with its name."""
    command = [sys.executable, "-m", "bot", "backup", "--data", str(place.data)]
    for folder in (place.to / "usb", place.to):
        environment = {**os.environ, "PLAINSAY_BACKUP_TO": str(folder)}
        await asyncio.to_thread(subprocess.run, command, cwd=ROOT, env=environment, capture_output=True, check=False)
    database = await place.open()
    good, codes = await database.read(
        lambda tx: (keeping.last_good(tx, keeping.BACKUP), tx.all("SELECT code FROM keeping_run ORDER BY id"))
    )
    await database.close()
    assert codes == [("B701",), ("",)]
    assert good is not None
    assert good.file == place.backups()[0].name


def test_plain_lines_where_there_is_no_terminal() -> None:
    """In a log the progress is a line a tenth; on a terminal one line that is written over."""
    out, bar = io.StringIO(), Terminal()
    for progress in (Progress(out), Progress(bar)):
        progress.begin("Writing", 1_000_000)
        for _ in range(100):
            progress.more(10_000)
        progress.end()
    assert out.getvalue().count("\n") == 11
    assert out.getvalue().splitlines()[5] == "Writing: 0.5 of 1.0 MB"
    assert bar.getvalue().count("\n") == 1
    assert "[##############################]" in bar.getvalue()


class Terminal(io.StringIO):
    """Something that is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True
