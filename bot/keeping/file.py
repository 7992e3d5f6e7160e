"""A backup file: a sealed archive; with the key in it, a tar of the key under a passphrase and the sealed archive."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from bot.keeping.age import MAGIC, Sealer, cause_of
from bot.keeping.archive import Packing
from bot.keeping.errors import DoesNotOpen, NotBackedUp
from store.files import sync_folder

KEY, SEALED = "key.age", "backup.age"
OPENING = "plainsay.key"


def write(file: Path, packing: Packing, sealer: Sealer, wrapped_key: bytes = b"") -> None:
    """Writes a whole backup file, and waits until it is on disk.

    Raises:
        NotBackedUp: The disk is full or gone, or something could not be read. The file may be there in part.
    """
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:  # noqa: PTH123 - by descriptor
            if wrapped_key:
                _with_key(out, packing, sealer, wrapped_key)
            else:
                sealer.seal(packing, out)
            out.flush()
            os.fsync(out.fileno())
    except (OSError, pyrage.EncryptError) as error:
        cause = packing.failed or error
        what = cause.strerror if isinstance(cause, OSError) and cause.strerror else cause_of(cause)
        mend = "Free some space there, or name another folder."
        raise NotBackedUp(f"The backup in {file.parent} was not made: {what}.", mend=mend) from error


def _with_key(out: IO[bytes], packing: Packing, sealer: Sealer, wrapped_key: bytes) -> None:
    out.write(_header(KEY, len(wrapped_key)) + wrapped_key + _padding(len(wrapped_key)))
    header = out.tell()
    out.write(bytes(tarfile.BLOCKSIZE))  # the size is known afterwards
    sealer.seal(packing, out)
    size = out.tell() - header - tarfile.BLOCKSIZE
    out.write(_padding(size) + bytes(2 * tarfile.BLOCKSIZE))
    out.seek(header)
    out.write(_header(SEALED, size))


def _header(name: str, size: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)


@contextmanager
def sealed_part(file: Path) -> Iterator[IO[bytes]]:
    """The sealed archive of a backup file.

    Raises:
        DoesNotOpen: It is no backup.
    """
    with file.open("rb") as whole:
        start = whole.read(len(MAGIC))
        whole.seek(0)
        if start == MAGIC:
            yield whole
            return
        with _tar(whole) as tar:
            yield _member(tar, SEALED)


def wrapped_key(file: Path) -> bytes:
    """The key under a passphrase that is in a backup file; b'' where there is none.

    Raises:
        DoesNotOpen: It is no backup.
    """
    with file.open("rb") as whole:
        if whole.read(len(MAGIC)) == MAGIC:
            return b""
        whole.seek(0)
        with _tar(whole) as tar:
            return _member(tar, KEY).read()


def move_into_place(half: Path, good: Path) -> None:
    """Gives a backup that was read back its good name."""
    half.replace(good)
    sync_folder(good.parent)


def _tar(whole: IO[bytes]) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=whole, mode="r:")
    except tarfile.TarError:
        raise DoesNotOpen("This is no backup of Plainsay's.", mend="Name a file that `plainsay backup` made.") from None


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        found = tar.extractfile(name)
    except (KeyError, tarfile.TarError):
        found = None
    if found is None:
        raise DoesNotOpen("This is no backup of Plainsay's.", mend="Name a file that `plainsay backup` made.")
    return found
