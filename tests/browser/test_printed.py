"""Each staff page has a printed form: no navigation, no forms, nothing cut off, and tables with their titles."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Page

from asking import profiles
from asking.profiles import NEEDS, Profile
from store import people
from store.tx import Tx
from tests.browser.browser import TABLET_HOST, Pages
from tests.browser.printed import paper_of
from tests.browser.staff_paths import PATHS, SHEET
from tests.staff.live import LiveOffice, live_office
from tests.staff.office import AT


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One served office for this module."""
    with live_office(tmp_path_factory.mktemp("office")) as found:
        yield found


async def sign_in(page: Page, live: LiveOffice, role: str) -> None:
    """Open the page on which one is signed in as this role."""
    await page.goto(f"http://{TABLET_HOST}:{live.port}{await asyncio.to_thread(live.sign_in_path, role)}")
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/staff")


async def test_every_staff_page_prints_well(new_page: Pages, live: LiveOffice) -> None:
    """What is of use on a screen only is left out, and what is left is whole."""
    page, faults = await new_page(), dict[str, list[str]]()
    for role, paths in PATHS.items():
        await sign_in(page, live, role)
        for path in dict.fromkeys(paths):
            await page.goto(f"http://{TABLET_HOST}:{live.port}{path}")
            found = (await paper_of(page)).faults
            if found:
                faults[path] = found
    assert not faults, "\n".join(f"{path}\n    " + "\n    ".join(found) for path, found in faults.items())


async def test_a_communication_sheet_is_one_sheet(new_page: Pages, live: LiveOffice) -> None:
    """It hangs where everyone can see it, so it is one page of paper."""
    everything = Profile(
        needs=tuple(one.id for one in NEEDS if not one.always),
        helper="My sister Bea sits beside me and reads the questions to me.",
        hearing="Left ear only.",
        sight="Large print, 20 points.",
        other="I point at things.",
        words="Sit where I can see you. Say one thing at a time. Wait for me: I need a while. " * 3,
        share="yes",
        share_on=AT[:10],
    )

    async def known(language: str) -> None:
        def write(tx: Tx) -> None:
            profiles.keep(tx, 1, everything, at=AT)
            people.speak(tx, 1, language)

        await live.office.database.write(write)

    page = await new_page()
    await sign_in(page, live, "manager")
    for language in ("en", "pl", "ur"):  # another one has the English beside it, and may be written in taller letters
        await asyncio.to_thread(lambda one=language: live.do(known(one)))
        await page.goto(f"http://{TABLET_HOST}:{live.port}{SHEET}")
        assert (await paper_of(page)).sheets == 1, language


async def test_the_look_at_paper_finds_what_is_wrong(new_page: Pages) -> None:
    """The control: a page with each fault is found out."""
    page = await new_page()
    await page.set_content(
        "<!doctype html><nav>Home</nav><form><button>Save</button></form>"
        "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>"
        "<p style='position: absolute; left: 2500px; white-space: nowrap'>a line that goes on</p>"
        "<div style='break-after: page'></div><div style='height: 100px'></div>"
    )
    paper = await paper_of(page)
    assert len(paper.shown) == 3
    assert len(paper.headless) == 1
    assert paper.wide
    assert paper.cut == ["line", "that", "goes"]
    assert paper.empty == [2]
