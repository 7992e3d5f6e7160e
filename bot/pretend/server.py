"""Puts pretend Telegram on the network, for this computer only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot.pretend.api import Api
from bot.pretend.control import Desk
from bot.pretend.errors import Refused, bad
from bot.pretend.methods import ENCODE, Answer, perform
from bot.pretend.page import Pages
from bot.pretend.params import Params, Upload

Json = dict[str, Any]
MOST_BYTES = 50 * 1024 * 1024
"""Telegram takes no larger request."""
SHUTDOWN_SECONDS = 0.2
"""How long requests in hand may still take when the server stops. None has anything left to do but wait."""
TOO_LARGE = Answer(413, ENCODE(Refused(413, "Request Entity Too Large").body()).encode())
UNKNOWN_TOKEN = Answer(401, ENCODE(Refused(401, "Unauthorized").body()).encode())
NOT_FOUND = Answer(404, ENCODE(Refused(404, "Not Found").body()).encode())


@asynccontextmanager
async def serving(api: Api, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve until the block ends. Gives the address, such as `http://127.0.0.1:34567`.

    Args:
        api: What to serve.
        host: An address of this computer.
        port: A port; 0 takes a free one.
    """
    door = Door(api)
    server = web.Server(door.handle, request_factory=_request, access_log=None)
    runner = web.ServerRunner(server, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await api.close()
        await runner.cleanup()


class Door:
    """Takes each request to where it belongs.

    Args:
        api: What is served.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._bot = f"/bot{api.token}/"
        self._file = f"/file/bot{api.token}/"
        self._desk = Desk(api)
        self._pages = Pages(api)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path, _, query = request.raw_path.partition("?")
        if not path.startswith(self._bot) and "%" in path:
            path = unquote(path)
        if path.startswith(self._bot):
            return await self._perform(request, path.removeprefix(self._bot), query)
        if path.startswith(self._file):
            return self._fetch(path.removeprefix(self._file))
        if path.startswith("/control/"):
            return await self._desk.handle(request, path.removeprefix("/control/"))
        if path.startswith(("/bot", "/file/bot")):
            return _sent(UNKNOWN_TOKEN if path.count("/") > 1 else NOT_FOUND)
        return await self._pages.handle(request, path)

    async def _perform(self, request: web.BaseRequest, method: str, query: str) -> web.StreamResponse:
        try:
            params = await _params(request, query)
        except web.HTTPRequestEntityTooLarge:
            return _sent(TOO_LARGE)
        except Refused as refused:
            return _sent(Answer(refused.code, ENCODE(refused.body()).encode()))
        answer = await perform(self._api, method, params)
        if answer.body is None and request.transport is not None:
            request.transport.abort()
        return _sent(answer)

    def _fetch(self, path: str) -> web.Response:
        stored = self._api.files.at(path)
        if stored is None:
            return _sent(NOT_FOUND)
        return web.Response(body=stored.data, content_type="application/octet-stream")


def _sent(answer: Answer) -> web.Response:
    return web.Response(status=answer.status or 500, body=answer.body, content_type="application/json")


async def _params(request: web.BaseRequest, query: str) -> Params:
    values: Json = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    if request.method not in ("GET", "POST"):
        raise Refused(404, "Not Found: method not found")
    if (request.content_length or 0) > MOST_BYTES:
        # The body of a request that is too large is not waited for.
        raise web.HTTPRequestEntityTooLarge(MOST_BYTES)
    kind = request.content_type if request.body_exists else ""
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    try:
        if kind == "application/json":
            given = json.loads(await request.read() or b"{}")
            if not isinstance(given, dict):
                raise bad("expected an Object in the request body")
            values.update(given)
        elif kind == "application/x-www-form-urlencoded":
            values.update(await request.post())
    except ValueError as error:
        raise bad("can't parse the request body") from error
    return Params(values)


async def _multipart(request: web.BaseRequest, values: Json) -> Params:
    uploads = {}
    for name, part in (await request.post()).items():
        if isinstance(part, web.FileField):
            with part.file:
                uploads[name] = Upload(part.filename, part.file.read(), part.content_type)
        else:
            values[name] = part if isinstance(part, str) else part.decode()
    return Params(values, uploads)


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: asyncio.Task[None]) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=MOST_BYTES)
