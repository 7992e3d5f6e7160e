"""A page's sound: the same pieces that it shows, spoken by the built-in voice. It leaves no trace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.http.sound import sound_response
from bot.tablet.known import Handler
from bot.tablet.listening import RATES
from bot.tablet.pieces import Piece
from bot.tablet.render import Page

if TYPE_CHECKING:
    from easyread.speech import SpeechCache

LOG = logging.getLogger("plainsay.tablet")
MIME = "audio/mpeg"
LONGEST_CHARACTERS = 6_000  # some six minutes in one file, for those without JavaScript
LONGEST_NUMBER = 9
FIVE_MINUTES = "private, max-age=300"
NOWHERE = "private, no-store"
# The text is at fault, and to ask again changes nothing. All else is 503.
NEVER = frozenset({"no-words", "too-long", "no-voice", "no-piece", "old-page"})


class Aloud:
    """Serves the sound of every page.

    Args:
        speech: Gives the voice. It is asked for with the first sound: what it needs takes long to load.
    """

    def __init__(self, speech: Callable[[], SpeechCache]) -> None:
        self._speech = speech

    def of(self, show: Handler) -> Handler:
        """The handler for the sound of the page that `show` makes.

        The page is made anew, so that what is heard is what is shown. `turn` says which screen was meant; `piece`
        which of its pieces (all of them in one file where it is left out); `rate` how fast.
        """

        async def heard(request: Request) -> Response:
            turn, number, rate = _number(request, "turn"), _number(request, "piece"), _rate(request)
            page = await show(request)
            if not isinstance(page, Page) or page.turn != turn:
                return _no_sound("old-page")
            pieces = _in_one_voice(page) if number is None else page.pieces[number : number + 1]
            if not pieces:
                return _no_sound("no-piece")
            if sum(len(piece.text) for piece in pieces) > LONGEST_CHARACTERS:
                return _no_sound("too-long")
            return await self._spoken(request, pieces, pieces[0].language or page.words.language, rate)

        return heard

    async def _spoken(self, request: Request, pieces: tuple[Piece, ...], language: str, rate: str) -> Response:
        await asyncio.to_thread(import_module, "easyread.speech")  # other people's pages go on meanwhile
        from easyread.speech import RATES_WPM, NoSound  # noqa: PLC0415 - as above

        keep = not any(piece.private for piece in pieces)
        try:
            spoken = await self._speech().mp3(
                tuple(piece.text for piece in pieces), language, RATES_WPM[rate], keep=keep
            )
        except NoSound as error:
            return _no_sound(error.code)
        return _sound(request, spoken.data, f'"{spoken.key}"', keep=keep)


def _in_one_voice(page: Page) -> tuple[Piece, ...]:
    """What the whole page says in its own language: one file has one voice."""
    return tuple(piece for piece in page.pieces if not piece.language)


def _sound(request: Request, data: bytes, tag: str, *, keep: bool) -> Response:
    """The file, the part of it that is wanted, or nothing where the browser has it."""
    headers = {"ETag": tag, "Cache-Control": FIVE_MINUTES if keep else NOWHERE}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    wanted = request.headers.get("range", "") if request.headers.get("if-range", tag) == tag else ""
    response = sound_response(data, MIME, wanted)
    response.headers.update(headers)
    return response


def _no_sound(code: str) -> Response:
    """The stable code alone: the page's script then turns to the device's own voice."""
    if code in NEVER:
        return PlainTextResponse(code, 404)
    LOG.warning("A page could not be read aloud: %s", code)
    return PlainTextResponse(code, 503)


def _number(request: Request, name: str) -> int | None:
    value = request.query_params.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit()) or len(value) > LONGEST_NUMBER:
        raise HTTPException(400)
    return int(value)


def _rate(request: Request) -> str:
    rate = request.query_params.get("rate", "normal")
    if rate not in RATES:
        raise HTTPException(400)
    return rate
