"""Serves the picture set."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.http.files import A_DAY
from easyread.pictures import PictureSet


class Pictures:
    """GET /pictures/<name>.svg, from memory."""

    def __init__(self, pictures: PictureSet) -> None:
        self._bodies = {name: pictures.svg(name) for name in pictures.names}

    async def show(self, request: Request) -> Response:
        """One picture."""
        body = self._bodies.get(request.path_params["name"])
        if body is None:
            raise HTTPException(404)
        return Response(body, media_type="image/svg+xml", headers={"Cache-Control": A_DAY})
