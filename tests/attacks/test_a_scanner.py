"""A scanner on the internet: it knows nobody, tries every address that it has heard of, and never tires.

It wants a way in, and would not mind if nobody else got an answer meanwhile.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message

from bot.http import gate, proxy
from bot.http.body import BodyLimit, TooSlow
from bot.http.gate import Rates
from bot.http.limits import Limit, Pace
from bot.http.proxy import proxies_in
from bot.http.stack import Walls
from tests.attacks.control import succeeds_without
from tests.attacks.raw import Request, send
from tests.attacks.site import UNLIMITED, Site

KNOWN = (
    "/.git/config",
    "/.env",
    "/wp-login.php",
    "/admin",
    "/server-status",
    "/docs",
    "/openapi.json",
    "/metrics",
    "/actuator/env",
    "/phpinfo.php",
    "/backup.zip",
    "/plainsay.db",
    "/data/plainsay.key",
    "/api/v1/users",
)
OUT_OF_THE_FOLDER = (
    "/static/tablet/%2e%2e/%2e%2e/config.py",
    "/fonts/..%2f..%2f..%2fconfig.py",
    "/pictures/%2e%2e%2f%2e%2e%2fmanifest.svg",
    "/static/staff/..%5c..%5cguard.py",
    "/static//etc/passwd",
    "/static/look/%00look.css",
)
FEW = Walls(rates=Rates(place=(30, 300.0), link=(20, 60.0), press=(10, 60.0), voice=(3, 3600.0), worry=(5, 60.0)))
"""The limits in small, so that a test need not ask six thousand times."""


async def test_it_finds_no_page_that_others_left_open(site: Site) -> None:
    """What scanners look for is not there, and each answer is the page for a link that opens nothing."""
    async with site.visitor() as scanner:
        answers = [await scanner.get(path) for path in KNOWN]
    assert len({one.text for one in answers}) == 1
    assert not any(name in one.headers for one in answers for name in ("server", "x-powered-by", "set-cookie"))

    async def found() -> bool:
        async with site.visitor() as scanner:
            return {(await scanner.get(path)).status_code for path in KNOWN} != {404}

    left_open = Route("/metrics", lambda _: PlainTextResponse("people 90"))
    await succeeds_without(found, (site.app.router, "routes", [left_open, *site.app.router.routes]))


async def test_it_reads_no_file_of_the_computer(site: Site) -> None:
    """No address leads out of the folders that are served; where nobody looked where a path ends, one would."""

    async def read() -> bool:
        answers = [await send(site.app, Request("GET", path.encode())) for path in OUT_OF_THE_FOLDER]
        assert {one.status for one in answers} <= {200, 400, 404}
        return any(one.status == 200 for one in answers)

    def anywhere(files: StaticFiles, path: str) -> tuple[str, os.stat_result | None]:
        found = (os.path.join(folder, path) for folder in files.all_directories)  # noqa: PTH118 - as the library does
        return next(((each, os.stat(each)) for each in found if os.path.exists(each)), ("", None))  # noqa: PTH110, PTH116

    await succeeds_without(read, (StaticFiles, "lookup_path", anywhere))


async def test_other_methods_do_nothing(site: Site) -> None:
    """Only reading and posting exist; a page that asked for no method would answer them all."""

    async def done() -> bool:
        found = set()
        for method in ("TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"):
            for path in (b"/", b"/staff", b"/staff/sign-in", b"/health", b"/s/1-AAAAAAAAAAAAAAAAAAAAAA"):
                found.add((await send(site.app, Request(method, path))).status)
        return found != {405}

    health = next(one for one in site.app.routes if isinstance(one, Route) and one.path == "/health")
    await succeeds_without(done, (health, "methods", None))


async def test_asking_for_ever_is_answered_with_wait(site: Site) -> None:
    """From one place so much and no more; the page says so in easy words, and when to come again."""
    walled = site.over(FEW)

    async def always_answered() -> bool:
        async with walled.visitor() as scanner:
            return {(await scanner.get("/staff/sign-in")).status_code for _ in range(40)} == {200}

    await succeeds_without(always_answered, (gate, "place_of", lambda _: ""))
    async with walled.visitor() as scanner:
        refused = await scanner.get("/s/1-AAAAAAAAAAAAAAAAAAAAAA")
    assert refused.status_code == 429
    assert "Please wait a little." in refused.text
    assert "tel:999" in refused.text
    assert 0 < int(refused.headers["Retry-After"]) <= 300


async def test_others_are_answered_meanwhile(site: Site) -> None:
    """Whoever is elsewhere notices nothing of it."""
    walled = site.over(FEW)
    async with walled.visitor("198.51.100.7") as scanner, walled.visitor("198.51.100.8") as other:
        assert 429 in {(await scanner.get("/")).status_code for _ in range(40)}
        assert (await other.get("/")).status_code == 200


async def test_a_house_of_ten_is_not_shut_out(site: Site) -> None:
    """Ten people behind one address, each with a page, its sounds and a press every three seconds, for five minutes."""
    rates = Rates()
    pace = Pace(*rates.place)
    asked = [second for second in range(300) for _ in range(10) if not second % 3 for _ in range(5)]
    assert len(asked) == 5_000
    assert not any(pace.wait("house", float(second)) for second in asked)
    async with site.over(Walls()).visitor() as house:
        assert {(await house.get("/staff/sign-in")).status_code for _ in range(60)} == {200}


async def test_it_cannot_speak_for_others(site: Site) -> None:
    """An invented X-Forwarded-For makes nobody another one; where it would be believed, it got through."""
    walled = site.over(FEW)

    async def as_a_thousand() -> bool:
        found = set()
        async with walled.visitor() as scanner:
            for number in range(40):
                answer = await scanner.get("/staff/sign-in", headers={"X-Forwarded-For": f"203.0.113.{number}"})
                found.add(answer.status_code)
        return found == {200}

    def trusting(_: Any, text: str) -> bool:
        return text == "198.51.100.7"

    await succeeds_without(as_a_thousand, (proxy.Behind, "_ours", trusting))


@pytest.mark.parametrize(
    ("chain", "who"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("unknown", "10.0.0.1"),
        ("203.0.113.9, <script>", "10.0.0.1"),
        ("", "10.0.0.1"),
        ("2001:db8::5", "2001:db8::5"),
    ],
)
async def test_a_proxy_of_ours_is_believed_as_far_as_our_proxies_go(chain: str, who: str) -> None:
    """The last address that is none of ours is who asks; what a stranger wrote before it counts for nothing."""
    seen: list[Any] = []

    async def app(scope: Any, *_: Any) -> None:
        seen.append(scope["client"][0])

    headers = [(b"x-forwarded-for", chain.encode())] if chain else []
    behind = proxy.Behind(app, proxies_in("10.0.0.0/8"))
    await behind({"type": "http", "client": ("10.0.0.1", 1), "headers": headers, "scheme": "http"}, None, None)  # type: ignore[arg-type]
    assert seen == [who]


def test_a_million_addresses_fill_no_memory() -> None:
    """What is remembered of who asked has an end; the same list without it would not."""
    few, many = Pace(5, 60.0, keys=100), Pace(5, 60.0, keys=10**9)
    for number in range(2_000):
        for pace in (few, many):
            pace.wait(f"place {number}", 1.0)
    assert len(few) <= 100
    assert len(many) == 2_000


def test_an_ipv6_household_is_one_place() -> None:
    """Whoever has a network of their own has more addresses than anyone can count: they count as one."""

    def place(host: str) -> str:
        return proxy.place_of(type("R", (), {"client": type("C", (), {"host": host})})())  # type: ignore[arg-type]

    assert place("2001:db8:1:2::1") == place("2001:db8:1:2:ffff::9") != place("2001:db8:1:3::1")
    assert place("::ffff:192.0.2.1") == "192.0.2.1"


async def test_whoever_sends_nothing_more_keeps_nobody_waiting() -> None:
    """A form that stops half-way is given up; without a limit of time it would hold its place for ever."""

    async def reads(scope: Any, receive: Any, _: Any) -> None:
        del scope
        while (await receive())["more_body"]:
            pass

    async def drips() -> Message:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"a", "more_body": True}

    scope = {"type": "http", "path": "/s/x"}
    with pytest.raises(TooSlow):
        await BodyLimit(reads, slowest_seconds=0.01)(scope, drips, None)  # type: ignore[arg-type]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await BodyLimit(reads, slowest_seconds=10.0)(scope, drips, None)  # type: ignore[arg-type]


async def test_one_link_puts_in_so_much_and_no_more(site: Site) -> None:
    """A script that presses for ever behind one link is asked to wait, and others behind the same address go on."""
    walled, links = site.over(FEW), await site.links()
    press = {"turn": "0", "do": "back"}

    async def pressed(post: Site, token: str, often: int) -> set[int]:
        async with post.visitor() as browser:
            return {(await browser.post(f"/s/{token}", data=press)).status_code for _ in range(often)}

    assert 429 in await pressed(walled, links["Person"], 14)
    assert 429 not in await pressed(walled, links["Family"], 8)
    assert 429 not in await pressed(site.over(UNLIMITED), links["Person"], 14)


async def test_a_worry_is_counted_for_itself(site: Site) -> None:
    """Where everything else has to wait, a worry goes through; too many say: not sent, call."""
    walled, links = site.over(FEW), await site.links()
    home = f"/s/{links['Person']}"
    async with walled.visitor() as browser:
        while (await browser.get(home)).status_code == 200:
            pass
        told = [await browser.post(f"{home}/worry", data={"words": "", "nonce": str(one)}) for one in range(8)]
    assert [one.status_code for one in told[:5]] == [303] * 5
    assert told[-1].status_code == 429
    assert "Not sent yet" in told[-1].text
    assert "tel:999" in told[-1].text


def test_the_older_limit_forgets_too() -> None:
    """The one for sign-ins keeps a list a place; it is bounded as well."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - only here

    limit, now = Limit(3, timedelta(minutes=1)), datetime(2026, 11, 29, tzinfo=UTC)
    for number in range(10_050):
        limit.wait(str(number), now)
    assert len(limit._asked) <= 10_000
