"""The pages on which one person records one sentence after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.http.forms import read_form, text_field
from bot.http.sound import sound_response
from bot.recorder.render import PAGES
from bot.recorder.script import Piece
from easyread.speech.recordings import Book, BrokenIndex, Recorded, Recordings
from easyread.speech.take import NotUsable, take

TAKE_BYTES = 16_000_000  # two minutes at 48 kHz, in mono
LONGEST_NAME = 60


@dataclass
class Booth:
    """One run of the recorder.

    Attributes:
        title: What the talks are called.
        language: Their language.
        pieces: All that there is to record.
        recordings: Where it is kept.
        today: Tells the day.
        by: Who speaks; '' until somebody has said who they are and agreed.
    """

    title: str
    language: str
    pieces: tuple[Piece, ...]
    recordings: Recordings
    today: Callable[[], date]
    by: str = ""

    async def first(self, request: Request) -> Response:
        """GET /: who speaks, whether they agree, and how far they are."""
        del request
        return self._first()

    async def agree(self, request: Request) -> Response:
        """POST /: a person says who they are and that they agree. Nothing is recorded before."""
        form = await read_form(request)
        by = " ".join(text_field(form, "by", LONGEST_NAME).split())
        mistakes = {
            "by": "" if by else "Write the name of the one who speaks.",
            "agree": "" if text_field(form, "agree") == "yes" else "We need a yes first.",
        }
        mistakes = {name: wrong for name, wrong in mistakes.items() if wrong}
        if mistakes:
            return self._first(by=by, mistakes=mistakes, status=422)
        await asyncio.to_thread(self.recordings.agree, self.language, by, self.today().isoformat())
        self.by = by
        return _to(_next(self.pieces, 0, self._book()))

    async def piece(self, request: Request) -> Response:
        """GET /pieces/{number}: one sentence."""
        number = self._number(request)
        return self._piece(number, kept=request.query_params.get("note") == "kept") if self.by else _to("/")

    async def keep(self, request: Request) -> Response:
        """POST /pieces/{number}/take: a recording. One that cannot be used is not kept, and the page says why."""
        number = self._number(request)
        if not self.by:
            return _to("/")
        form = await read_form(request, files=1)
        try:
            file = form.get("take")
            data = await file.read() if isinstance(file, UploadFile) else b""
        finally:
            await form.close()
        if not data:
            return self._piece(number, wrong="none", status=422)
        try:
            await asyncio.to_thread(self._keep, self.pieces[number], data)
        except NotUsable as refused:
            return self._piece(number, wrong=refused.code, status=422)
        return _to(f"{_address(number)}?note=kept")

    async def sound(self, request: Request) -> Response:
        """GET /pieces/{number}/sound: the recording, as people will hear it."""
        found = self.recordings.find(self.pieces[self._number(request)].words, self.language)
        if found is None or not found[0].is_file():
            raise HTTPException(404)
        body = await asyncio.to_thread(found[0].read_bytes)
        return sound_response(body, "audio/wav", request.headers.get("range", ""))

    async def broken(self, request: Request, error: Exception) -> Response:
        """The list of recordings cannot be read or written: where it is, and how to mend it."""
        del request
        return PAGES.page(
            "broken.html", status=503, error=error, mend=error.mend if isinstance(error, BrokenIndex) else ""
        )

    def _keep(self, piece: Piece, data: bytes) -> None:
        sound = take(data, piece.words)
        self.recordings.keep(
            self.language, piece.name, Recorded("", piece.words, self.by, self.today().isoformat()), sound
        )

    def _first(self, *, by: str = "", mistakes: dict[str, str] | None = None, status: int = 200) -> Response:
        book = self._book()
        return PAGES.page(
            "first.html", status=status, **self._around(book), typed=by or self.by, mistakes=mistakes or {}, book=book
        )

    def _piece(self, number: int, *, kept: bool = False, wrong: str = "", status: int = 200) -> Response:
        book, piece = self._book(), self.pieces[number]
        return PAGES.page(
            "piece.html",
            status=status,
            **self._around(book),
            number=number,
            piece=piece,
            recorded=book.pieces.get(piece.words),
            before=_address(number - 1) if number else "",
            after=_address(number + 1) if number + 1 < len(self.pieces) else "",
            onward=_next(self.pieces, number + 1, book),
            kept=kept,
            wrong=wrong,
        )

    def _around(self, book: Book) -> dict[str, Any]:
        return {
            "title": self.title,
            "language": self.language,
            "by": self.by,
            "total": len(self.pieces),
            "done": sum(piece.words in book.pieces for piece in self.pieces),
            "address": _address,
            "pieces": self.pieces,
        }

    def _book(self) -> Book:
        return self.recordings.book(self.language)

    def _number(self, request: Request) -> int:
        number: int = request.path_params["number"]
        if not 1 <= number <= len(self.pieces):
            raise HTTPException(404)
        return number - 1


def _next(pieces: tuple[Piece, ...], start: int, book: Book) -> str:
    """The next piece that nobody has recorded, from here on and then from the beginning; '/' where all are."""
    for number in (*range(start, len(pieces)), *range(start)):
        if pieces[number].words not in book.pieces:
            return _address(number)
    return "/"


def _address(number: int) -> str:
    return f"/pieces/{number + 1}"


def _to(url: str) -> RedirectResponse:
    """After a post: on to a page that can be loaded again without posting twice."""
    return RedirectResponse(url, status_code=303)
