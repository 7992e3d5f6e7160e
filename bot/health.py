"""`GET /health`: the process lives. `GET /ready`: it can also read its store, and its channels work."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from store import settings
from store.database import Database
from store.errors import StoreError


def health_routes(database: Database, trouble: Callable[[], str] = lambda: "") -> list[BaseRoute]:
    """The two addresses that a supervisor asks.

    Args:
        database: The store.
        trouble: What is wrong with a channel, in a sentence; '' while all is well.
    """

    async def live(_: Request) -> Response:
        return PlainTextResponse("live\n")

    async def ready(_: Request) -> Response:
        try:
            await database.read(lambda tx: settings.get(tx, "sample"))
        except StoreError as error:
            return PlainTextResponse(f"not ready: the store cannot be read ({error.code})\n", 503)
        wrong = trouble()
        return PlainTextResponse(f"not ready: {wrong}\n", 503) if wrong else PlainTextResponse("ready\n")

    return [Route("/health", live), Route("/ready", ready)]
