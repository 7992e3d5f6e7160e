"""`GET /health`: the process lives. `GET /ready`: it can also read its store."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from store import settings
from store.database import Database
from store.errors import StoreError


def health_routes(database: Database) -> list[BaseRoute]:
    """The two addresses that a supervisor asks."""

    async def live(_: Request) -> Response:
        return PlainTextResponse("live\n")

    async def ready(_: Request) -> Response:
        try:
            await database.read(lambda tx: settings.get(tx, "sample"))
        except StoreError as error:
            return PlainTextResponse(f"not ready: the store cannot be read ({error.code})\n", 503)
        return PlainTextResponse("ready\n")

    return [Route("/health", live), Route("/ready", ready)]
