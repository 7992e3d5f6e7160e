"""The whole program in a process of its own, joined to pretend Telegram by polling or by webhook."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.pretend import Api
from tests.support.server import ROOT, Server, start
from tests.telegram import drawn

WAYS = ("polling", "webhook")
FAST = {"PLAINSAY_TELEGRAM_PER_SECOND": "10000", "PLAINSAY_TELEGRAM_CHAT_PER_SECOND": "1000"}
PORTS = range(20_000, 30_000)
"""Below those that the system gives away by itself, so that nobody takes one between two starts."""


def free_port() -> int:
    """A port that can be listened on again and again: a webhook's address stays through crashes."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def settings_of(api: Api, telegram: str, port: int = 0, url: str = "") -> dict[str, str]:
    """How the program is set up.

    Args:
        api: Whose token it has.
        telegram: Address of pretend Telegram.
        port: Have updates delivered there; 0 to poll.
        url: Address of a store that is not in the data folder.
    """
    settings = {
        **FAST,
        drawn.FOLDER: drawn.folder(),
        "PLAINSAY_TELEGRAM_TOKEN": api.token,
        "PLAINSAY_TELEGRAM_API": telegram,
    }
    settings["PLAINSAY_PUBLIC_URL"] = f"http://127.0.0.1:{port}" if port else ""
    settings["PLAINSAY_DATABASE_URL"] = url
    return settings


def launch(data: Path, port: int, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start it, and wait for nothing: it can be killed at any moment. What it prints is in `program.log`."""
    options = ["--host", "127.0.0.1", "--port", str(port), "--data", str(data)]
    command = [sys.executable, "-m", drawn.PROGRAM, "run", *options]
    with (data.parent / "program.log").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log)


@asynccontextmanager
async def running(
    data: Path, api: Api, telegram: str, way: str, url: str = "", *, program: str = drawn.PROGRAM
) -> AsyncIterator[Server]:
    """Start it, and stop it at the end; `program` may name another one, see `start`."""
    port = free_port() if way == "webhook" else 0
    settings = settings_of(api, telegram, port, url)
    server = await asyncio.to_thread(start, data, "--port", str(port), environment=settings, program=program)
    try:
        yield server
    finally:
        await asyncio.to_thread(server.stop)
