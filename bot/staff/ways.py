"""How staff sign in beside one-time links: what the pages for accounts and passkeys have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request

from asking.passkeys import Site
from bot.accounts import LOOPBACK, is_safe
from bot.http.limits import Limit
from bot.staff.tickets import Tickets

if TYPE_CHECKING:
    from bot.staff.openid.provider import Provider

A_PLACE, WITHIN = 200, timedelta(minutes=15)
"""How many steps of signing in come from one place, two for each time: a whole office may have one address."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that this installation has.

    Attributes:
        tickets: What browsers keep while someone signs in.
        base: Address that people reach the pages by; '' for the one that the program listens on.
        provider: The organisation's own sign-in, where it is set up.
        places: How often each place may try.
    """

    tickets: Tickets
    base: str = ""
    provider: Provider | None = None
    places: Limit = field(default_factory=lambda: Limit(A_PLACE, WITHIN))

    @property
    def account(self) -> str:
        """What the button for accounts says, such as `Microsoft`; '' where there are none."""
        return self.provider.name if self.provider else ""

    @property
    def account_link(self) -> str:
        """Where that button leads: to our own address as the issuer knows it, so that the cookie is there again."""
        return f"{self.base}/staff/openid/start"

    def site(self, request: Request) -> Site | None:
        """Where passkeys are good; None where browsers allow none: over plain HTTP, or under a bare number."""
        base = self.base or f"http://{request.headers.get('host', '')}"
        parts = urlsplit(base if is_safe(base) else "")
        host = parts.hostname or ""
        if host in LOOPBACK - {"localhost"} or not host or host.replace(".", "").isdigit() or ":" in host:
            return None
        return Site(host, f"{parts.scheme}://{parts.netloc}")

    def secure(self, request: Request) -> bool:
        """Whether cookies may be kept for HTTPS only: over plain HTTP a browser would drop them."""
        return request.url.scheme == "https" or self.base.startswith("https://")
