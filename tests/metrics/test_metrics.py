"""`/metrics`: OpenMetrics that a watch can read, for this computer only, and with nothing of anybody in it."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient
from prometheus_client.core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parsed
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from asking.moment import stamp
from asking.worries import raise_worry
from bot import app as composition
from bot.config import read_config
from bot.http.proxy import proxies_in
from bot.http.stack import Walls
from bot.keeping import standby
from bot.metrics import page, requests
from bot.metrics.counts import SLOWER_THAN
from bot.metrics.lag import standby_lag
from store import keeping, media, members, migrations, outbox, people, services, settings
from store.errors import NotRead
from store.people import Person
from store.tx import Tx
from tests.attacks.control import anything, succeeds_without
from tests.attacks.site import NOW, UNLIMITED, Site, open_site
from tests.house.tree import ROOT

HERE = "http://127.0.0.1:8000"
SIGN = "my carer hit me"
LAG = "plainsay_standby_lag_seconds"


@pytest.fixture
async def site(tmp_path: Path, copy_sample: Callable[[Path], None]) -> AsyncIterator[Site]:
    """The sample provider."""
    copy_sample(tmp_path / "data")
    async with open_site(tmp_path / "data", UNLIMITED) as opened:
        yield opened


def at(site: Site, base: str = HERE, address: str = "127.0.0.1") -> AsyncClient:
    """A program that asks, from an address and by a name."""
    return AsyncClient(transport=ASGITransport(site.app, client=(address, 40_000)), base_url=base)


async def told(site: Site) -> dict[str, Metric]:
    """What a watch on this computer reads, by the library's own parser: it refuses what is no OpenMetrics."""
    async with at(site) as watch:
        answer = await watch.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == page.MIME
    return {family.name: family for family in parsed(answer.text)}


def value(found: dict[str, Metric], name: str, **labels: str) -> float:
    """One figure."""
    family = next(found[name[:end]] for end in (len(name), name.rfind("_")) if name[:end] in found)
    (sample,) = [one for one in family.samples if one.name == name and one.labels == labels]
    return float(sample.value)


async def test_a_watch_can_read_it(site: Site) -> None:
    """Version and schema, and that the store answers."""
    found = await told(site)
    (build,) = found["plainsay_build"].samples
    assert build.labels == {"version": "0.1.0", "schema": str(len(migrations.MIGRATIONS))}
    assert value(found, "plainsay_store_up") == 1
    assert value(found, "plainsay_database_bytes") > 100_000


