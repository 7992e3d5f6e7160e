"""`plainsay translate review`: a page on this computer, with every screen in every language side by side."""

from __future__ import annotations

from bot.app import CODE
from bot.commands.server import serve_here
from bot.config import Config
from bot.review.book import Book
from bot.review.pages import Review
from bot.review.site import site
from bot.voice import speaker
from dialogs.pack import load_builtin
from easyread import fonts as font_set
from easyread import pictures as picture_set
from easyread.speech import Remembering, SpeechCache
from locales import Languages


async def review(config: Config, languages: Languages, chosen: tuple[str, ...], port: int) -> int:
    """Serve the page until the process is asked to end.

    Args:
        config: Where sounds are kept.
        languages: Every language.
        chosen: Those that stand side by side; all where none is named.
        port: To listen on.
    """
    print("Reading the languages ...", flush=True)
    pictures = picture_set.load()
    book = Book(load_builtin(CODE, pictures.names), languages)
    speech = SpeechCache(config.speech, Remembering(speaker(config)))
    pages = site(Review(book, pictures, font_set.load(), speech, chosen))
    await serve_here(pages, _tell, port)
    return 0


async def _tell(listening: str) -> None:
    print("Stop with Ctrl+C.")
    print(f"All languages are at {listening}", flush=True)
