"""What the figures rest on: the machine's own limit, and the versions that were measured."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from sqlcipher3 import dbapi2

PAGE = bytes(4096)
PACKAGES = ("starlette", "uvicorn", "aiosqlite", "python-telegram-bot", "aiogram", "aiogram-dialog")
STATUS = Path("/proc")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def fsync_ms(folder: Path, times: int) -> list[float]:
    """What the disk takes to keep one page more, again and again: no single durable write can be faster."""
    path = folder / "fsync"
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            began = time.perf_counter()
            file.write(PAGE)
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - began) * 1000)
    path.unlink()
    return taken


def memory_mib(pid: int) -> tuple[float, float]:
    """How much memory a process holds now, and has held at most.

    Raises:
        OSError: The system does not tell (it is not Linux).
    """
    lines = (STATUS / str(pid) / "status").read_text(encoding="ascii").splitlines()
    kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if name[:2] == "Vm"}
    return kib["VmRSS"] / 1024, kib["VmHWM"] / 1024


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used so far, all its threads together; 0 where the system does not tell."""
    try:
        fields = (STATUS / str(pid) / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def description() -> str:
    """One line about what was measured on."""
    loop = "uvloop" if find_spec("uvloop") else "asyncio's own loop"
    parser = "httptools" if find_spec("httptools") else "h11"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {packages}, {loop}, "
        f"{parser}, SQLite {dbapi2.sqlite_version} (ours), {sqlite3.sqlite_version} (the peer's)."
    )
