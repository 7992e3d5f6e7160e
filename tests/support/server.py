"""Starts Plainsay as people do, in a process of its own, and reads the addresses that it prints."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY = "Plainsay is ready at "
PATIENCE_SECONDS = 120.0
ORDERLY = frozenset({"tests.faults.bad_machine"})
"""Programs that take orders on standard input."""


class ServerError(Exception):
    """Plainsay ended or fell silent before it was ready. The message holds all that it printed."""


@dataclass(frozen=True)
class Server:
    """A running Plainsay.

    Attributes:
        base: Its address, without a slash at the end.
        links: Label → address, as printed: `Person`, `Family`, `Staff member`, `Staff sign-in`.
    """

    process: subprocess.Popen[str]
    base: str
    links: Mapping[str, str]

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.base.rsplit(":", 1)[1])

    def tell(self, order: str) -> None:
        """Give an order to the machine that it runs on, where that takes orders (`tests/faults/bad_machine.py`)."""
        if self.process.stdin is not None:
            self.process.stdin.write(f"{order}\n")
            self.process.stdin.flush()

    def on(self, host: str, link: str = "") -> str:
        """The same address as `base` or `link`, under another name of this machine."""
        path = (link or self.base).removeprefix(self.base)
        return f"http://{host}:{self.port}{path}"

    def kill(self) -> None:
        """End it at once, as a power cut would (kill -9)."""
        self.process.kill()
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()

    def stop(self) -> None:
        """Ask it to end, and wait until it has. Does nothing where it has ended already."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.process.stdin is not None:
            self.process.stdin.close()


def start(data: Path, *options: str, environment: Mapping[str, str] | None = None, program: str = "bot") -> Server:
    """Start `plainsay run` on a free port and wait until it says that it is ready.

    Args:
        data: Its data folder.
        options: More options of `plainsay run`, such as `--sample`.
        environment: Settings that it gets besides this process's own.
        program: The module that is run; another one than Plainsay's own may take orders, see `Server.tell`.

    Raises:
        ServerError: It ended, or was not ready in time.
    """
    where = ["--host", "127.0.0.1", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(
        [sys.executable, "-m", program, "run", *where, *options],
        cwd=ROOT,
        env={**os.environ, **(environment or {}), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE if program in ORDERLY else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    # The pipe is read to its end, else a talkative server would stand still once it is full.
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    try:
        return _wait(process, lines)
    except BaseException:
        process.kill()
        process.wait()
        raise


@contextmanager
def running(data: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`start`, and stop at the end."""
    server = start(data, *options, environment=environment)
    try:
        yield server
    finally:
        server.stop()


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    if process.stdout is None:
        return
    with process.stdout as printed:
        for line in printed:
            lines.put(line.rstrip("\n"))
    lines.put(None)


def _wait(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> Server:
    seen: list[str] = []
    links: dict[str, str] = {}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            line = lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise ServerError("Plainsay was not ready in time. It printed:\n" + "\n".join(seen)) from None
        if line is None:  # it says no more; whoever closes its output may take a moment until it has ended
            process.wait(timeout=PATIENCE_SECONDS)
            raise ServerError(f"Plainsay ended with {process.returncode}. It printed:\n" + "\n".join(seen))
        if line.startswith(READY):
            return Server(process, line.removeprefix(READY).strip().rstrip("/"), links)
        label, colon, address = line.partition(": ")
        if colon and address.startswith("http"):
            links[label] = address.strip()
        seen.append(line)
