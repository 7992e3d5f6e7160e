"""The doctor sees the doors that an installation leaves open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands.doctor_security import looked
from bot.config import read_config
from store import settings
from tests.attacks.conftest import site
from tests.attacks.site import Site

__all__ = ["site"]

GOOD = {"PLAINSAY_PUBLIC_URL": "https://talk.example.org", "PLAINSAY_PROXIES": "127.0.0.1"}


async def codes(site: Site, data: Path, **changed: str) -> list[str]:
    """What is found with these settings."""
    return [one.code for one in await looked(read_config({**GOOD, **changed}, data=str(data)), site.rooms)]


async def test_each_open_door_is_told(site: Site, tmp_path: Path) -> None:
    """Each one by itself, with its code; a closed house has none."""
    data = tmp_path / "house"
    data.mkdir(mode=0o700)
    await site.rooms.database.write(lambda tx: settings.put(tx, "sample", "no"))
    assert await codes(site, data) == [""]
    assert await codes(site, data, PLAINSAY_PUBLIC_URL="http://talk.example.org") == ["D801"]
    assert await codes(site, data, PLAINSAY_PUBLIC_URL="http://192.168.1.5:8000") == [""]
    assert await codes(site, data, PLAINSAY_PROXIES="") == ["D803"]
    assert await codes(site, data, PLAINSAY_PROXIES="0.0.0.0/0") == ["D804"]
    await site.rooms.database.write(lambda tx: settings.put(tx, "sample", "yes"))
    assert await codes(site, data) == ["D802"]


@pytest.mark.parametrize("given", ["here", "10.0.0.0/8, nowhere", "1.2.3.4/99"])
def test_a_list_of_proxies_that_is_none(given: str, tmp_path: Path) -> None:
    """A setting that cannot be read is told in a sentence before anything starts."""
    from bot.commands.refused import CommandRefused  # noqa: PLC0415 - only here

    with pytest.raises(CommandRefused, match=re.escape(f"PLAINSAY_PROXIES is no list of addresses: {given}.")):
        read_config({"PLAINSAY_PROXIES": given}, data=str(tmp_path))


def test_a_contact_that_is_none(tmp_path: Path) -> None:
    """Nor can whoever finds a hole be sent to something that is no address."""
    from bot.commands.refused import CommandRefused  # noqa: PLC0415 - as above

    with pytest.raises(CommandRefused, match="PLAINSAY_SECURITY_CONTACT"):
        read_config({"PLAINSAY_SECURITY_CONTACT": "the office"}, data=str(tmp_path))
