"""Only this computer's own programs and pages may play the people."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web


def is_here(host: str | None) -> bool:
    """Whether this is a name or address of this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def from_here(request: web.BaseRequest) -> bool:
    """Whether a request comes from this computer, by one of its own names, and from no other site's page.

    Another site could lead its own name here, or post a form here. Neither gets through.
    """
    if not is_here(request.remote) or not is_here(urlsplit(f"//{request.host}").hostname):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
