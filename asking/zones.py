"""Where people are: the zone that decides when it is night, and in which language the provider asks first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from store import settings
from store.tx import Tx

ZONE, LANGUAGE = "zone", "language"
"""Names of the settings."""
USUAL_ZONE, USUAL_LANGUAGE = "Europe/London", "en"


@cache
def zones() -> Mapping[str, str]:
    """Zone → the country that it is in, with a town where a country has several: people know no zones. By country."""
    countries, english, known = get_global("territory_zones"), Locale("en").territories, available_timezones()
    found = {
        zone: english[country]
        if len(inside) == 1
        else f"{english[country]}: {zone.rpartition('/')[2].replace('_', ' ')}"
        for country, inside in countries.items()
        for zone in inside
        if country in english and zone in known
    }
    return MappingProxyType(dict(sorted(found.items(), key=lambda one: one[1])))


def place_of(zone: str) -> str:
    """A zone as people say it: `Europe/Warsaw` → `Poland`."""
    return zones().get(zone, zone.replace("_", " "))


def provider_zone(tx: Tx) -> ZoneInfo:
    """Where the provider is; London unless somebody said otherwise."""
    name = settings.get(tx, ZONE) or USUAL_ZONE
    return ZoneInfo(name if name in zones() else USUAL_ZONE)


def provider_language(tx: Tx) -> str:
    """The language that people are asked in unless they choose another."""
    return settings.get(tx, LANGUAGE) or USUAL_LANGUAGE
