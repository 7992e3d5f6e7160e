"""A disk that remembers every write, can run full, can break, and can lose its power.

It is SQLite's own disk layer (VFS) with a few functions put in front: they note what they are told, then pass it on.
`Disk` counts syncs; `after_power_cut` builds the files that a cut could have left: all that was synced, and of the rest
any part, torn at 512-byte sectors. Folders are not modelled: a file that was made is there, one that was deleted is
gone. Shared memory is not on the disk: it is gone.
"""

from __future__ import annotations

import ctypes
import itertools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import _sqlite3  # type: ignore[attr-defined]  # the shared library itself

SECTOR = 512
_OK, _IOERR_FSYNC = 0, 10 | (4 << 8)
FULL = 13
READ_ONLY = 10 | (3 << 8)
"""What SQLite makes of the system's EROFS: a write that failed."""

_Ptr = ctypes.c_void_p
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _Ptr, _Ptr, _Ptr, ctypes.c_int, _Ptr)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _Ptr, _Ptr, ctypes.c_int)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _Ptr, _Ptr, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _Ptr, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _Ptr, ctypes.c_int)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", _Ptr),
        ("zName", ctypes.c_char_p),
        ("pAppData", _Ptr),
        ("xOpen", _Ptr),
        ("xDelete", _Ptr),
        ("others", _Ptr * 13),  # xAccess to xNextSystemCall, copied as they are
    )


class _Methods(ctypes.Structure):
    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("xClose", _Ptr),
        ("xRead", _Ptr),
        ("xWrite", _Ptr),
        ("xTruncate", _Ptr),
        ("xSync", _Ptr),
        ("others", _Ptr * 13),  # xFileSize to xUnfetch, copied as they are
    )


