"""Recordings and photos: sealed files that are on disk before their row, and rows that know who has heard them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from store import files, media
from store.crypto import DataKey
from store.database import Database
from store.errors import NotRead, NotSaved, Tampered, UnknownRow
from store.media_files import MediaFiles
from store.tx import Tx
from tests.store.tools import AT, LATER, a_house


async def test_nobody_has_heard_it_until_someone_has(database: Database) -> None:
    """A recording waits to be heard until a named person has, once."""

    def make(tx: Tx) -> list[int]:
        house = a_house(tx)
        return [
            media.add(tx, person_id=house.person, file=f"{n}.sealed", mime="audio/ogg", size_bytes=n, at=AT)
            for n in range(3)
        ]

    ids = await database.write(make)
    assert await database.read(media.count_not_heard) == 3
    assert await database.write(lambda tx: media.mark_heard(tx, ids[0], "lead", LATER)) is True
    assert await database.write(lambda tx: media.mark_heard(tx, ids[0], "other", LATER)) is False
    assert [one.id for one in await database.read(media.not_heard)] == ids[1:]
    heard = await database.read(lambda tx: media.get(tx, ids[0]))
    assert heard
    assert (heard.heard_by, heard.heard_at, heard.bytes) == ("lead", LATER, 0)
    await database.write(lambda tx: media.delete(tx, ids[1]))
    assert await database.read(lambda tx: media.get(tx, ids[1])) is None


def test_a_file_comes_back(tmp_path: Path) -> None:
    """What was written is read again; on the disk it is sealed, for its owner only."""
    key, folder = DataKey.new(), tmp_path / "media"
    kept = MediaFiles(folder)
    name = kept.write(key, b"my voice" * 1000)
    assert kept.read(key, name) == b"my voice" * 1000
    assert b"my voice" not in (folder / name).read_bytes()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / name)] == [0o700, 0o600]


def test_a_file_opens_for_its_person_only(tmp_path: Path) -> None:
    """Another person's key, another file's name and a changed byte are all noticed."""
    key, kept = DataKey.new(), MediaFiles(tmp_path)
    first, second = kept.write(key, b"one"), kept.write(key, b"two")
    with pytest.raises(Tampered):
        kept.read(DataKey.new(), first)
    (tmp_path / first).write_bytes((tmp_path / second).read_bytes())
    with pytest.raises(Tampered):
        kept.read(key, first)


def test_a_file_is_synced_before_its_name_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File and folder are both synced, in that order, before write returns."""
    synced: list[bool] = []
    real = files.os.fsync

    def noting(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(files.os.fstat(descriptor).st_mode))
        real(descriptor)

    kept = MediaFiles(tmp_path)
    monkeypatch.setattr(files.os, "fsync", noting)
    kept.write(DataKey.new(), b"one")
    assert synced == [False, True]


def test_a_disk_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the caller is told, and no half file stays."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(NotSaved, match="No space left"):
        MediaFiles(tmp_path).write(DataKey.new(), b"one")
    assert list(tmp_path.iterdir()) == []


def test_deleting_twice_is_fine(tmp_path: Path) -> None:
    """A deleted file is gone; deleting it again changes nothing; reading it says so."""
    key, kept = DataKey.new(), MediaFiles(tmp_path)
    name = kept.write(key, b"one")
    kept.delete(name)
    kept.delete(name)
    with pytest.raises(UnknownRow):
        kept.read(key, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../secret", "", "a.sealed", "/etc/passwd", "0" * 32 + ".sealed/.."])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """A name that this folder never gives out is refused, for reading and for deleting."""
    kept = MediaFiles(tmp_path)
    with pytest.raises(UnknownRow):
        kept.read(DataKey.new(), name)
    with pytest.raises(UnknownRow):
        kept.delete(name)


def test_a_broken_disk_is_said_clearly(tmp_path: Path) -> None:
    """Something that cannot be read as a file is an error of our own."""
    name = "0" * 32 + ".sealed"
    (tmp_path / name).mkdir()
    with pytest.raises(NotRead):
        MediaFiles(tmp_path).read(DataKey.new(), name)
    with pytest.raises(NotSaved):
        MediaFiles(tmp_path).delete(name)
