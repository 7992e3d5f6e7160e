"""`plainsay translate check`: make everything in every language, and list what is missing."""

from __future__ import annotations

import sys
from collections.abc import Collection

from bot.app import CODE
from bot.commands.speech import Progress
from bot.config import Config
from bot.review.book import Book
from bot.review.whole import Lack, Making, said_in, some
from bot.voice import speaker
from dialogs.pack import load_builtin
from easyread import fonts as font_set
from easyread import pictures as picture_set
from easyread.speech import Remembering, SpeechCache
from locales import Languages

FEW = 4
"""Cards and sounds of each language that are made with `--quick`."""


async def check(config: Config, languages: Languages, codes: Collection[str], *, quick: bool) -> int:
    """Look at text and picture of everything and plan every card; then draw and speak it. Sounds are kept.

    Returns:
        1 where something is missing, else 0.
    """
    pictures = picture_set.load()
    book = Book(load_builtin(CODE, pictures.names), languages)
    columns, most = [book.columns[code] for code in codes], FEW if quick else None
    making = Making(pictures, font_set.load(), SpeechCache(config.speech, Remembering(speaker(config))))
    print(f"Looking at {len(book.items)} texts and {len(columns[0].cards)} cards of each language ...", flush=True)
    found = [lack for column in columns for lack in making.planned(book, column)]
    cards = sum(len(some(column.cards, most)) for column in columns)
    sounds = sum(len(some(said_in(column), most)) for column in columns)
    progress = Progress(cards + sounds, sys.stdout)

    def tell(lack: Lack | None) -> None:
        found.extend((lack,) if lack else ())
        progress.step()

    for column in columns:
        await making.made(column, most, tell)
    lacks = dict.fromkeys(found)
    print(f"Languages: {len(columns)}. Cards drawn: {cards}. Sounds made: {sounds}. Missing: {len(lacks)}.")
    print("".join(f"  {lack}\n" for lack in lacks), end="")
    return 1 if lacks else 0
