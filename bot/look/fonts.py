"""Serves the fonts that `fonts.css` names, for devices that have none for a language."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.http.files import A_DAY, A_YEAR
from easyread.fonts import LATIN, FontSet


class Fonts:
    """GET /fonts/<file>: every font but the Latin one, for every device has Latin letters."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = {font.file: font for font in fonts.fonts if font.script != LATIN}
        self._body = fonts.body

    def route(self) -> Route:
        """Serves them all."""
        return Route("/fonts/{file}", self._show)

    def _show(self, request: Request) -> Response:
        """Starlette runs what is not async in a thread, so that nobody waits for the disk."""
        font = self._fonts.get(request.path_params["file"])
        if font is None:
            raise HTTPException(404)
        kept = A_YEAR if request.query_params.get("v") == font.sha256[:12] else A_DAY
        return Response(self._body(font), media_type="font/ttf", headers={"Cache-Control": kept})
