"""Restoring: into an empty folder, checked before anything stands there under its name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config import Config
from bot.keeping import file as backup_file
from bot.keeping import forgotten, home
from bot.keeping.age import unwrap_key
from bot.keeping.alone import alone
from bot.keeping.archive import DATABASE, FOLDERS, SETTINGS_FILE, Manifest
from bot.keeping.check import check_database, open_whole, save
from bot.keeping.errors import DoesNotOpen, NotEmpty, NotHere, NotRestored
from bot.keeping.place import sqlite_file, unlocked
from bot.keeping.progress import Progress
from bot.keeping.settle import Settled, settle
from dialogs.pack import Pack
from store.errors import StoreError
from store.files import private_folder, sync_folder, write_private

MOVED = (*FOLDERS, SETTINGS_FILE, home.FILE, DATABASE)
"""What is moved into place, the database last: without it nothing starts."""
LOCK = "backup.lock"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Attributes:
        list_found: Whether the list of who was forgotten later lay beside the backup.
    """

    manifest: Manifest
    settled: Settled
    list_found: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be restored, and with what.

    Attributes:
        key: The key file of the time of the backup; the one that is set where it is None.
        passphrase: Of a key that is in the backup.
        beside: The folder with the list of who was forgotten later; the backup's own where it is None.
    """

    file: Path
    key: Path | None = None
    passphrase: str = ""
    beside: Path | None = None


async def restore(asked: Asked, config: Config, pack: Pack, now: datetime, progress: Progress) -> Restored:
    """Restores a backup into the empty data folder.

    Raises:
        NotEmpty: Something is in the folder.
        DoesNotOpen: The backup is damaged, or another key sealed it.
        NotRestored: The disk is full. The folder is empty again.
        NotHere: The data are to be elsewhere.
        StoreError: The database in it cannot be used.
    """
    folder = _folder(config)
    private_folder(folder)
    with alone(folder / LOCK, f"A restore into {folder} is going on already.", "Wait until it is done."):
        check_empty(folder, config)
        work = folder / home.HALF_RESTORED
        work.mkdir(mode=0o700)
        try:
            manifest, key_file = _unpacked(asked, config, work, progress)
            again = forgotten.beside(asked.beside or asked.file.parent, manifest.installation, unlocked(key_file))
            found = again or forgotten.Forgotten()
            settled = await settle(work, key_file, pack, now, made_at=manifest.made_at, again=found)
            put_in_place(work, folder, key_file, config.key_file)
        except (OSError, StoreError) as error:
            clear_half(folder)
            if isinstance(error, StoreError):
                raise
            what = f"Nothing was restored: {error.strerror or error}."
            raise NotRestored(what, mend="Free some space, and run it again.") from error
        except BaseException:
            clear_half(folder)
            raise
    (folder / LOCK).unlink(missing_ok=True)
    return Restored(manifest, settled, again is not None)


def clear_half(folder: Path) -> None:
    """Takes away what a restore that was cut off left in a folder; nothing where none was."""
    if (folder / home.HALF_RESTORED).is_dir():
        for name in (*MOVED, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            path = folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        shutil.rmtree(folder / home.HALF_RESTORED)


def unpack_into(file: Path, work: Path, key_file: Path, progress: Progress) -> Manifest:
    """Unpacks a backup into a folder of its own, and checks it.

    Raises:
        DoesNotOpen: It is damaged, or another key sealed it.
        OSError: The disk is full.
    """
    keys = unlocked(key_file)

    def keep(name: str, pieces: Iterator[bytes]) -> None:
        save(work / name, pieces)

    progress.begin("Restoring", file.stat().st_size)
    manifest = open_whole(file, keys, keep, progress.more)
    check_database(work / DATABASE, manifest, keys)
    progress.end()
    return manifest


def _folder(config: Config) -> Path:
    folder = sqlite_file(config).parent
    if folder.resolve() != config.data.resolve() or sqlite_file(config).name != DATABASE:
        raise NotHere(
            "PLAINSAY_DATABASE_URL names another place than the data folder.", mend="Take it away, and try again."
        )
    return folder


def check_empty(folder: Path, config: Config) -> None:
    """Makes sure that nothing is in a folder but the key file. What a restore that was cut off left there goes first.

    Raises:
        NotEmpty: Something is.
    """
    clear_half(folder)
    allowed = {LOCK, home.LOCK}
    there = [
        path for path in folder.iterdir() if path.name not in allowed and path.resolve() != config.key_file.resolve()
    ]
    if there:
        what = f"The folder {folder} is not empty: {there[0].name} is in it."
        raise NotEmpty(what, mend="Name an empty folder with --data. Nothing is ever restored over what is there.")


def _unpacked(asked: Asked, config: Config, work: Path, progress: Progress) -> tuple[Manifest, Path]:
    if not asked.file.is_file():
        raise NotRestored(f"There is no file {asked.file}.", mend="Name a file that `plainsay backup` made.")
    key_file = _key_file(asked, config, work)
    manifest = unpack_into(asked.file, work, key_file, progress)
    return manifest, key_file


def _key_file(asked: Asked, config: Config, work: Path) -> Path:
    """The key file to open the backup with: one named, the one in the backup, or the one that is set."""
    if asked.key is not None:
        return asked.key
    wrapped = backup_file.wrapped_key(asked.file)
    if wrapped and asked.passphrase:
        write_private(work / backup_file.OPENING, unwrap_key(wrapped, asked.passphrase))
        return work / backup_file.OPENING
    if wrapped and not config.key_file.exists():
        raise DoesNotOpen(
            "The key in this backup is under a passphrase.", mend="Type the passphrase when you are asked."
        )
    return config.key_file


def put_in_place(work: Path, folder: Path, key_file: Path, set_key: Path) -> None:
    """Moves everything to where it belongs; the key first, the database last."""
    if not set_key.exists():
        write_private(set_key, key_file.read_bytes())
    elif set_key.read_bytes().strip() != key_file.read_bytes().strip():
        raise NotRestored(f"Another key file is at {set_key}.", mend="Put it elsewhere: it may still be needed.")
    for name in MOVED:
        if (work / name).exists():
            (work / name).replace(folder / name)
    sync_folder(folder)
    shutil.rmtree(work)
    sync_folder(folder)
