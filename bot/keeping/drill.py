"""The drill: restores a backup into a folder of its own, compares all, opens what is sealed, and takes it away."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config import Config
from bot.keeping import forgotten
from bot.keeping.archive import DATABASE, Manifest
from bot.keeping.errors import DoesNotOpen
from bot.keeping.place import unlocked, whole_key
from bot.keeping.progress import Progress
from bot.keeping.restore import unpack_into
from bot.keeping.settle import settle
from dialogs.pack import Pack
from evidence.check import compare
from store import keeping, media, people, snapshot, words
from store.crypto import Keys
from store.database import open_database
from store.media_files import MediaFiles
from store.tx import Tx

SAMPLES = 50
"""Names, words and recordings that are opened, at most, of each."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """What a drill found right.

    Attributes:
        tables: Tables whose rows all came out as they went in.
        rows: Rows in them.
        opened: Names, words and recordings that were sealed and opened.
    """

    tables: int
    rows: int
    opened: int
    took_seconds: float


async def drill(file: Path, config: Config, pack: Pack, now: datetime, progress: Progress) -> Drilled:
    """Restores a backup as after the loss of the machine, and compares.

    Raises:
        DoesNotOpen: Something did not come out as it went in.
        StoreError: The restored database cannot be used.
        OSError: The disk is full.
    """
    began, work = time.monotonic(), Path(tempfile.mkdtemp(prefix=".plainsay-drill-", dir=file.parent))
    try:
        manifest = unpack_into(file, work, config.key_file, progress)
        keys = unlocked(config.key_file)
        found = snapshot.digests(work / DATABASE, key=whole_key(work / DATABASE, keys))
        wrong = sorted(
            table for table in found.keys() | manifest.digests.keys() if found.get(table) != manifest.digests.get(table)
        )
        if wrong:
            raise DoesNotOpen(
                f"The table {wrong[0]} did not come out as it went in.", mend="Make a new backup, and try again."
            )
        await settle(work, config.key_file, pack, now, made_at=manifest.made_at, again=forgotten.Forgotten())
        opened = await _look_into(work, config.key_file)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Drilled(len(found), sum(manifest.counts.values()), opened, time.monotonic() - began)


def _compare(found: dict[str, str], manifest: Manifest) -> None:
    every = found.keys() | manifest.digests.keys()
    wrong = sorted(table for table in every if found.get(table) != manifest.digests.get(table))
    if wrong:
        mend = "Make a new backup, and try again."
        raise DoesNotOpen(f"The table {wrong[0]} did not come out as it went in.", mend=mend)


async def _look_into(work: Path, key_file: Path) -> int:
    """Opens the restored database as the program does; gives how many sealed things opened."""
    database = await open_database(work / DATABASE, Keys(key_file))
    try:
        differences, opened = await database.read(
            lambda tx: (compare(tx), _open_samples(tx, MediaFiles(work / "recordings")))
        )
    finally:
        await database.close()
    if differences:
        what = f"The counts of the restored database do not agree: {differences[0]}"
        raise DoesNotOpen(what, mend="Run `plainsay doctor`: the live one may not agree either.")
    return opened


def _open_samples(tx: Tx, files: MediaFiles) -> int:
    """Opens names, words and recordings, the newest first.

    Raises:
        StoreError: One does not open.
    """
    names = people.names(tx, keeping.some_people(tx, SAMPLES))
    written = (*words.not_heard(tx), *words.heard_lately(tx, SAMPLES))[:SAMPLES]
    opened = [words.opened(tx, one) for one in written]
    recordings = (*media.not_heard(tx), *media.heard_lately(tx, SAMPLES))[:SAMPLES]
    for one in recordings:
        key = people.data_key(tx, one.person_id)
        if key is not None:
            opened.append(str(len(files.read(key, one.file))))
    return len(names) + len(opened)
