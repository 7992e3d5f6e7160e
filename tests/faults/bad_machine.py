"""Plainsay on a simulated bad machine: its disk and its clock do as they are told. All else is the program itself.

Run as `python -m tests.faults.bad_machine run ...`, with the options of `plainsay`. Orders come on standard input, one
a line: `disk well`, `disk full`, `disk read-only`, `disk unsure` (it does not sync), `disk slow`, `clock 86400` (the
seconds that the clock jumps by, from where it stands). They hold for the database and for recordings alike.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import store.media_files
from bot import clock
from bot.commands import serve
from store.files import write_private
from tests.store.disk import FULL, READ_ONLY, Disk, a_disk
from tests.telegram.drawn import remember

SLOW_SECONDS = 0.1
FILES = {FULL: errno.ENOSPC, READ_ONLY: errno.EROFS}


class Machine:
    """What goes wrong on it at present.

    Args:
        disk: The one that the database is on.
    """

    def __init__(self, disk: Disk) -> None:
        self._disk, self._ahead = disk, timedelta()

    def now(self) -> datetime:
        """What its clock shows."""
        return clock.utc_now() + self._ahead

    def write(self, file: Path, content: bytes) -> None:
        """Writes a file as the program does, where the disk lets it."""
        number = FILES.get(self._disk.refusal)
        if number:
            raise OSError(number, os.strerror(number))
        write_private(file, content)

    def obey(self) -> None:
        """Do what is said on standard input, until it ends."""
        for line in sys.stdin:
            what, _, how = line.strip().partition(" ")
            if what == "clock":
                self._ahead += timedelta(seconds=float(how))
            else:
                self._disk.refusal = {"full": FULL, "read-only": READ_ONLY}.get(how, 0)
                self._disk.broken = how == "unsure"
                self._disk.slow_seconds = SLOW_SECONDS if how == "slow" else 0.0


def main(run: Callable[[], int]) -> int:
    """Run the program on such a machine."""
    with a_disk(recording=False, default=True) as disk:
        machine = Machine(disk)
        serve.utc_now = machine.now
        remember()
        store.media_files.write_private = machine.write  # type: ignore[attr-defined]  # the name that the module uses
        threading.Thread(target=machine.obey, daemon=True).start()
        return run()


if __name__ == "__main__":
    from bot.__main__ import main as plainsay

    sys.exit(main(plainsay))
