"""Files of spoken sound in a folder: whole or not there, and never more than fit."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from pathlib import Path

from easyread.speech.encode import Encoded

log = logging.getLogger(__name__)


class Shelf:
    """A bounded folder. All of it can be thrown away at any time, also by another process."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        """Touches nothing yet.

        Args:
            folder: Made when it is first needed, for this user only: it tells what people are asked.
            limit_bytes: What was used longest ago goes when the files are larger together.
        """
        self._folder = folder
        self._limit_bytes = limit_bytes

    def get(self, name: str) -> Encoded | None:
        """What was put under this name; None if it is not there, or no longer what was put there."""
        path = self._folder / name
        try:
            found = _unpacked(path.read_bytes())
        except OSError:
            return None
        with contextlib.suppress(OSError):  # where the folder can only be read, what is there is still good
            if found is None:
                path.unlink()
            else:
                os.utime(path)
        return found

    def put(self, name: str, spoken: Encoded) -> None:
        """Puts a file there in one go. Where that fails, nothing is kept and the log says so."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(name, _packed(spoken))
            self._make_room(name)
        except OSError as error:
            log.warning("Spoken sound is not kept: %s", type(error).__name__)

    def _write(self, name: str, body: bytes) -> None:
        descriptor, temporary = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
            Path(temporary).replace(self._folder / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _make_room(self, newest: str) -> None:
        """Files that a crash left half written have no readers, so they soon are the oldest and go too."""
        files = sorted(_sizes(self._folder))
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._limit_bytes:
                return
            if path.name != newest:
                path.unlink(missing_ok=True)
                total -= size


def _sizes(folder: Path) -> list[tuple[int, int, Path]]:
    found = []
    for path in folder.iterdir():
        try:
            state = path.stat()
        except FileNotFoundError:  # another process made room
            continue
        found.append((state.st_mtime_ns, state.st_size, path))
    return found


def _packed(spoken: Encoded) -> bytes:
    about = {"seconds": spoken.seconds, "sha256": hashlib.sha256(spoken.data).hexdigest()}
    return json.dumps(about).encode() + b"\n" + spoken.data


def _unpacked(body: bytes) -> Encoded | None:
    head, _, data = body.partition(b"\n")
    try:
        about = json.loads(head)
        seconds, checksum = float(about["seconds"]), about["sha256"]
    except (ValueError, KeyError, TypeError):
        return None
    return Encoded(data, seconds) if hashlib.sha256(data).hexdigest() == checksum else None
