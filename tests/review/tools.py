"""The review in a test: the built-in pack, some languages, and a voice that costs nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import httpx
from starlette.applications import Starlette

from bot.review.book import Book
from bot.review.pages import Review
from bot.review.site import site
from easyread import fonts
from easyread.speech import SpeechCache
from locales import Languages
from tests.easyread.speech_tools import ToneSpeaker
from tests.support.ready import built_in_pack, built_in_pictures

BASE = "http://localhost:8011"


@cache
def packaged() -> Book:
    """Everything that the program comes with."""
    return Book(built_in_pack(), Languages())


def app(folder: Path, book: Book | None = None, chosen: tuple[str, ...] = ()) -> Starlette:
    """The pages, with a tone for a voice."""
    speech = SpeechCache(folder / "speech", ToneSpeaker())
    return site(Review(book or packaged(), built_in_pictures(), fonts.load(), speech, chosen))


def client(pages: Starlette) -> httpx.AsyncClient:
    """A browser in front of the pages. Faults of ours are answered, not raised."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(pages, raise_app_exceptions=False), base_url=BASE)
