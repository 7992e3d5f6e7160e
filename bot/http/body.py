"""How much a request may send, and how long it may take over it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM_BYTES = 64 * 1024
"""Enough for 2,000 characters in any script, escaped for a form, and the fields around them."""

DRAINED_BYTES = 64 * 1024 * 1024
"""What is read and thrown away before the refusal: browsers show no page while they are still sending."""


SLOWEST_SECONDS = 60.0
"""Between two pieces of what is sent. A phone with a poor connection needs a few."""


class TooSlow(HTTPException):
    """Nothing more came, and a place that others need was kept."""

    def __init__(self) -> None:
        super().__init__(status_code=408)


class BodyTooLarge(HTTPException):
    """More was sent than this address takes."""

    def __init__(self) -> None:
        super().__init__(status_code=413)


class BodyLimit:
    """Counts the bytes that really arrive, whatever Content-Length claims.

    Args:
        app: What is behind.
        larger: Path ending → bytes, for the addresses that take more than a form; all others take `FORM_BYTES`.
        slowest_seconds: How long to wait for the next piece.
    """

    def __init__(
        self, app: ASGIApp, larger: Mapping[str, int] | None = None, slowest_seconds: float = SLOWEST_SECONDS
    ) -> None:
        self._app, self._slowest = app, slowest_seconds
        self._larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a receiver that counts.

        Raises:
            BodyTooLarge, TooSlow: From inside the handler that reads the body: it becomes that handler's error page.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        seen, more = 0, True

        async def counted() -> Message:
            nonlocal seen, more
            message = await (_in_time(receive, self._slowest) if more else receive())
            more = message.get("more_body", False)
            seen += len(message.get("body", b""))
            if seen > limit:
                await _drain(receive, message)
                raise BodyTooLarge
            return message

        await self._app(scope, counted, send)

    def _limit(self, path: str) -> int:
        return next((size for ending, size in self._larger.items() if path.endswith(ending)), FORM_BYTES)


async def _in_time(receive: Receive, seconds: float) -> Message:
    try:
        async with asyncio.timeout(seconds):
            return await receive()
    except TimeoutError:
        raise TooSlow from None


async def _drain(receive: Receive, message: Message) -> None:
    left = DRAINED_BYTES
    while message.get("more_body", False) and left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
