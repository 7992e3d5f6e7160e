"""The headers that every answer carries."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing comes from elsewhere, and nothing in a page's text can run."""

MICROPHONE = "microphone"
UNUSED = ("camera", "geolocation", MICROPHONE, "payment", "usb", "serial", "display-capture")
"""Browser powers that no page uses. A recording comes from the device's own recorder, through a file field."""

CONTENT_POLICY = "Content-Security-Policy"
HEADERS = {
    CONTENT_POLICY: POLICY,
    "X-Content-Type-Options": "nosniff",
    # A person's link is a secret, so no other site may see it. `no-referrer` would hide it too, but it also makes
    # browsers send `Origin: null` with our own forms, and then `SameSite` could not tell ours from a stranger's.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in UNUSED),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


OVER_HTTPS = {"Cross-Origin-Opener-Policy": "same-origin"}
"""Browsers ignore it over plain HTTP, and complain on every page."""


def _keep_here(headers: MutableHeaders, scope: Scope) -> None:
    """Our own redirections name no host: which one a request names is up to whoever sends it."""
    name, port = scope.get("server") or ("", None)
    hosts = {Headers(scope=scope).get("host", ""), str(name), f"{name}:{port}"} - {""}
    for start in (f"{scheme}://{host}/" for scheme in ("http", "https") for host in hosts):
        if headers.get("location", "").startswith(start):
            headers["location"] = "/" + headers["location"].removeprefix(start).lstrip("/\\")


class SecurityHeaders:
    """Adds the headers to each answer. A page is not kept by the browser unless it says so itself.

    A report is one file with its style in it, so it brings a policy of its own: that style, and no script at all.

    Args:
        app: What is behind.
        microphone: Whether its pages may record: those on which staff record the voice, and none for anyone asked.
    """

    def __init__(self, app: ASGIApp, *, microphone: bool = False) -> None:
        self._app = app
        policy = HEADERS["Permissions-Policy"]
        own = policy.replace(f"{MICROPHONE}=()", f"{MICROPHONE}=(self)") if microphone else policy
        self._headers = HEADERS | {"Permissions-Policy": own}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and dress the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                own = headers.get(CONTENT_POLICY)
                headers.update(self._headers | (OVER_HTTPS if scope["scheme"] == "https" else {}))
                if own:
                    headers[CONTENT_POLICY] = own
                headers.setdefault("Cache-Control", "no-store")
                _keep_here(headers, scope)
            await send(message)

        await self._app(scope, receive, dressed)
