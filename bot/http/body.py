"""How much a request may send."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM_BYTES = 64 * 1024
"""Enough for 2,000 characters in any script, escaped for a form, and the fields around them."""

DRAINED_BYTES = 64 * 1024 * 1024
"""What is read and thrown away before the refusal: browsers show no page while they are still sending."""


class BodyTooLarge(HTTPException):
    """More was sent than this address takes."""

    def __init__(self) -> None:
        super().__init__(status_code=413)


class BodyLimit:
    """Counts the bytes that really arrive, whatever Content-Length claims.

    Args:
        app: What is behind.
        larger: Path ending → bytes, for the addresses that take more than a form; all others take `FORM_BYTES`.
    """

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a receiver that counts.

        Raises:
            BodyTooLarge: From inside the handler that reads the body, so that it becomes that handler's error page.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                await _drain(receive, message)
                raise BodyTooLarge
            return message

        await self._app(scope, counted, send)

    def _limit(self, path: str) -> int:
        return next((size for ending, size in self._larger.items() if path.endswith(ending)), FORM_BYTES)


async def _drain(receive: Receive, message: Message) -> None:
    left = DRAINED_BYTES
    while message.get("more_body", False) and left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
