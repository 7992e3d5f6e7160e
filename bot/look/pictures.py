"""Serves the picture set."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.http.files import A_DAY
from easyread.pictures import PictureSet


def picture_url(name: str) -> str:
    """Where a picture of the set is served."""
    return f"/pictures/{quote(name, safe='')}.svg"


class Pictures:
    """GET /pictures/<name>.svg, from memory."""

    def __init__(self, pictures: PictureSet) -> None:
        self._bodies = {name: pictures.svg(name) for name in pictures.names}

    def route(self) -> Route:
        """Serves them all."""
        return Route("/pictures/{name}.svg", self._show)

    async def _show(self, request: Request) -> Response:
        body = self._bodies.get(request.path_params["name"])
        if body is None:
            raise HTTPException(404)
        return Response(body, media_type="image/svg+xml", headers={"Cache-Control": A_DAY})
