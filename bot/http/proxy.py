"""From where a request comes: what stands at the other end, or whom a proxy of ours speaks for.

Anyone can write `X-Forwarded-For` into a request. So it is believed only from the addresses that the setting
`PLAINSAY_PROXIES` names, and there only as far as the chain of our own proxies goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.http.origin import host_of

Network = IPv4Network | IPv6Network
HOUSEHOLD_BITS = 64
"""An IPv6 network of one household. Whoever has one has more addresses in it than anyone can count."""


class Behind:
    """Tells the pages who asks, and whether they came over HTTPS.

    Args:
        app: What is behind.
        proxies: Addresses that may speak for others; none as a rule.
        public: Address that people reach the pages by. Whoever came by it came over HTTPS where it says so.
    """

    def __init__(self, app: ASGIApp, proxies: tuple[Network, ...] = (), public: str = "") -> None:
        self._app, self._proxies = app, proxies
        self._secure_host = host_of(public) if public.startswith("https://") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its true address and scheme."""
        if scope["type"] == "http":
            scope = {**scope, **self._told(Headers(scope=scope), scope.get("client"))}
        await self._app(scope, receive, send)

    def _told(self, headers: Headers, client: tuple[str, int] | None) -> dict[str, object]:
        told: dict[str, object] = {}
        if self._secure_host and headers.get("host", "").lower() == self._secure_host:
            told["scheme"] = "https"
        if client is None or not self._ours(client[0]):
            return told
        if (scheme := headers.get("x-forwarded-proto", "").strip().lower()) in {"http", "https"}:
            told["scheme"] = scheme
        return told | {"client": (self._spoken_for(client[0], headers.getlist("x-forwarded-for")), 0)}

    def _spoken_for(self, peer: str, chain: Iterable[str]) -> str:
        """The last address that none of our own proxies has: what stands before it may be invented."""
        found = peer
        for one in reversed([part.strip() for line in chain for part in line.split(",")]):
            if _address(one) is None:
                break
            found = one
            if not self._ours(one):
                break
        return found

    def _ours(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in network for network in self._proxies)


def proxies_in(setting: str) -> tuple[Network, ...]:
    """The networks that a setting names, parted by commas, such as `127.0.0.1, 10.0.0.0/8`.

    Raises:
        ValueError: One of them is none.
    """
    return tuple(ip_network(part.strip()) for part in setting.split(",") if part.strip())


def place_of(request: HTTPConnection) -> str:
    """Where a request comes from, for counting: an address, or a household's network; '' where nobody can tell."""
    address = _address(request.client.host) if request.client else None
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOUSEHOLD_BITS), strict=False))
    return str(address or "")


def is_here(place: str) -> bool:
    """Whether it is this computer: a proxy beside us that we were not told of, and everyone behind it."""
    address = _address(place.partition("/")[0])
    return address is None or address.is_loopback or place.startswith("::/")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
