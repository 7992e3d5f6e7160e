"""Restoring: into an empty folder only, wholly or not at all, and what was done after the backup is done again."""

from __future__ import annotations

import asyncio
import io
import sys
from pathlib import Path
from typing import Any

import pytest

from asking.forgetting import forget
from bot.clock import utc_now
from bot.keeping import forgotten, restore
from bot.keeping.errors import DoesNotOpen, NotEmpty
from bot.keeping.make import make
from bot.keeping.place import unlocked
from bot.keeping.progress import Progress
from bot.keeping.restore import Asked
from evidence.check import compare
from store import keeping, media, members, outbox, people, settings, snapshot, staff, worries
from store.crypto import Keys
from store.media_files import MediaFiles
from store.tx import Tx
from tests.keeping.conftest import SOUND, WORDS, Place, Typed, written
from tests.store.tools import AT, LATER
from tests.support.ready import built_in_pack

QUIET = Progress(io.StringIO(), quiet=True)
PACK = built_in_pack()


@pytest.fixture
def backup(place: Place) -> Path:
    """A backup of the house as it is."""
    return make(place.config, place.to, utc_now(), QUIET).path


def sound_of(tx: Tx, place: Place, folder: Path) -> bytes:
    """The recording of the person of the house."""
    key, (one,) = people.data_key(tx, place.house.person), media.of_person(tx, place.house.person)
    assert key is not None
    return MediaFiles(folder / "recordings").read(key, one.file)


def test_all_comes_back(place: Place, backup: Path, tmp_path: Path, plainsay: Typed) -> None:
    """Names, words, the recording and a translation are as they were, and the command says from when it is."""
    new = tmp_path / "new"
    status, out, _ = plainsay("restore", backup, "--data", new, "--key", place.key)
    assert status == 0
    assert "Restored into" in out

    async def look() -> tuple[Any, ...]:
        database = await place.open(new)
        found = await database.read(
            lambda tx: (people.name_of(tx, 1), written(tx, place.house), sound_of(tx, place, new), compare(tx))
        )
        await database.close()
        return found

    assert asyncio.run(look()) == ("Ada Example", [WORDS], SOUND, [])
    assert (new / "translations" / "pl.po").read_bytes() == (place.data / "translations" / "pl.po").read_bytes()
    assert not (new / ".restoring").exists()
    assert oct((new / "plainsay.db").stat().st_mode)[-3:] == "600"


def test_a_folder_with_anything_in_it_is_left_alone(
    place: Place, backup: Path, tmp_path: Path, plainsay: Typed
) -> None:
    """A folder that is not empty, such as the live one, is refused and stays as it is."""
    before = {path: path.read_bytes() for path in place.data.rglob("*") if path.is_file() and path.suffix != ".lock"}
    assert plainsay("restore", backup, "--data", place.data)[2].startswith("B705: ")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("mine")
    status, _, err = plainsay("restore", backup, "--data", tmp_path / "notes", "--key", place.key)
    assert (status, err.count("\n")) == (2, 1)
    assert "a.txt" in err
    assert (tmp_path / "notes" / "a.txt").read_text() == "mine"
    assert {path: path.read_bytes() for path in before} == before


