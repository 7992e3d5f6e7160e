"""One at a time: a lock on a file of its own, never on the database. It goes with the process, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.keeping.errors import AnotherRuns


@contextmanager
def alone(file: Path, what: str, mend: str) -> Iterator[None]:
    """Holds a lock for as long as the block runs.

    Raises:
        AnotherRuns: Another process holds it.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherRuns(what, mend=mend) from None
        yield
    finally:
        os.close(descriptor)