@pytest.mark.parametrize(
    ("base", "address", "headers"),
    [
        (HERE, "198.51.100.7", {}),
        (HERE, "192.168.1.9", {}),
        (HERE, "127.0.0.1", {"X-Forwarded-For": "198.51.100.7"}),
        (HERE, "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        (HERE, "127.0.0.1", {"Forwarded": "for=198.51.100.7"}),
        (HERE, "127.0.0.1", {"X-Real-IP": "127.0.0.1"}),
        (HERE, "127.0.0.1", {"Via": "1.1 proxy"}),
        ("http://talk.example.org", "127.0.0.1", {}),
        ("http://127.0.0.1.example.org", "127.0.0.1", {}),
        ("http://localhost.example.org", "127.0.0.1", {}),
        (HERE, "198.51.100.7", {"X-Forwarded-For": "127.0.0.1"}),
    ],
)
@pytest.mark.parametrize("proxies", ["", "127.0.0.1", "0.0.0.0/0"])
async def test_nobody_else_finds_it(site: Site, base: str, address: str, headers: dict[str, str], proxies: str) -> None:
    """From elsewhere, through a proxy beside us, by another name: the page that every unknown address has."""
    site = site.over(Walls(proxies=proxies_in(proxies)))

    async def got_in() -> bool:
        async with at(site, base, address) as stranger:
            answer = await stranger.get("/metrics", headers=headers)
            unknown = await stranger.get("/no-such-page", headers=headers)
        assert answer.status_code != 404 or answer.text == unknown.text
        return answer.status_code == 200

    await succeeds_without(got_in, (page, "is_from_here", anything))


@pytest.mark.parametrize(
    ("base", "address"),
    [
        (HERE, "127.0.0.1"),
        ("http://localhost:8000", "127.0.0.1"),
        ("http://[::1]:8000", "::1"),
        ("http://localhost", "::1"),
    ],
)
async def test_this_computer_finds_it(site: Site, base: str, address: str) -> None:
    """By every name that it has for itself."""
    async with at(site, base, address) as watch:
        assert (await watch.get("/metrics")).status_code == 200


def everyone(tx: Tx) -> list[Person]:
    """The people of every service."""
    return [one for house in services.ever(tx) for one in people.in_service(tx, house.id)]


async def personal(site: Site) -> set[str]:
    """What could stand somewhere and must not: names, houses, links and what was told."""

    def read(tx: Tx) -> set[str]:
        found = {one.name for one in members.active(tx)} | {one.name for one in services.ever(tx)}
        found |= {name for person in everyone(tx) if (name := people.name_of(tx, person.id))}
        return found | {settings.get(tx, "provider") or ""}

    return {*await site.rooms.database.read(read), *(await site.links()).values(), SIGN} - {""}


def worried(tx: Tx) -> None:
    """A worry with a name in it."""
    person = everyone(tx)[0]
    told = f"{SIGN} {people.name_of(tx, person.id)}"
    raise_worry(tx, NOW, service_id=person.service_id, person_id=person.id, session_id=None, words=told, origin="tap")


async def by_address(self: requests.Named, scope: Scope, receive: Receive, send: Send) -> None:
    """What a first try would be: the address as it is, with the person's secret link in it."""
    scope[requests.NOTE].template = scope["path"]
    await self._app(scope, receive, send)


def numbers_in(text: str, templates: Iterable[str]) -> list[str]:
    """Labels with digits in them that are none of the program's own: they would be somebody's."""
    known = {*map(str, SLOWER_THAN), "+Inf", "0.1.0", str(len(migrations.MIGRATIONS)), *templates}
    known |= {f"{first}xx" for first in range(1, 6)}
    labels = {label for family in parsed(text) for one in family.samples for label in one.labels.values()}
    return [label for label in labels - known if re.search(r"\d", label)]


async def test_nothing_of_anybody_is_in_it(site: Site) -> None:
    """After people came by their links and staff by their pages, and a worry was told with names in it."""
    words, links = await personal(site), await site.links()
    assert len(words) > 20
    await site.rooms.database.write(worried)
    templates = [route.path for route in site.app.routes if isinstance(route, Route | Mount)]

    async def leaks() -> bool:
        async with site.visitor() as browser:
            for token in links.values():
                await browser.get(f"/s/{token}")
                await browser.get(f"/s/{token}/help")
            await browser.get(f"/staff/people/{next(iter(words))}")
        async with at(site) as watch:
            text = (await watch.get("/metrics")).text
        return bool(numbers_in(text, templates)) or any(word.lower() in text.lower() for word in words)

    await succeeds_without(leaks, (requests.Named, "__call__", by_address))


async def test_requests_are_counted_by_template_and_class(site: Site) -> None:
    """A link that opens a talk, one that opens nothing, and an address that there is not."""
    token = next(iter((await site.links()).values()))
    async with site.visitor() as browser:
        await browser.get(f"/s/{token}")
        await browser.get("/s/invented")
        await browser.get("/no-such-page")
    found = await told(site)
    assert value(found, "plainsay_requests_total", route="/s/{token}", status="2xx") == 1
    assert value(found, "plainsay_requests_total", route="/s/{token}", status="4xx") == 1
    assert value(found, "plainsay_requests_total", route="other", status="4xx") == 1
    assert value(found, "plainsay_request_seconds_count", face="person") == 2


async def test_what_waits_is_told_with_its_age(site: Site) -> None:
    """Messages, worries and recordings, backups and the clock."""
    before = await told(site)

    def wait(tx: Tx) -> None:
        house = services.all(tx)[0]
        early = stamp(NOW - timedelta(seconds=90))
        outbox.put(tx, bot="7", lane="x", body=b"{}", at=early)
        raise_worry(
            tx,
            NOW - timedelta(hours=3),
            service_id=house.id,
            person_id=None,
            session_id=None,
            words=SIGN,
            origin="public",
        )
        person = everyone(tx)[0]
        media.add(tx, person_id=person.id, file="x.sealed", mime="audio/ogg", size_bytes=1, at=early)
        keeping.add(tx, keeping.BACKUP, at=stamp(NOW - timedelta(hours=2)))
        keeping.add(tx, keeping.BACKUP, at=stamp(NOW - timedelta(hours=1)), code="B704")
        settings.put(tx, "clock jumped", f"{early} {stamp(NOW)}")
        settings.put(tx, "clock seen", early)

    await site.rooms.database.write(wait)
    found = await told(site)

    def more(name: str, **labels: str) -> float:
        return value(found, name, **labels) - value(before, name, **labels)

    assert more("plainsay_outbox_waiting") >= 1
    assert value(found, "plainsay_outbox_oldest_seconds") >= 90
    assert [more("plainsay_worries", state=state) for state in ("open", "not_taken", "late")] == [1, 1, 1]
    assert more("plainsay_recordings_waiting") == 1
    assert (value(found, "plainsay_backup_age_seconds"), value(found, "plainsay_backup_ok")) == (7200, 0)
    assert (value(found, "plainsay_clock_jumped"), value(found, "plainsay_caretaker_age_seconds")) == (1, 90)


async def test_turns_that_write_are_timed(site: Site) -> None:
    """Each one, failed ones too."""
    before = value(await told(site), "plainsay_turn_seconds_count")
    await site.rooms.database.write(lambda _: None)
    with pytest.raises(ZeroDivisionError):
        await site.rooms.database.write(lambda _: 1 / 0)
    assert value(await told(site), "plainsay_turn_seconds_count") == before + 2


async def test_a_store_that_cannot_be_read_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page answers all the same: a watch that hears nothing would not know what is wrong."""

    async def broken(_: object) -> None:
        raise NotRead("database", "It cannot be read.", "Try again.")

    monkeypatch.setattr(site.rooms.database, "read", broken)
    found = await told(site)
    assert value(found, "plainsay_store_up") == 0
    assert "plainsay_worries" not in found


async def test_each_installation_counts_its_own(site: Site, tmp_path: Path) -> None:
    """Two in one process share nothing."""
    async with open_site(tmp_path / "other", UNLIMITED) as other:
        await told(other)
        await told(other)
        assert value(await told(other), "plainsay_requests_total", route="/metrics", status="2xx") == 2
        assert "route" not in str((await told(site))["plainsay_requests"].samples)


async def test_how_far_the_standby_is_behind(site: Site, tmp_path: Path) -> None:
    """The age of the newest change that arrived there, and no figure where there is no standby or nothing arrived."""
    config = read_config({"PLAINSAY_STANDBY_TO": str(tmp_path / "standby")}, data=str(tmp_path))
    behind = Site(site.rooms, composition.web(site.rooms, lag=partial(standby_lag, config, lambda: NOW)))
    assert LAG not in await told(behind)
    stream = tmp_path / "standby" / standby.STREAM
    stream.mkdir(parents=True)
    for name, seconds in (("1.ltx", 90), ("2.ltx", 5), ("other", 1)):
        (stream / name).touch()
        os.utime(stream / name, (NOW.timestamp() - seconds,) * 2)
    assert value(await told(behind), LAG) == 5
    assert LAG not in await told(site)
    assert standby_lag(replace(config, standby_to="sftp://standby.example.org/db"), lambda: NOW) is None


async def test_every_figure_that_the_documentation_names_is_there(site: Site) -> None:
    """And the other way round: a rule on a figure that does not exist would never wake anybody."""
    text = (ROOT / "docs/running.md").read_text(encoding="utf-8")
    named = {name.removesuffix("_info").removesuffix("_total") for name in re.findall(r"plainsay_[a-z_]+", text)}
    always = set(await told(site))
    elsewhere = {LAG, "plainsay_backup_age_seconds", "plainsay_backup_ok"}
    assert named - always <= elsewhere
    assert always <= named