def test_with_the_key_in_it_one_file_is_enough(
    place: Place, tmp_path: Path, plainsay: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The passphrase opens the key in the backup; a wrong one is told, and leaves the folder empty."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("four words of ours\n"))
    assert plainsay("backup", place.to, "--with-key", "--data", place.data)[0] == 0
    (file,) = place.backups()
    new = tmp_path / "new"
    monkeypatch.setattr(sys, "stdin", io.StringIO("four words of hers\n"))
    assert plainsay("restore", file, "--data", new)[2].startswith("B704: The passphrase")
    assert [path.name for path in new.iterdir() if path.suffix != ".lock"] == []
    monkeypatch.setattr(sys, "stdin", io.StringIO("four words of ours\n"))
    assert plainsay("restore", file, "--data", new)[0] == 0
    assert (new / "plainsay.key").read_bytes().strip() == place.key.read_bytes().strip()


def test_a_short_passphrase_is_refused(place: Place, plainsay: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase that can be guessed is no lock."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("rabbit\n"))
    assert plainsay("backup", place.to, "--with-key", "--data", place.data)[0] == 2
    assert place.backups() == []


def test_another_key_file_restores_nothing(backup: Path, tmp_path: Path, plainsay: Typed) -> None:
    """A key file of another provider, or none, is told; the folder stays empty."""
    other = tmp_path / "other.key"
    Keys(other).unlock(new=True)
    new = tmp_path / "new"
    assert plainsay("restore", backup, "--data", new, "--key", other)[2].startswith("B704: ")
    assert plainsay("restore", backup, "--data", new)[2].startswith("store-wrong-key: ")
    assert [path.name for path in new.iterdir() if path.suffix != ".lock"] == []


@pytest.mark.parametrize("after", ["unpacked", "moved a part"])
def test_a_restore_that_was_killed_begins_anew(
    place: Place, backup: Path, tmp_path: Path, after: str, plainsay: Typed
) -> None:
    """What a killed restore left does not start as a house, and the next one clears it away and succeeds."""
    new = tmp_path / "new"
    (new / ".restoring").mkdir(parents=True)
    (new / ".restoring" / "plainsay.db").write_bytes(b"half")
    if after == "moved a part":
        (new / "recordings").mkdir()
        (new / "recordings" / "x.sealed").write_bytes(b"x")
    status, _, err = plainsay("run", "--port", "0", "--data", new)
    assert (status, err[:6]) == (2, "B706: ")
    assert plainsay("restore", backup, "--data", new, "--key", place.key)[0] == 0
    assert not (new / ".restoring").exists()
    assert not (new / "recordings" / "x.sealed").exists()


async def changed_after(place: Place) -> int:
    """After the backup: someone is forgotten and a member of staff ended; gives that member's number."""
    database = await place.open()

    def change(tx: Tx) -> tuple[int, forgotten.Forgotten, str]:
        (kim,) = [one.id for one in members.all(tx)]
        forget(tx, PACK, person_id=place.house.person, with_answers=True, at=LATER)
        members.end(tx, kim, who="test", at=LATER)
        return kim, forgotten.of(tx), settings.get(tx, snapshot.INSTALLATION) or ""

    kim, found, installation = await database.write(change)
    await database.close()
    forgotten.put(place.to, installation, found, unlocked(place.data / "plainsay.key"))
    return kim


async def prepared(place: Place) -> Path:
    """A backup with a member of staff who is signed in, a message that waits, and an open worry."""
    database = await place.open()

    def fill(tx: Tx) -> None:
        kim = members.add(tx, name="Kim", role="manager", services=None, at=AT)
        staff.add_link(tx, "link", member_id=kim, expires_at="2099-01-01T00:00:00Z")
        staff.start_session(tx, "session", kim, at=AT, expires_at="2099-01-01T00:00:00Z")
        outbox.put(tx, bot="bot", lane="a", body=b"a question", at=AT)
        worries.add(
            tx,
            service_id=place.house.service,
            person_id=place.house.person,
            session_id=None,
            words="I am scared.",
            told_at=AT,
        )

    await database.write(fill)
    await database.close()
    return make(place.config, place.to, utc_now(), QUIET).path


async def restored(place: Place, file: Path, new: Path) -> tuple[restore.Restored, Any]:
    """The backup restored into a folder, and its open database."""
    from bot.config import read_config  # noqa: PLC0415 - the only use

    asked = Asked(file, key=place.key)
    done = await restore.restore(asked, read_config({}, data=str(new)), PACK, utc_now(), QUIET)
    return done, await place.open(new)


async def test_the_forgotten_are_forgotten_again(place: Place, tmp_path: Path) -> None:
    """Who was forgotten, and who was ended, after the backup are so again; without the list they would not be."""
    file = await prepared(place)
    kim = await changed_after(place)
    done, database = await restored(place, file, tmp_path / "new")
    name, key, member, differences = await database.read(
        lambda tx: (people.name_of(tx, 1), people.data_key(tx, 1), members.get(tx, kim), compare(tx))
    )
    await database.close()
    assert (done.settled.forgotten, done.settled.ended, done.list_found) == (1, 1, True)
    assert (name, key, differences) == (None, None, [])
    assert member.ended_at is not None
    assert list((tmp_path / "new" / "recordings").iterdir()) == []
    (place.to / next(path.name for path in place.to.glob("*.json"))).unlink()
    done, database = await restored(place, file, tmp_path / "without")
    assert await database.read(lambda tx: people.name_of(tx, 1)) == "Ada Example"
    await database.close()
    assert not done.list_found


async def test_nobody_can_have_someone_forgotten_by_the_list(place: Place, tmp_path: Path) -> None:
    """A list that was not signed with the key file is not followed, and the command says that there is none."""
    file = await prepared(place)
    listed = next(place.to.glob("*.json"))
    listed.write_text(listed.read_text().replace('\\"people\\": []', '\\"people\\": [[1, \\"x\\", false]]'))
    assert "[[1," in listed.read_text()
    done, database = await restored(place, file, tmp_path / "new")
    assert await database.read(lambda tx: people.name_of(tx, 1)) == "Ada Example"
    await database.close()
    assert not done.list_found


async def test_staff_sign_in_anew_and_nothing_is_sent_twice(place: Place, tmp_path: Path) -> None:
    """Sign-ins and links end, what waited to be sent is given up, the worry is still open, and it is all noted."""
    file = await prepared(place)
    done, database = await restored(place, file, tmp_path / "new")

    def look(tx: Tx) -> tuple[Any, ...]:
        ways = [tx.all("SELECT * FROM staff_session"), tx.all("SELECT * FROM staff_link")]
        return (
            ways,
            outbox.waiting(tx, "bot"),
            outbox.totals(tx).failed,
            len(worries.open(tx)),
            keeping.last(tx, "restore"),
        )

    ways, waiting, failed, open_worries, noted = await database.read(look)
    await database.close()
    assert (ways, waiting, failed, open_worries) == ([[], []], (), 1, 1)
    assert done.settled.letters == 1
    assert noted is not None


def turn_a_bit(file: Path) -> None:
    """Turns one bit round, near the end."""
    whole = file.read_bytes()
    file.write_bytes(whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])


async def test_a_damaged_backup_leaves_an_empty_folder(place: Place, backup: Path, tmp_path: Path) -> None:
    """One bit that was turned round, at the very end, and nothing of it stands in the folder."""
    turn_a_bit(backup)
    with pytest.raises(DoesNotOpen):
        await restored(place, backup, tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").iterdir() if path.suffix != ".lock"] == []
    with pytest.raises(NotEmpty):
        await restored(place, backup, place.data)
