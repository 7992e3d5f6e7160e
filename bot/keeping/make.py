"""Making a backup: copy, seal, read back, and only then give it its name."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from asking.moment import stamp
from bot.config import SETTINGS, Config
from bot.keeping import file as backup_file
from bot.keeping import forgotten, shelf
from bot.keeping.age import Sealer, wrap_key
from bot.keeping.alone import alone
from bot.keeping.archive import DATABASE, FOLDERS, SETTINGS_FILE, Manifest, Packing, Part
from bot.keeping.check import read_back
from bot.keeping.errors import NotBackedUp
from bot.keeping.place import check_key, database_there, unlocked, whole_key
from bot.keeping.progress import Progress
from store import in_use, snapshot
from store.crypto import Keys
from store.errors import StoreError

WORK = ".backup"
LOCK = "backup.lock"
PAGE_BYTES = 4096
SECRET = ("TOKEN", "SECRET", "SMTP_URL", "DATABASE_URL")


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was read back and found right.

    Attributes:
        aged_out: How many older ones the policy no longer keeps.
    """

    path: Path
    size_bytes: int
    took_seconds: float
    manifest: Manifest
    aged_out: int = 0


def make(config: Config, to: Path, now: datetime, progress: Progress, *, passphrase: str = "") -> Made:
    """Makes a backup, whether the program runs or not.

    Args:
        config: Of what.
        to: The folder. It must be there: one that is not may be a disk that is not connected.
        now: The moment.
        progress: Told how it goes.
        passphrase: Puts the key file in too, under this.

    Raises:
        NotBackedUp: The disk is full or gone, or what was read back is not what was written.
        NotHere: There is no database here, or it is on PostgreSQL.
        AnotherRuns: One is being made already.
        StoreError: The database cannot be read, or the key file is not its own.
    """
    source, began = database_there(config), time.monotonic()
    _check_folder(to)
    with alone(source.parent / LOCK, "A backup is being made already.", "Wait until it is done."), _held(source.parent):
        with _work_folder(source) as work:
            keys = unlocked(config.key_file)
            key = whole_key(source, keys)
            installation = snapshot.installation(source, secrets.token_hex(4), key=key)
            shelf.clear_halves(to, installation)
            job = Job(config, source, work, keys, key, progress, passphrase)
            good = shelf.free_name(to, installation, now, with_key=bool(passphrase))
            manifest = job.make(good, replace(job.copy(), made_at=stamp(now), installation=installation))
            forgotten.keep(to, work / DATABASE, manifest, keys)
        aged = shelf.age_out(to, installation, good) if to == config.backup_to else []
    return Made(good, good.stat().st_size, time.monotonic() - began, manifest, len(aged))


@dataclass(frozen=True, slots=True)
class Job:
    """A backup that is being made.

    Attributes:
        source: The live database.
        work: A private folder for the copy.
        key: Of a database file that is sealed as a whole.
    """

    config: Config
    source: Path
    work: Path
    keys: Keys
    key: bytes
    progress: Progress
    passphrase: str

    def copy(self) -> Manifest:
        """Copies the database; gives what the list says of it.

        Raises:
            NotBackedUp: The database is damaged.
        """
        copied = self.work / DATABASE
        self.progress.begin("Copying the database", self.source.stat().st_size)
        snapshot.copy(self.source, copied, lambda done, _of: self.progress.at(done * PAGE_BYTES), key=self.key)
        held = snapshot.holds(copied, key=self.key)
        if held.problems:
            mend = "Keep the older backups, and restore the newest of them: docs/backup.md says how."
            raise NotBackedUp(f"The database is damaged: {held.problems[0]}.", mend=mend)
        check_key(self.keys, held.key_check)
        return Manifest(
            made_at="",
            program=version("plainsay"),
            installation="",
            schema=held.schema,
            counts=held.counts,
            digests=snapshot.digests(copied, key=self.key),
            log_head=held.log_head,
            newest=held.newest,
            keyed=bool(self.key),
        )

    def make(self, good: Path, about: Manifest) -> Manifest:
        """Writes, reads back, and only then gives it its name; whatever stops it, no half of it stays.

        Raises:
            NotBackedUp: The disk is full or gone.
            DoesNotOpen: What was read back is not what was written.
        """
        half = good.with_name(good.name + ".part")
        try:
            manifest = self._write(half, about)
            backup_file.move_into_place(half, good)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
        self.progress.end()
        return manifest

    def _write(self, half: Path, about: Manifest) -> Manifest:
        parts = list(_parts(self.config, self.work / DATABASE, self.key))
        packing = Packing(
            parts,
            last=lambda sums, gone: replace(about, files=sums, gone=gone).written(self.keys),
            told=self.progress.more,
        )
        size = sum(part.path.stat().st_size for part in parts if part.path and part.path.is_file())
        self.progress.begin("Writing", size)
        wrapped = wrap_key(self.config.key_file, self.passphrase) if self.passphrase else b""
        backup_file.write(half, packing, Sealer(self.keys), wrapped)
        self.progress.begin("Reading back", size)
        return read_back(half, self.keys, self.work / "back", self.progress.more)


def _parts(config: Config, copied: Path, key: bytes) -> Iterator[Part]:
    yield Part(DATABASE, copied)
    yield Part(SETTINGS_FILE, content=_settings().encode())
    recordings = snapshot.sealed_files(copied, key=key)
    yield from (Part(f"{FOLDERS[0]}/{name}", config.media / name) for name in sorted(recordings))
    for name, folder in zip(FOLDERS[1:], (config.translations, config.voices), strict=True):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield Part(f"{name}/{path.relative_to(folder).as_posix()}", path)


def _settings() -> str:
    """What was set, for whoever sets up the machine after; secrets are only named."""
    lines = []
    for one in SETTINGS:
        value = os.environ.get(one.name, "")
        if value:
            lines.append(f"{one.name}={'(set, not kept here)' if any(word in one.name for word in SECRET) else value}")
    return "\n".join(lines) + "\n"


def _check_folder(to: Path) -> None:
    if not to.is_dir():
        mend = "Make it, or connect the disk that it is on."
        raise NotBackedUp(f"There is no folder {to}.", mend=mend)
    if not os.access(to, os.W_OK | os.X_OK):
        raise NotBackedUp(f"The folder {to} cannot be written.", mend="Make it writable for the user of Plainsay.")


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keeps commands off that need the database for themselves, such as one that changes the key."""
    held = in_use.hold(folder, alone=False)
    try:
        yield
    finally:
        in_use.let_go(held)


@contextmanager
def _work_folder(source: Path) -> Iterator[Path]:
    """A private folder beside the database for the copy; what an earlier run left in it goes first."""
    work = source.parent / WORK
    shutil.rmtree(work, ignore_errors=True)
    try:
        work.mkdir(mode=0o700)
        yield work
    except (OSError, StoreError) as error:
        if isinstance(error, OSError):
            what = f"The copy in {work} was not made: {error.strerror or error}."
            raise NotBackedUp(what, mend="Free some space: as much as the database takes.") from error
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
