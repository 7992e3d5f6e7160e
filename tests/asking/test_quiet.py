"""When it is night for someone: everywhere, on every day, and whatever stands in the place of a zone's name."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asking.quiet import by_day, in_days, is_night, is_zone, zone_of

ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WRONG = (
    "Europe/Nowhere",
    "../../etc/passwd",
    "Europe",
    "/etc/localtime",
    "GMT+3 ",
    "\0",
    "Ada Example",
    "x" * 300,
    "é",
)


@pytest.mark.parametrize(
    ("moment", "zone", "night"),
    [
        ("2026-03-29T07:59:59Z", "Europe/London", True),  # the clocks went forward in this night
        ("2026-03-29T08:00:00Z", "Europe/London", False),
        ("2026-10-25T08:59:59Z", "Europe/London", True),  # and back in this one
        ("2026-10-25T09:00:00Z", "Europe/London", False),
        ("2026-10-25T19:59:59Z", "Europe/London", False),
        ("2026-10-25T20:00:00Z", "Europe/London", True),
        ("2026-06-01T18:59:59Z", "Pacific/Kiritimati", True),  # 14 hours ahead
        ("2026-06-01T19:00:00Z", "Pacific/Kiritimati", False),
        ("2026-06-01T19:59:59Z", "Pacific/Pago_Pago", True),  # 11 hours behind
        ("2026-06-01T20:00:00Z", "Pacific/Pago_Pago", False),
        ("2026-06-01T03:14:59Z", "Asia/Kathmandu", True),  # three quarters of an hour
        ("2026-06-01T03:15:00Z", "Asia/Kathmandu", False),
    ],
)
def test_nine_and_eight_are_their_own(moment: str, zone: str, night: bool) -> None:
    """From eight in the evening to nine in the morning by the clock on their wall, to the second."""
    assert is_night(datetime.fromisoformat(moment), ZoneInfo(zone)) is night


@given(MOMENTS, ZONES)
@settings(max_examples=300, deadline=None)
def test_the_next_daytime_is_by_day_and_soon(moment: datetime, zone: ZoneInfo) -> None:
    """It is never earlier, never at night, and at once where it is day; a night ends after a day at most."""
    found = by_day(moment, zone)
    assert not is_night(found, zone)
    assert moment <= found <= moment + timedelta(hours=38)
    assert (found == moment) is not is_night(moment, zone)


def test_where_a_day_was_left_out() -> None:
    """Samoa had no 30 December 2011: whoever waits for its morning waits for the next one."""
    zone = ZoneInfo("Pacific/Apia")
    evening = datetime(2011, 12, 29, 23, 0, tzinfo=zone).astimezone(UTC)
    assert by_day(evening, zone).astimezone(zone).isoformat() == "2011-12-31T09:00:00+14:00"


def test_tomorrow_is_the_same_time_by_the_clock() -> None:
    """Also where the clocks are changed in between."""
    zone = ZoneInfo("Europe/London")
    assert in_days(datetime(2026, 10, 24, 17, 0, tzinfo=UTC), 1, zone) == datetime(2026, 10, 25, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_name_is_the_providers_zone(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing breaks; the log says it once, and without the name: someone may have typed their own."""
    assert not is_zone(name)
    with caplog.at_level(logging.WARNING):
        assert [zone_of(name, "Asia/Dhaka").key for _ in range(2)] == ["Asia/Dhaka"] * 2
        assert zone_of(name, name).key == "Europe/London"
    assert sum("A572" in line for line in caplog.messages) <= 1
    assert name.strip() == "" or name not in caplog.text


def test_no_name_is_the_providers_zone_and_no_news() -> None:
    """Most people are where their provider is."""
    assert zone_of("", "Asia/Dhaka").key == "Asia/Dhaka"
    assert zone_of("", "").key == "Europe/London"
    assert zone_of("Europe/Warsaw", "Asia/Dhaka").key == "Europe/Warsaw"
    assert is_zone("Europe/Warsaw")
