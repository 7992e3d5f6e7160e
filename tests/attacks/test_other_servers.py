"""Whoever would make this computer ask others in their name: the router, the cloud's own addresses.

No address that anybody types in is ever asked. The program asks Telegram, the mail server and the organisation's
sign-in, each by its setting, and goes nowhere that an answer sends it.
"""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram.error import TelegramError

from bot.staff.openid import fetching
from bot.telegram import api
from bot.telegram.api import AiohttpRequest, make_bot
from bot.telegram.fetching import Fetcher
from tests.house.tree import ROOT, files

CLIENTS = {
    "httpx",
    "aiohttp",
    "requests",
    "urllib.request",
    "urllib3",
    "http.client",
    "smtplib",
    "aiosmtplib",
    "ftplib",
    "socket",
}
ASKERS = {
    "bot/commands/server.py",  # listens, and sends nothing
    "bot/mail/transport.py",  # PLAINSAY_SMTP_URL
    "bot/staff/openid/fetching.py",  # PLAINSAY_OIDC_ISSUER
    "bot/telegram/api.py",  # PLAINSAY_TELEGRAM_API
    "bot/telegram/checkup.py",  # the same, for `plainsay doctor`
}
"""The only files that can open a connection, and the setting that says where to."""
SECRET = b"what only this computer may read"


def imported(source: str) -> set[str]:
    """What a file imports that can open connections."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if any(name == one or name.startswith(f"{one}.") for one in CLIENTS)}


def test_only_five_files_can_ask_anyone() -> None:
    """Pictures, imports, records and speech are uploads: none of them can fetch anything."""
    rooms = ("bot", "asking", "evidence", "store", "dialogs", "easyread", "locales")
    can = {
        str(path.relative_to(ROOT))
        for room in rooms
        for path in files(room, suffix=".py")
        if not str(path.relative_to(ROOT)).startswith("bot/pretend/") and imported(path.read_text(encoding="utf-8"))
    }
    assert can <= ASKERS, can - ASKERS


@pytest.mark.parametrize(
    "line", ["import httpx", "from urllib.request import urlopen", "import aiohttp.client", "import socket"]
)
def test_another_would_be_seen(line: str) -> None:
    """Control: the look above finds each of these."""
    assert imported(line)


@asynccontextmanager
async def sending_on() -> AsyncIterator[tuple[str, list[str]]]:
    """A server that sends everyone on to an address inside, and what was asked for there."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        if request.path == "/inside":
            return web.json_response({"ok": True, "result": {}, "secret": True})
        raise web.HTTPTemporaryRedirect("/inside")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    try:
        yield f"http://127.0.0.1:{port}", asked
    finally:
        await runner.cleanup()


async def test_telegram_sends_us_nowhere() -> None:
    """What answers in Telegram's place cannot send the bot's token and people's words on; a usual client would go."""
    async with sending_on() as (base, asked):
        bot = make_bot("12345:" + "A" * 35, base)
        with pytest.raises(TelegramError):
            await bot.get_me()
        await bot.request.shutdown()
        assert "/inside" not in asked
        async with aiohttp.ClientSession() as session, session.get(base) as answer:
            assert answer.status == 200
        assert asked[-1] == "/inside"


async def test_the_sign_in_sends_us_nowhere() -> None:
    """Nor does the organisation's sign-in, with the secret that Plainsay shows there."""
    async with sending_on() as (base, asked):
        status, _ = await _fetched(base)
        assert status == 307 or "/inside" not in asked
        assert "/inside" not in asked


async def _fetched(base: str) -> tuple[int, dict[str, Any]]:
    try:
        return await fetching.fetch(base)
    except fetching.NotReached:
        return 307, {}


@pytest.mark.parametrize("attempt", ["a file of this computer", "another server"])
async def test_a_file_of_telegram_is_telegrams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attempt: str) -> None:
    """An answer that names a file of this computer, or another server's, is not followed; the library alone would."""
    inside = tmp_path / "secret"
    inside.write_bytes(SECRET)
    named = str(inside) if attempt == "a file of this computer" else "http://169.254.169.254/latest"
    bot = make_bot("12345:" + "A" * 35, "http://127.0.0.1:9")

    async def answered(*_: Any, **__: Any) -> tuple[int, bytes]:
        return 200, b'{"ok":true,"result":{"file_id":"f","file_unique_id":"u","file_path":"%b"}}' % named.encode()

    monkeypatch.setattr(AiohttpRequest, "do_request", answered)
    fetch = partial(Fetcher(bot, "12345", None)._downloaded, "f")  # type: ignore[arg-type]
    if attempt == "a file of this computer":
        with pytest.raises(TelegramError):
            await fetch()
        assert bytes(await (await bot.get_file("f")).download_as_bytearray()) == SECRET  # the control
    else:
        file = await bot.get_file("f")
        assert (file.file_path or "").startswith("http://127.0.0.1:9/file/bot")
    assert api.DEFAULT_API == "https://api.telegram.org"
