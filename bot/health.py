"""`GET /health`: the process lives. `GET /ready`: it can also read its store, and its channels work."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from asking import worry_alerts
from store import settings
from store.database import Database
from store.errors import StoreError
from store.tx import Tx


def health_routes(
    database: Database, trouble: Callable[[], str] = lambda: "", kept: Callable[[Tx], str] = lambda _: ""
) -> list[BaseRoute]:
    """The two addresses that a supervisor asks.

    Args:
        database: The store.
        trouble: What is wrong with a channel, in a sentence; '' while all is well.
        kept: What the store says is wrong, the same.
    """

    async def live(_: Request) -> Response:
        return PlainTextResponse("live\n")

    async def ready(_: Request) -> Response:
        try:
            in_store = await database.read(kept)
        except StoreError as error:
            return PlainTextResponse(f"not ready: the store cannot be read ({error.code})\n", 503)
        wrong = " ".join(filter(None, (trouble(), in_store)))
        return PlainTextResponse(f"not ready: {wrong}\n", 503) if wrong else PlainTextResponse("ready\n")

    return [Route("/health", live), Route("/ready", ready)]


def unheard(tx: Tx) -> str:
    """What `/ready` says where a worry waits and no message of it reached anybody. A sample has no channels."""
    waiting = 0 if settings.get(tx, "sample") == "yes" else len(worry_alerts.unreached(tx))
    return f"Worries that no message of reached anybody: {waiting}." if waiting else ""
