"""The page of the review, and what it shows: cards and sounds, each made when somebody looks or listens."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.http.files import A_YEAR
from bot.http.sound import sound_response
from bot.review.book import Book, Column
from bot.review.items import Item
from bot.review.plain import filled
from bot.review.render import PAGES
from bot.review.wanted import Wanted, read, sections
from easyread.cards import CardError, key, png_beside
from easyread.fonts import FontSet
from easyread.pictures import PictureSet
from easyread.speech import NORMAL_WPM, NoSound, SpeechCache
from locales import SOURCE

DRAWN_AT_ONCE = 2
MIME = "audio/mpeg"


@dataclass
class Review:
    """One run of the review.

    Attributes:
        chosen: The languages that stand beside the English unless the address names others.
    """

    book: Book
    pictures: PictureSet
    fonts: FontSet
    speech: SpeechCache
    chosen: tuple[str, ...] = ()
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(DRAWN_AT_ONCE))

    async def show(self, request: Request) -> Response:
        """GET /: everything, or what the address wants."""
        wanted = read(request.query_params, self.book)
        codes = wanted.languages or self.chosen or tuple(self.book.columns)
        columns = [self.book.columns[code] for code in dict.fromkeys((SOURCE, *codes))]
        return await asyncio.to_thread(
            PAGES.page,
            "review.html",
            book=self.book,
            wanted=wanted,
            columns=columns,
            sections=sections(self.book, wanted, columns),
            cards=self._cards,
            Wanted=Wanted,
        )

    async def card(self, request: Request) -> Response:
        """GET /cards/{language}/{name}.png."""
        column = self._column(request)
        card = column.cards.get(request.path_params["name"])
        if card is None:
            raise HTTPException(404)
        try:
            async with self._places:
                drawn = await png_beside(card, self.pictures, self.fonts)
        except CardError as error:
            return PlainTextResponse(str(error), 404)
        return Response(drawn, media_type="image/png", headers={"Cache-Control": A_YEAR})

    async def sound(self, request: Request) -> Response:
        """GET /sounds/{language}/{id}.mp3."""
        column = self._column(request)
        item = column.items.get(request.path_params["id"])
        if item is None:
            raise HTTPException(404)
        try:
            spoken = await self.speech.mp3(tuple(map(filled, item.speech)), column.code, NORMAL_WPM)
        except NoSound as error:
            return PlainTextResponse(str(error), 404)
        return sound_response(spoken.data, MIME, request.headers.get("range", ""))

    def _column(self, request: Request) -> Column:
        column = self.book.columns.get(request.path_params["language"])
        if column is None:
            raise HTTPException(404)
        return column

    def _cards(self, column: Column, item: Item) -> list[tuple[str, str]]:
        """The cards of an item: what each is, and its address. The first is the one that people meet first."""
        return sorted(self._named(column, item), key=lambda one: one[0] != _first(item))

    def _named(self, column: Column, item: Item) -> Iterator[tuple[str, str]]:
        for again in ("", ".again"):
            for size in range(1, 10):
                name = f"{item.id}{again}.{size}"
                if card := column.cards.get(name):
                    about = f"with {size} answers{', asked again' if again else ''}"
                    try:
                        version = key(card, self.pictures, self.fonts).rpartition("/")[2]
                    except CardError:
                        version = "broken"
                    yield about, f"/cards/{column.code}/{name}.png?v={version}"


def _first(item: Item) -> str:
    return f"with {len(item.choices)} answers"