class _File(ctypes.Structure):
    _fields_ = (("pMethods", ctypes.POINTER(_Methods)),)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the disk was told."""

    kind: Literal["write", "truncate", "sync", "delete"]
    file: str
    offset: int = 0
    content: bytes = b""


@dataclass(slots=True)
class Disk:
    """Open a database on it with `file:...?vfs=NAME`, where NAME is `disk.name`.

    Attributes:
        log: What happened, in order.
        recording: Whether writes are kept in the log (their bytes need memory).
        full_at: The write, counted from 0, from which on the disk is full; None while there is room.
        refusal: SQLite's code of what each write meets, such as `FULL` or `READ_ONLY`; 0 while it works.
        broken: Whether every sync fails.
        slow_seconds: How long each sync takes on top.
        writes, syncs: How many there were.
    """

    name: str
    recording: bool = True
    log: list[Entry] = field(default_factory=list)
    full_at: int | None = None
    refusal: int = 0
    broken: bool = False
    slow_seconds: float = 0.0
    writes: int = 0
    syncs: int = 0
    _kept: list[Any] = field(default_factory=list)  # what C points at must stay alive
    _tables: dict[int, Any] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)

    def note(self, entry: Entry) -> None:
        """Adds to the log."""
        if self.recording:
            self.log.append(entry)


_numbers = itertools.count()


@contextmanager
def a_disk(*, recording: bool = True, default: bool = False) -> Iterator[Disk]:
    """A new disk on top of SQLite's own. Every connection on it must be closed before it goes.

    Args:
        recording: Whether writes are kept in the log.
        default: Whether connections that name no disk are on this one.
    """
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    disk = Disk(f"recording{next(_numbers)}", recording)
    real = library.sqlite3_vfs_find(None).contents
    ours = _Vfs.from_buffer_copy(real)
    ours.pNext, ours.zName = None, disk.name.encode()
    opener = _OPEN(_opener(disk, _OPEN(real.xOpen)))
    deleter = _DELETE(_deleter(disk, _DELETE(real.xDelete)))
    ours.xOpen, ours.xDelete = ctypes.cast(opener, _Ptr), ctypes.cast(deleter, _Ptr)
    disk._kept += [ours, opener, deleter]
    library.sqlite3_vfs_register(ctypes.byref(ours), int(default))
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(ours))


def _opener(disk: Disk, real_open: Callable[..., int]) -> Callable[..., int]:
    def opened(vfs: int, name: int | None, file: int, flags: int, out_flags: int | None) -> int:
        result = real_open(vfs, name, file, flags, out_flags)
        handle = _File.from_address(file)
        if result == _OK and handle.pMethods and name:
            disk._names[file] = ctypes.string_at(name).decode()
            table = ctypes.addressof(handle.pMethods.contents)
            if table not in disk._tables:
                disk._tables[table] = _recording(disk, handle.pMethods.contents)
            handle.pMethods = ctypes.pointer(disk._tables[table])
        return result

    return opened


def _deleter(disk: Disk, real_delete: Callable[..., int]) -> Callable[..., int]:
    def deleted(vfs: int, name: int, sync_folder: int) -> int:
        disk.note(Entry("delete", ctypes.string_at(name).decode()))
        return real_delete(vfs, name, sync_folder)

    return deleted


def _recording(disk: Disk, real: _Methods) -> _Methods:
    """A copy of SQLite's table of file functions, with three of them replaced."""
    write, truncate, sync = _WRITE(real.xWrite), _TRUNCATE(real.xTruncate), _SYNC(real.xSync)

    def on_write(file: int, content: int, amount: int, offset: int) -> int:
        number, disk.writes = disk.writes, disk.writes + 1
        if disk.full_at is not None and number >= disk.full_at:
            return FULL
        if disk.refusal:
            return disk.refusal
        disk.note(
            Entry("write", disk._names[file], offset, ctypes.string_at(content, amount) if disk.recording else b"")
        )
        return write(file, content, amount, offset)

    def on_truncate(file: int, size: int) -> int:
        disk.note(Entry("truncate", disk._names[file], size))
        return truncate(file, size)

    def on_sync(file: int, flags: int) -> int:
        if disk.broken:
            return _IOERR_FSYNC
        time.sleep(disk.slow_seconds)
        disk.syncs += 1
        result = sync(file, flags)
        disk.note(Entry("sync", disk._names[file]))
        return result

    ours = _Methods.from_buffer_copy(real)
    callbacks = _WRITE(on_write), _TRUNCATE(on_truncate), _SYNC(on_sync)
    ours.xWrite, ours.xTruncate, ours.xSync = (ctypes.cast(one, _Ptr) for one in callbacks)
    disk._kept += callbacks
    return ours


def after_power_cut(log: list[Entry], cut: int, chance: random.Random) -> dict[str, bytes]:
    """What each file could hold when the power goes just before `log[cut]`."""
    past = log[:cut]
    last_sync = {entry.file: place for place, entry in enumerate(past) if entry.kind == "sync"}
    files: dict[str, bytearray] = {}
    for place, entry in enumerate(past):
        content = files.setdefault(entry.file, bytearray())
        if entry.kind == "delete":
            files.pop(entry.file, None)
            continue
        synced = place <= last_sync.get(entry.file, -1)
        if entry.kind == "truncate" and (synced or chance.random() < 0.5):
            del content[entry.offset :]
        elif entry.kind == "write":
            for offset, part in _landed(entry, chance, whole=synced):
                content.extend(bytes(max(0, offset + len(part) - len(content))))
                content[offset : offset + len(part)] = part
    return {name: bytes(content) for name, content in files.items()}


def _landed(entry: Entry, chance: random.Random, *, whole: bool) -> list[tuple[int, bytes]]:
    """The parts of one write that reached the disk: all, none, or some sectors of it."""
    fate = "all" if whole else chance.choice(("all", "none", "torn"))
    if fate == "none":
        return []
    if fate == "all":
        return [(entry.offset, entry.content)]
    starts = range(0, len(entry.content), SECTOR)
    return [(entry.offset + start, entry.content[start : start + SECTOR]) for start in starts if chance.random() < 0.5]


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """Puts what is left after a power cut into a new folder. Shared memory is gone."""
    folder.mkdir()
    for name, content in files.items():
        if not name.endswith("-shm"):
            (folder / Path(name).name).write_bytes(content)
