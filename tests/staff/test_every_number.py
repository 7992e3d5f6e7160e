"""Every table of figures is in the list of published tables; every number, in tables and in sentences, leads on."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from asking import signin
from asking.permissions import CARERS, MANAGERS, READERS, Role
from bot.app import Rooms, open_rooms, web
from bot.config import read_config
from evidence.published_tables import PUBLISHED
from evidence.reports import REPORTS
from store import members
from store.tx import Tx

HOST = "http://plainsay.test"
NAMES = {one.name for one in PUBLISHED} | {"figure", "list"}
"""`figure`: the numbers beside a chart, which stand in a table too. `list`: things one by one, and no figures."""
ENDS = {"list", "questions", "answers", "worries"}
"""What their numbers are made of, single people, is shown to nobody."""
STARTS = (
    "/staff",
    "/staff/evidence",
    "/staff/rounds",
    "/staff/rounds/compare",
    "/staff/questions",
    "/staff/progress",
    "/staff/progress/summary",
    "/staff/assessments",
    "/staff/actions",
    "/staff/better",
    "/staff/people",
    "/staff/invitations",
    "/staff/reminders",
    "/staff/crosswalks",
    "/staff/reports",
    "/published",
    *(f"/staff/reports/{one.name}" for one in REPORTS),
)
FIGURE = re.compile(r"\d\s?%|\b\d+ in 100\b|\b(?<!page )\d+ of \d+\b(?! (?:questions|actions|parts|done)\b)")
"""A share, or so many of so many people; how many questions or actions are done, and how many parts somebody agrees
with, is counted on the page itself."""
LEADS = re.compile(r'href="/staff/(?:numbers|areas|rounds|changes|progress|worries)/')
"""Pages that say what a figure is made of."""
LAST = {
    "/staff/numbers/": "what a number is made of",
    "/staff/rounds/compare": "the two results that a change is between stand beside it",
    "/staff/changes/": "whose answers led to it stands on it",
    "/staff/records/": "what somebody wrote",
    "/staff/words": "how many of those that wait stand on the page",
}
"""Beginnings of addresses at which the way ends, and why."""
MOST = 4
"""Pages that are looked at for each kind of address; links of one kind differ by the row that they stand in."""
WHO = [(Role.MANAGER, False), (Role.LEAD, False), (Role.BOARD, False), (Role.KEYWORKER, True), (Role.MANAGER, True)]


def now() -> datetime:
    """The present: the sample lies around the day on which it was made."""
    return datetime.now(UTC)  # noqa: TID251 - nothing but the sign-in hangs on it


@pytest.fixture
async def rooms(copy_sample: Callable[[Path], Path], tmp_path: Path) -> AsyncIterator[Rooms]:
    """The sample provider, opened."""
    async with open_rooms(read_config({}, data=str(copy_sample(tmp_path / "data"))), now) as opened:
        yield opened


@asynccontextmanager
async def signed_in(rooms: Rooms, role: Role, *, one_house: bool) -> AsyncIterator[AsyncClient]:
    """Somebody new with this role, for one house or for all."""

    def made(tx: Tx) -> str:
        member = members.add(
            tx, name="Una New", role=role, services=[1] if one_house else None, at="2026-01-01T00:00:00Z"
        )
        return signin.make_link(tx, now(), member)

    token = await rooms.database.write(made)
    async with AsyncClient(transport=ASGITransport(web(rooms)), base_url=HOST) as client:
        await client.post(f"/staff/sign-in/{token}", data={"who": "Una"})
        yield client


def tables_of(page: str) -> list[tuple[str, str]]:
    """Each table of a page: the name that it is marked with ('' for none), and what is in it."""
    found = re.findall(r"<table\b([^>]*)>(.*?)</table>", page, flags=re.DOTALL)
    return [(next(iter(re.findall(r'data-table="([^"]*)"', marks)), ""), inside) for marks, inside in found]


def bare(inside: str) -> list[str]:
    """What stands in cells with a number that is in no link."""
    cells = re.findall(r"<td\b[^>]*>(.*?)</td>", inside, flags=re.DOTALL)
    outside = [re.sub(r"<[^>]+>", " ", re.sub(r"<a\b.*?</a>", " ", cell, flags=re.DOTALL)) for cell in cells]
    shown = [" ".join(html.unescape(one).split()) for one in outside]
    return [one for one in shown if re.search(r"\d", one)]


def leads_on(inside: str) -> set[str]:
    """The addresses of the links in a table's cells."""
    cells = re.findall(r"<td\b[^>]*>(.*?)</td>", inside, flags=re.DOTALL)
    return {html.unescape(one) for cell in cells for one in re.findall(r'href="([^"#]+)', cell)}


