"""When it is night for someone: nobody is reminded then. Each person has a time zone of their own."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LOG = logging.getLogger("plainsay.reminders")
MORNING, EVENING = time(9), time(20)
"""Nobody is reminded before the one or from the other on, by their own clock."""
HOME = "Europe/London"
"""Where everybody is of whom nothing else is known."""


def zone_of(own: str, provider: str) -> ZoneInfo:
    """A person's time zone.

    Args:
        own: Its name, such as `Europe/Warsaw`; '' for where the provider is. One that cannot be read counts as ''.
        provider: The same for the provider; '' for `HOME`.
    """
    return _read(own) or _read(provider) or ZoneInfo(HOME)


def is_zone(name: str) -> bool:
    """Whether a name is that of a time zone."""
    return _known(name) is not None


def is_night(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether nobody in this zone is to be disturbed at a moment."""
    return not MORNING <= moment.astimezone(zone).time() < EVENING


def by_day(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment, or the next morning where it is at night; in UTC."""
    here = moment.astimezone(zone)
    if not is_night(moment, zone):
        return moment.astimezone(UTC)
    day = here.date() + timedelta(days=1) if here.time() >= EVENING else here.date()
    morning = datetime.combine(day, MORNING, zone).astimezone(UTC)
    # Where a zone leaves out a day or a morning, such as at the date line, the wished hour may not exist.
    return morning if morning > moment and not is_night(morning, zone) else by_day(moment + timedelta(hours=1), zone)


def in_days(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """So many days later at the same time of day by the clocks there, whatever they were put on or back; in UTC."""
    here = moment.astimezone(zone)
    return datetime.combine(here.date() + timedelta(days=days), here.time(), zone).astimezone(UTC)


@lru_cache(maxsize=1000)
def _read(name: str) -> ZoneInfo | None:
    """The zone of a name. One that is wrong is told in the log once, and not by its name: someone may have typed it."""
    found = _known(name)
    if name and found is None:
        LOG.warning("A572: A time zone that is set cannot be read: the provider's counts. Look at people's zones.")
    return found


def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # no such zone, no zone's name at all, a folder of zones
        return None
