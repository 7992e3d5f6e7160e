"""Starts Plainsay and the bare peer, each in a process of its own, and tells how long they took."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

ROOT = Path(__file__).resolve().parents[1]
READY = " is ready at "
IMPORTS = "import starlette.applications, uvicorn, jinja2"


class DidNotStart(Exception):
    """A server ended before it was ready. The message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        seconds: From the start of the process until it said that it is ready.
    """

    process: subprocess.Popen[str]
    port: int
    seconds: float


@contextmanager
def plainsay(data: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Plainsay as people start it, on a free port, over a data folder; with settings from the environment."""
    arguments = ("-m", "bot", "run", "--host", "127.0.0.1", "--port", "0", "--data", str(data))
    with _running(*arguments, settings=settings) as server:
        yield server


@contextmanager
def peer(module: str, *arguments: str) -> Iterator[Server]:
    """A peer of ours that is a module of `bench.peers`."""
    with _running("-m", f"bench.peers.{module}", *arguments) as server:
        yield server


@contextmanager
def bare() -> Iterator[Server]:
    """The bare Starlette page."""
    with _running("-m", "bench.bare") as server:
        yield server


def import_seconds() -> float:
    """How long Python takes to start and to import what both servers are made of."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], cwd=ROOT, check=True)
    return time.perf_counter() - began


@contextmanager
def _running(*arguments: str, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-u", *arguments],
        cwd=ROOT,
        env={**os.environ, **(settings or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = cast("IO[str]", process.stdout)
    rest = threading.Thread(target=_drain, args=(printed,))
    try:
        port = _port(printed)
        seconds = time.perf_counter() - began
        rest.start()
        yield Server(process, port, seconds)
    finally:
        process.terminate()
        process.wait(timeout=30)
        if rest.ident:
            rest.join()
        printed.close()


def _port(printed: IO[str]) -> int:
    """Waits for the line that says where the server is."""
    seen = []
    for line in printed:
        seen.append(line)
        if READY in line:
            return int(line.rstrip().rsplit(":", 1)[1])
    raise DidNotStart("".join(seen))


def _drain(printed: IO[str]) -> None:
    """Reads to the end, else a talkative server would stand still once the pipe is full."""
    with printed:
        for _ in printed:
            pass