def bare_sentences(page: str) -> list[str]:
    """Sentences outside of tables that hold a figure of what people say, in a block from which nothing leads on."""
    without = re.sub(r"<(script|style|svg|select|table)\b.*?</\1>", " ", page, flags=re.DOTALL)
    blocks = re.findall(r"<(p|dd|li|h\d)\b[^>]*>(.*?)</\1>", without, flags=re.DOTALL)
    bare_ones = (one for _, one in blocks if not LEADS.search(one))
    texts = (" ".join(html.unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in bare_ones)
    return [one for one in texts if FIGURE.search(one)]


def kind_of(path: str) -> str:
    """An address without its numbers, so that pages of one kind are counted together."""
    return re.sub(r"\d+", "0", path.partition("?")[0])


async def walk(client: AsyncClient) -> dict[str, str]:
    """All pages that links lead to from the starts, some of each kind."""
    waiting, found, seen = list(STARTS), dict[str, str](), dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        if path in found or seen.get(kind_of(path), 0) >= MOST:
            continue
        answer = await client.get(path)
        if answer.status_code != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        seen[kind_of(path)] = seen.get(kind_of(path), 0) + 1
        found[path] = answer.text
        links = re.findall(r'href="(/(?:staff|published)[^"#]*)', answer.text)
        waiting += [one for one in map(html.unescape, links) if "format=" not in one and "sign" not in one]
    return found


@pytest.mark.parametrize(("role", "one_house"), WHO)
async def test_every_table_is_in_the_list_and_every_number_leads_on(rooms: Rooms, role: Role, one_house: bool) -> None:
    """In tables and in sentences, on all pages and HTML reports of the sample; each link opens for whoever sees it."""
    async with signed_in(rooms, role, one_house=one_house) as client:
        pages = await walk(client)
        links: set[str] = set()
        for path, page in pages.items():
            if not path.startswith(tuple(LAST)):
                assert bare_sentences(page) == [], path
            for name, inside in tables_of(page):
                assert name in NAMES, (path, name, inside[:200])
                links |= leads_on(inside)
                may_not = name == "progress" and role not in MANAGERS
                assert name in ENDS or may_not or not bare(inside), (path, name, bare(inside))
        for link in sorted(links, key=lambda one: (kind_of(one), one))[:: max(1, len(links) // 60)]:
            assert (await client.get(link)).status_code == 200, link
    assert len(pages) > (30 if role in READERS else 10)
    assert role in CARERS or role in READERS


async def test_every_link_of_a_round_opens(rooms: Rooms) -> None:
    """Of talks, of summaries and of ladders, which have other pages; the number of people heard leads on in each."""
    seen = 0
    async with signed_in(rooms, Role.MANAGER, one_house=False) as client:
        listed = (await client.get("/staff/rounds")).text
        for path in ["/staff/rounds", *sorted(set(re.findall(r'href="(/staff/rounds/\d+)"', listed)))]:
            main = (await client.get(path)).text.partition("<main")[2]
            for link in set(map(html.unescape, re.findall(r'href="(/staff/[^"#]*)', main))):
                assert (await client.get(link)).status_code == 200, (path, link)
                seen += link.startswith("/staff/progress?round=")
    assert seen


async def test_figures_of_did_it_work_lead_to_the_same_figures(rooms: Rooms) -> None:
    """Each `N of M before` or `since` on an action's page opens a page that tells the same people."""
    seen = set()
    async with signed_in(rooms, Role.MANAGER, one_house=False) as client:
        listed = (await client.get("/staff/actions?show=all")).text
        for path in sorted(set(re.findall(r'href="(/staff/actions/\d+)"', listed))):
            page = (await client.get(path)).text
            figures = re.findall(r'href="([^"]*)">(\d+) of (\d+) (before|since|say good)', page)
            for link, good, people, when in figures:
                made = (await client.get(html.unescape(link))).text
                assert f"{good} good, " in made, (path, link)
                assert f"not good: {people} people." in made, (path, link)
                seen.add(when)
    assert seen == {"before", "since", "say good"}


@pytest.mark.parametrize(("role", "one_house"), [(Role.MANAGER, True), (Role.BOARD, False)])
async def test_every_round_leads_to_what_was_said_in_it(rooms: Rooms, role: Role, one_house: bool) -> None:
    """A round of talks, of ladders or of summaries: no link of its page leads nowhere."""
    async with signed_in(rooms, role, one_house=one_house) as client:
        opened: set[str] = set()
        for number in range(1, 7):
            page = await client.get(f"/staff/rounds/{number}")
            inside = page.text.partition("<main")[2]
            links = {html.unescape(one) for one in re.findall(r'href="(/staff/[^"#]+)', inside)} - opened
            for link in sorted(links):
                assert (await client.get(link)).status_code == 200, (number, link)
            opened |= links
    assert len(opened) > 6


def test_an_unmarked_table_and_a_bare_number_are_found() -> None:
    """The control."""
    page = '<table class="x"><td>3 of 4</td><td><a href="/staff/x?a=1&amp;b=2">5</a> people</td></table>'
    [(name, inside)] = tables_of(page)
    assert name not in NAMES
    assert bare(inside) == ["3 of 4"]
    assert leads_on(inside) == {"/staff/x?a=1&b=2"}


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("<p>More people say good now: 9 of 14 before.</p>", 1),
        ('<p>More now: <a href="/staff/numbers/duq.1?round=1">9 of 14</a> before.</p>', 0),
        ('<p>More now: 9 of 14. <a href="/staff/help">Help</a></p>', 1),
        ("<dd>Likely between 40% and 80%.</dd>", 1),
        ("<li>Likely between 9 in 100 fewer and 50 in 100 more.</li>", 1),
        ("<p>208 people, page 1 of 5. 3 of 9 done. 2 of 37 questions are answered.</p>", 0),
        ('<li>As the figures say (30 of 45). <a href="/staff/areas/duq.1#x">See</a></li>', 0),
        ("<table><td><p>3 of 4</p></td></table>", 0),
    ],
)
def test_a_bare_figure_in_a_sentence_is_found(block: str, found: int) -> None:
    """The control for sentences."""
    assert len(bare_sentences(block)) == found
