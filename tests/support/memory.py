"""Files of tests are in memory where there is room: on a disk, each answer that is saved waits until it is written."""

from __future__ import annotations

import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - only folders of our own in it are used
ENOUGH_BYTES = 2 << 30


def memory() -> Path | None:
    """A folder in memory with room for all that the tests write at one time. None where there is none."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES
    return MEMORY if roomy else None
