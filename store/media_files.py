"""Recordings and photos on disk, each sealed with its person's data key."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from pathlib import Path

from store.crypto import DataKey
from store.errors import NotRead, NotSaved, UnknownRow
from store.files import sync_folder, write_private

_NAME = re.compile(r"[0-9a-f]{32}\.sealed(\.part)?")


class MediaFiles:
    """A folder of sealed files.

    Args:
        folder: Made, for its owner only, when the first file is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, key: DataKey, content: bytes) -> str:
        """Seals and writes a file, and returns its name once file and folder are on disk. Its row is made after.

        Raises:
            NotSaved: The disk is full or cannot be written.
        """
        name = f"{secrets.token_hex(16)}.sealed"
        try:
            write_private(self._folder / name, key.seal(f"media/{name}", content))
        except OSError as error:
            what = f"A file cannot be written: {error.strerror}."
            raise NotSaved(f"folder {self._folder}", what, "Free some space. Then try again.") from None
        return name

    def read(self, key: DataKey, name: str) -> bytes:
        """Reads and opens a file.

        Raises:
            UnknownRow: There is no such file.
            NotRead: The disk does not work.
            Tampered: It was changed, swapped with another, or is another person's.
        """
        try:
            sealed = self._path(name).read_bytes()
        except FileNotFoundError:
            raise UnknownRow(f"folder {self._folder}", "There is no such file.", "Restore it from a backup.") from None
        except OSError as error:
            what = f"A file cannot be read: {error.strerror}."
            raise NotRead(f"folder {self._folder}", what, "Check the disk.") from None
        return key.open(f"media/{name}", sealed)

    def delete(self, name: str) -> None:
        """Deletes a file; one that is gone already is fine.

        Raises:
            NotSaved: The file cannot be deleted.
        """
        try:
            self._path(name).unlink(missing_ok=True)
            if self._folder.is_dir():
                sync_folder(self._folder)
        except OSError as error:
            what = f"A file cannot be deleted: {error.strerror}."
            raise NotSaved(f"folder {self._folder}", what, "Make the folder writable.") from None

    def sweep(self, kept: Collection[str]) -> int:
        """Deletes every file but these: what a crash left between a file and its row. Returns how many went.

        Only while nobody records: a file whose row is about to be made would go too.
        """
        found = [path.name for path in self._folder.glob("*.sealed*")] if self._folder.is_dir() else []
        gone = [name for name in found if name not in kept]
        for name in gone:
            self.delete(name)
        return len(gone)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise UnknownRow(f"folder {self._folder}", "That is no file's name.", "Check the name that was given.")
        return self._folder / name
