"""The whole program in a process of its own, joined to pretend Telegram by polling or by webhook."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.pretend import Api
from tests.support.server import Server, start

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


async def start_program(data: Path, api: Api, telegram: str, port: int = 0) -> Server:
    """Start it and wait until it is ready.

    Args:
        data: Its folder.
        api: Whose token it has.
        telegram: Address of pretend Telegram.
        port: Have updates delivered there; 0 to poll.
    """
    settings = {**FAST, "PLAINSAY_TELEGRAM_TOKEN": api.token, "PLAINSAY_TELEGRAM_API": telegram}
    if not port:
        return await asyncio.to_thread(start, data, environment=settings)
    settings["PLAINSAY_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    return await asyncio.to_thread(start, data, "--port", str(port), environment=settings)


@asynccontextmanager
async def running(data: Path, api: Api, telegram: str, way: str) -> AsyncIterator[Server]:
    """Start it, and stop it at the end."""
    server = await start_program(data, api, telegram, free_port() if way == "webhook" else 0)
    try:
        yield server
    finally:
        await asyncio.to_thread(server.stop)
