"""Who uses a folder's database: many at once, or one that needs it for itself. Nobody sees half of a change."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from store.errors import InUse


def hold(folder: Path, *, alone: bool) -> int:
    """Holds a folder until `let_go`, or until the process ends, however it does.

    Raises:
        InUse: Another uses it and this one wants it alone, or the other way round.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise in_use(f"folder {folder}", alone=alone) from None
    except OSError:  # a file system without locks
        if alone:
            os.close(descriptor)
            what = "It cannot be seen whether another program uses it."
            raise InUse(f"folder {folder}", what, "Put the data on a disk of this computer.") from None
    return descriptor


def let_go(descriptor: int) -> None:
    """Lets others have it."""
    os.close(descriptor)


def in_use(where: str, *, alone: bool) -> InUse:
    """The error for one who has to wait."""
    if alone:
        what = "Plainsay runs, or another command does."
        return InUse(where, what, "Stop it first. Then run this again.")
    return InUse(where, "A command has the database for itself.", "Wait until it has ended. Then start again.")
