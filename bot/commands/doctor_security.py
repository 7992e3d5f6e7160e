"""What `plainsay doctor` looks at so that nobody gets in: see docs/threats.md."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.app import Rooms
from bot.config import Config
from bot.finding import Finding
from store import settings

NARROW = {4: 8, 6: 32}
"""The widest network of proxies that anyone has; a wider one holds strangers."""


async def looked(config: Config, rooms: Rooms) -> list[Finding]:
    """D801 to D804, in the order of their numbers; one line where all is well."""
    sample = await rooms.database.read(lambda tx: settings.get(tx, "sample") == "yes")
    found = [*_ways_in(config), *_invented(config, sample=sample), *_proxies(config)]
    return found or [Finding("The ways in and the proxies are as they should be.")]


def _ways_in(config: Config) -> list[Finding]:
    if not config.public_url.startswith("http://") or _is_near(config.public_url):
        return []
    text = "PLAINSAY_PUBLIC_URL begins with http://: links, sign-ins and answers can be read on the way."
    return [Finding(text, "D801", "Put an HTTPS proxy in front, as docs/running.md says under 'Safe'.")]


def _invented(config: Config, *, sample: bool) -> list[Finding]:
    if not (sample and config.public_url) or _is_near(config.public_url):
        return []
    text = "Sample data is served to the public: its sign-in links are printed at each start, and it looks real."
    return [Finding(text, "D802", "Start on an empty data folder.")]


def _proxies(config: Config) -> list[Finding]:
    if any(one.prefixlen < NARROW[one.version] for one in config.proxies):
        text = "PLAINSAY_PROXIES believes half the internet about who asks: limits mean nothing then."
        return [Finding(text, "D804", "Name the addresses of your own proxies only.")]
    if config.public_url.startswith("https://") and not config.proxies:
        text = "Nobody is believed about who asks, so everyone behind your proxy counts as one place."
        return [Finding(text, "D803", "Set PLAINSAY_PROXIES to your proxy's address, such as 127.0.0.1.")]
    return []


def _is_near(address: str) -> bool:
    """Whether an address leads to this computer or into the house, and not over the internet."""
    host = urlsplit(address).hostname or ""
    try:
        found = ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith(".local")
    return found.is_private or found.is_loopback
