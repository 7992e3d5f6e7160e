"""The program with every library at its finest level, and with faults that hold what nobody may read."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import warnings
from typing import TextIO

from asking import links
from bot import logs
from tests.support.loud import make_all_loud

MARK = "MARKED"
_read, _start = links.invitation_id_in, logs.start


def broken(token: str) -> int | None:
    """Fails with the token in its message, in several ways."""
    if MARK not in token:
        return _read(token)
    warnings.warn(token, stacklevel=1)
    asyncio.get_running_loop().create_task(_lost(token))
    threading.Thread(target=_fails, args=(token,)).start()
    raise KeyError(token) from ValueError(token)


async def _lost(token: str) -> None:
    raise LookupError(token)


def _fails(token: str) -> None:
    raise RuntimeError(token)


def loud(level: str = "warning", out: TextIO | None = None) -> object:
    """Starts the log, then makes all loud."""
    handler = _start(level, out)
    make_all_loud()
    return handler


if __name__ == "__main__":
    links.invitation_id_in = broken
    if "--bare" in sys.argv:
        import logging

        logging.basicConfig(level=logging.DEBUG)
        logs.start = lambda *_: make_all_loud()  # type: ignore[assignment,return-value]
        sys.argv.remove("--bare")
    else:
        logs.start = loud  # type: ignore[assignment]
    os.environ["PYTHONASYNCIODEBUG"] = "1"
    from bot.cli import run_command  # only now: what it imports shall take the broken one

    sys.exit(run_command(sys.argv[1:]))
