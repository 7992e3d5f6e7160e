"""A monthly summary in a real browser: the person's pages, the keyworker's, the manager's, and the copy on paper."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from playwright.async_api import Page, expect

from asking import signin
from bot.app import web
from bot.http.device import COOKIE
from store import people
from store.summaries import Summary
from tests.browser.axe import check_axe
from tests.browser.browser import Pages
from tests.staff.month import Home, moved_in, post, press

WIDTHS = (390, 1280)
VIEW = {
    "working": "The choir on Thursdays. Ada sings every week and knows most people by name now.",
    "not_working": "Breakfast is rushed when two staff start late.",
    "choices": "Chose new curtains, and who helps with the shower.",
    "new": "Went to the choir for the first time.",
    "health": "Saw the dentist. Sleeps through most nights.",
    "change": "A later breakfast on Mondays.",
}
PROMISES = (("We go to the choir again.", "Kim"), ("Breakfast starts later.", "Mo"), ("We buy seeds.", "Ada"))


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[Home, str]]:
    """The house behind a real port of this machine."""
    async with moved_in(folder) as home:
        server = uvicorn.Server(uvicorn.Config(web(home.rooms), host="127.0.0.1", port=0, log_level="error"))
        running = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield home, f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            await running


async def member(home: Home, base: str, page: Page, name: str) -> Page:
    """Someone of the staff, signed in."""
    link = await home.rooms.database.write(lambda tx: signin.make_link(tx, home.clock(), home.staff[name]))
    await page.goto(f"{base}/staff/sign-in/{link}")
    await page.get_by_role("main").get_by_role("button").click()
    return page


async def theirs(home: Home, page: Page) -> Page:
    """The person's own browser, in which they answered."""
    await page.context.add_cookies([{"name": COOKIE, "value": home.device, "domain": "127.0.0.1", "path": "/s"}])
    return page


async def looks_right(page: Page, address: str) -> None:
    """Axe finds nothing, and nothing is wider than the window, on a phone and on a laptop."""
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 900})
        await page.goto(address)
        await check_axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)


async def met(home: Home) -> Summary:
    """The person has answered and shares all; the keyworker has written, and both have promised and wished."""
    summary = await home.begin()
    await home.answer(summary)
    person, link = home.client(), await home.link(summary)
    await press(person, f"{link}/share", do="all")
    kim, here = await home.sign_in("Kim"), f"/staff/summaries/{summary.id}"
    await post(kim, f"{here}/view", **VIEW)
    await kim.get(f"{here}/meeting")
    for what, who in PROMISES:
        await post(kim, f"{here}/meeting", do="promise", what=what, by_whom=who, by_day="2026-12-10")
    await post(kim, f"{here}/meeting", do="wish", wish="We want to cook together on Fridays.")
    await press(person, f"{link}/summary", do="change", agree="yes")
    return summary


def sheets(pdf: bytes) -> int:
    """How many pages a PDF of Chromium's has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


async def test_every_page_of_a_summary_passes(new_page: Pages, tmp_path: Path) -> None:
    """From the list to the signed copy, for the person, the keyworker and the manager."""
    async with served(tmp_path / "data") as (home, base):
        kim = await member(home, base, await new_page(), "Kim")
        await looks_right(kim, f"{base}/staff/summaries")
        summary = await met(home)
        here, link = f"{base}/staff/summaries/{summary.id}", f"{base}{await home.link(summary)}"
        tablet, other = await theirs(home, await new_page()), await new_page()
        for page, path in ((tablet, ""), (tablet, "/share?show=yes"), (tablet, "/summary"), (other, "/summary")):
            await looks_right(page, link + path)
        await expect(other.get_by_text("We do not show your summary here.")).to_be_visible()
        for path in ("", "/view", "/meeting"):
            await looks_right(kim, here + path)
        mo = await member(home, base, await new_page(), "Mo")
        await kim.goto(f"{here}/meeting")
        await kim.get_by_role("button", name="I sign this").click()
        await tablet.goto(f"{link}/summary")
        await tablet.get_by_role("button", name="I sign this").click()
        await expect(tablet.get_by_text("You signed.")).to_be_visible()
        for page, addresses in ((tablet, [f"{link}/copy"]), (kim, [here]), (mo, [f"{base}/staff/wishes", here])):
            for address in addresses:
                await looks_right(page, address)


async def test_the_person_shares_by_keyboard_without_scripts(new_page: Pages, tmp_path: Path) -> None:
    """One thing is shared with the keyboard alone, and the page says so in words."""
    async with served(tmp_path / "data") as (home, base):
        summary = await home.begin()
        await home.answer(summary)
        page = await theirs(home, await new_page(java_script_enabled=False))
        await page.goto(f"{base}{await home.link(summary)}/share?show=yes")
        first = page.get_by_role("button", name="Share this").first
        await first.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("You share this.")).to_have_count(1)


async def test_the_copy_is_two_sheets(new_page: Pages, tmp_path: Path) -> None:
    """With all that was said, a view under each heading and three promises, the copy prints on two sheets of A4."""
    async with served(tmp_path / "data") as (home, base):
        summary = await met(home)
        link = await home.link(summary)
        await post(await home.sign_in("Kim"), f"/staff/summaries/{summary.id}/meeting", do="sign")
        await press(home.client(), f"{link}/summary", do="sign")
        page, found = await theirs(home, await new_page()), {}
        for language in ("en", "ar", "ur", "bn", "pl", "cy"):
            await home.rooms.database.write(lambda tx, to=language: people.speak(tx, home.person, to))
            await page.goto(f"{base}{link}/copy")
            found[language] = sheets(await page.pdf(prefer_css_page_size=True))
        assert found == dict.fromkeys(found, 2)
