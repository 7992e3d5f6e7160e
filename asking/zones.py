"""Where the provider is: the zone that decides when it is night there, and in which language people are asked first."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from store import settings
from store.tx import Tx

ZONE, LANGUAGE = "zone", "language"
"""Names of the settings."""
USUAL_ZONE, USUAL_LANGUAGE = "Europe/London", "en"
REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
"""What names of zones begin with. Others are old names, or no place where anybody lives."""


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone by its IANA name, such as `Europe/London`, in the order of the alphabet. The first call reads disk."""
    return tuple(sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS))


def is_zone(name: str) -> bool:
    """Whether there is such a zone."""
    return name in zone_names()


def provider_zone(tx: Tx) -> ZoneInfo:
    """Where the provider is; London unless somebody said otherwise."""
    name = settings.get(tx, ZONE) or USUAL_ZONE
    return ZoneInfo(name if is_zone(name) else USUAL_ZONE)


def provider_language(tx: Tx) -> str:
    """The language that people are asked in unless they choose another."""
    return settings.get(tx, LANGUAGE) or USUAL_LANGUAGE
