"""A meeting in a test: a pack in a folder, its pages, and a group that fills in the form as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

import httpx
from starlette.applications import Starlette

from bot.preview.shelf import Shelf
from bot.preview.site import site
from dialogs.pack import Folder
from tests.support.ready import built_in_pictures

DAY = date(2026, 11, 22)
QUESTION = "/questions/tiny.1.person.chose"
BASE = "http://localhost:8010"
SAID = {"by": "Tea group", "on": "2026-11-22", "understood": "Who picks the tea", "verdict": "keep", "note": ""}
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_WORDS = re.compile(r'name="words" value="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def app(folder: Folder, verdicts: Path) -> Starlette:
    """The preview of a pack, on a day that never changes."""
    pictures = built_in_pictures()
    return site(Shelf(folder, verdicts, pictures.names), pictures, lambda: DAY)


def client(pages: Starlette) -> httpx.AsyncClient:
    """A browser in front of the pages. Faults of ours are answered, not raised."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(pages, raise_app_exceptions=False), base_url=BASE)


def text(response: httpx.Response) -> str:
    """All that a page says, in one line."""
    return " ".join(unescape(_TAG.sub(" ", response.text)).split())


@dataclass
class Group:
    """Those who sit in the meeting."""

    client: httpx.AsyncClient
    folder: Path
    verdicts: Path

    async def opens(self, path: str = QUESTION) -> httpx.Response:
        """Look at a page."""
        return await self.client.get(path, follow_redirects=True)

    async def says(self, path: str = QUESTION, *, follow: bool = True, **fields: str) -> httpx.Response:
        """Open a question, fill in the form and press Save."""
        page = await self.client.get(path)
        return await self.sends(page, path, follow=follow, **fields)

    async def sends(
        self, page: httpx.Response, path: str = QUESTION, *, follow: bool = True, **fields: str
    ) -> httpx.Response:
        """Fill in the form of a page that was opened before."""
        hidden = {"form_token": _hidden(_TOKEN, page), "words": _hidden(_WORDS, page)}
        return await self.client.post(path, data={**hidden, **SAID, **fields}, follow_redirects=follow)

    async def takes_back(self, page: httpx.Response) -> httpx.Response:
        """Press the button that takes the last verdict back."""
        data = {"form_token": _hidden(_TOKEN, page), "area": "", "audience": ""}
        return await self.client.post("/undo", data=data, follow_redirects=True)

    @property
    def written(self) -> str:
        """What stands in the file of verdicts."""
        return self.verdicts.read_text(encoding="utf-8")


def _hidden(field: re.Pattern[str], page: httpx.Response) -> str:
    found = field.search(page.text)
    assert found, f"{field.pattern} is not on the page"
    return found[1]
