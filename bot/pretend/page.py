"""The phone page: a chat with the bot for whoever has no token yet."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from aiohttp import web

from bot.http.pages import environment
from bot.http.security import HEADERS
from bot.pretend.api import Api
from bot.pretend.cast import CAST
from bot.pretend.origin import from_here

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
STATIC = "/static/pretend/"


class Pages:
    """Answers everything that is neither for the bot nor for a driver.

    Args:
        api: The chats.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._templates = environment("bot.pretend")
        folders = (files(package) / "static" for package in ("bot.look", "bot.pretend"))
        self._static = {file.name: file.read_bytes() for folder in folders for file in folder.iterdir()}

    async def handle(self, request: web.BaseRequest, path: str) -> web.Response:
        """Answer one request."""
        if not from_here(request):
            return web.Response(status=403, text="This page is for this computer only.\n", headers=HEADERS)
        if path == "/" and request.method == "GET":
            return self._page("phone.html", cast=CAST, name=self._api.me["first_name"], username=self._api.username)
        name = path.removeprefix(STATIC)
        if path.startswith(STATIC) and name in self._static:
            kind = next(kind for ending, kind in TYPES.items() if name.endswith(ending))
            return web.Response(body=self._static[name], content_type=kind, headers=HEADERS)
        return web.Response(status=404, text="There is nothing here.\n", headers=HEADERS)

    def _page(self, template: str, **values: Any) -> web.Response:
        html = self._templates.get_template(template).render(static=STATIC, **values)
        headers = {**HEADERS, "Cache-Control": "no-store"}
        return web.Response(text=html, content_type="text/html", headers=headers)
