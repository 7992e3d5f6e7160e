"""The layers around every page, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.middleware import Middleware

from bot.http.body import BodyLimit
from bot.http.errors import ErrorPage, Unexpected
from bot.http.gate import Gate, Rates
from bot.http.origin import SameSite, host_of
from bot.http.proxy import Behind, Network
from bot.http.security import SecurityHeaders
from bot.metrics.counts import Counts
from bot.metrics.requests import Counted


@dataclass(frozen=True, slots=True)
class Walls:
    """What the settings say of the layers.

    Attributes:
        proxies: Addresses whose word is taken for who asks.
        security_contact: Where to tell of a hole; '' for nowhere.
        rates: How much one link and one place may ask for.
    """

    proxies: tuple[Network, ...] = ()
    security_contact: str = ""
    rates: Rates = field(default_factory=Rates)


def layers(
    page: ErrorPage,
    larger: Mapping[str, int] | None = None,
    public: str = "",
    *,
    microphone: bool = False,
    walls: Walls | None = None,
    counts: Counts | None = None,
) -> list[Middleware]:
    """For `Starlette(middleware=...)`; give it `errors.handlers(page)` as exception handlers too.

    Args:
        page: Makes the error pages, see `errors.pages_by_path`.
        larger: Path ending → bytes, for addresses that take more than a form.
        public: Address that a proxy serves the pages under.
        microphone: Whether the pages may record.
        walls: What the settings say; the usual unless told.
        counts: Where requests are counted, if they are.
    """
    walls = walls or Walls()
    return [
        *([Middleware(Counted, counts=counts)] if counts else []),
        Middleware(Behind, proxies=walls.proxies, public=public),
        Middleware(SecurityHeaders, microphone=microphone),
        Middleware(Unexpected, page=page),
        Middleware(Gate, page=page, rates=walls.rates),
        Middleware(SameSite, page=page, own=(host_of(public),) if public else ()),
        Middleware(BodyLimit, larger=larger),
    ]
