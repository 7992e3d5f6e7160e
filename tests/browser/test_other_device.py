"""Two browsers with one link: what is said in one is not on any page of the other, and both go on with the talk."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.browser.axe import check_axe
from tests.browser.browser import TABLET_HOST, Pages
from tests.support.server import Server

WIDTHS = (320, 390, 820)
NUMBERED = re.compile(r"Question \d+ of")
ELSEWHERE = "We do not show all your answers here."


async def test_two_devices(new_page: Pages, sample: Server) -> None:
    """A phone answers two questions, a tablet two more: each lists its own, says that there is more, and passes axe."""
    link = sample.on(TABLET_HOST, sample.links["Person"])
    phone, tablet = await new_page(), await new_page()
    await phone.goto(link)
    await answers(phone, 2)
    await expect(phone.get_by_text("Question 3 of")).to_be_visible()

    for width in WIDTHS:
        await tablet.set_viewport_size({"width": width, "height": 900})
        for path in ("/answers?show=yes", "/about?show=yes"):
            await tablet.goto(link + path)
            await check_axe(tablet)
            assert await tablet.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
            assert "You said" not in await tablet.locator("main").inner_text()
    await tablet.goto(f"{link}/answers")
    await expect(tablet.get_by_role("heading", name=ELSEWHERE)).to_be_visible()
    await expect(tablet.get_by_text("Take back all my answers")).to_be_visible()

    await tablet.get_by_text("Back to my talk").click()
    await expect(tablet.get_by_text("Question 3 of")).to_be_visible()
    await tablet.locator("form.back button").click()
    await expect(tablet.get_by_text("You answered this.")).to_be_visible()
    await expect(tablet.locator(".card.chosen")).to_have_count(0)
    await tablet.get_by_text("Keep my answer").click()
    await answers(tablet, 2)

    for page in (phone, tablet):
        await page.goto(f"{link}/answers?show=yes")
        await expect(page.locator("ul.answers > li")).to_have_count(2)
        await expect(page.get_by_role("heading", name=ELSEWHERE)).to_be_visible()


async def answers(page: Page, questions: int) -> None:
    """The first choice of each screen, until so many questions are answered."""
    while questions:
        questions -= await page.locator(".progress").get_by_text(NUMBERED).count()
        async with page.expect_navigation():
            await page.locator("main button.card, main button.go:not(.calm)").first.click()
