"""The manager's page of an area, at few and at very many answers; against counting the answers anew each time."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from asking import signin
from asking.moment import stamp
from asking.permissions import Role
from bench.browser import Browser
from bench.folder import config_of
from bench.many_answers import WrongCounts, copied, walked
from bench.measure import ratios, spread
from bench.plan import Plan
from bench.rescan import scanned, tallied
from bench.servers import plainsay
from bench.table import Table, plain, shown, times
from bench.visitors import OK, WrongAnswer
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.staff.cookie import OVER_HTTP
from evidence.areas import area_evidence
from evidence.scope import scope
from store import members, rounds
from store.tx import Tx

AREA = "duq.1"
PAGE = f"/staff/areas/{AREA}"


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder with its server, and a manager who is signed in there."""

    answers: int
    rooms: Rooms
    port: int
    cookie: str
    round_id: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of one round."""

    page: float
    evidence: float
    scan: float


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Fills a folder for each number of answers, then loads the pages in turn."""
    talks = folder / "walked"
    real = await walked(talks, plan.walked)
    sizes = {}
    for wanted in plan.answers:
        data = folder / f"answers-{wanted}"
        shutil.copytree(talks, data)
        sizes[data] = await copied(data, wanted / real)
    async with AsyncExitStack() as stack:
        places = [await _opened(stack, data, count) for data, count in sizes.items()]
        found = [[await _taken(plan, place) for place in places] for _ in range(plan.rounds)]
    return [_table(places, found)]


async def _opened(stack: AsyncExitStack, data: Path, count: int) -> Place:
    rooms = await stack.enter_async_context(open_rooms(config_of(data), utc_now))
    cookie = await rooms.database.write(_signed_in)
    round_id = (await rooms.database.read(rounds.all))[-1].id
    if await _scan(rooms, round_id) != await rooms.database.read(partial(tallied, pack=rooms.pack, round_id=round_id)):
        raise WrongCounts("The tallies and the rescan differ.")
    server = stack.enter_context(plainsay(data))
    place = Place(count, rooms, server.port, cookie, round_id)
    await _pages(place, 1)  # the first one compiles the templates
    return place


def _signed_in(tx: Tx) -> str:
    now = utc_now()
    member = members.add(tx, name="Manager", role=Role.MANAGER, services=None, at=stamp(now))
    found = signin.sign_in(tx, signin.make_link(tx, now, member), now=now)
    return f"{OVER_HTTP}={found.secret}" if found else ""


async def _scan(rooms: Rooms, round_id: int) -> Any:
    return await rooms.database.read(partial(scanned, pack=rooms.pack, round_id=round_id))


async def _taken(plan: Plan, place: Place) -> Taken:
    """The page several times, its evidence several times, and one rescan; the middle ones count."""
    pages = await _pages(place, plan.requests)
    evidence = [await _milliseconds(lambda: _evidence(place)) for _ in range(plan.requests)]
    scan = await _milliseconds(lambda: _scan(place.rooms, place.round_id))
    return Taken(spread(pages).median, spread(evidence).median, scan)


async def _milliseconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    await act()
    return (time.perf_counter() - began) * 1000


async def _pages(place: Place, count: int) -> list[float]:
    """How long each page took, one after another on one connection."""
    browser = await Browser.to(place.port)
    taken = [await _milliseconds(lambda: _page(place, browser)) for _ in range(count)]
    await browser.close()
    return taken


async def _page(place: Place, browser: Browser) -> None:
    page = await browser.get(PAGE, place.cookie)
    if page.status != OK:
        raise WrongAnswer(f"The manager's page was answered with {page.status}.")


async def _evidence(place: Place) -> None:
    """What the page reads and judges, without HTTP and template."""
    pack = place.rooms.pack
    area = next(area for area in pack.areas if area.id == AREA)

    def read(tx: Tx) -> None:
        found = scope(tx, pack)
        if found is not None:
            area_evidence(tx, found, area, today=utc_now().date())

    await place.rooms.database.read(read)


def _table(places: list[Place], found: list[list[Taken]]) -> Table:
    by_place = list(zip(*found, strict=True))
    rows = tuple(
        (
            f"{place.answers:,}",
            shown(spread([one.page for one in taken])),
            shown(spread([one.evidence for one in taken])),
            shown(spread([one.scan for one in taken])),
            times(ratios([one.scan for one in taken], [one.page for one in taken])),
        )
        for place, taken in zip(places, by_place, strict=True)
    )
    growth = ratios([one.page for one in by_place[-1]], [one.page for one in by_place[0]])
    note = (
        f"With {places[-1].answers / places[0].answers:.0f} times the answers the page takes {plain(growth.median)} "
        "times as long. The rescan counts only the people's own answers and draws no page."
    )
    header = ("Answers", "whole page over HTTP", "of it the evidence", "only a rescan of one round", "rescan / page")
    return Table("The manager's page of an area, in milliseconds", header, rows, (note,))
