"""The page about reminders in a real browser: left to right and right to left, by keyboard, without JavaScript."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET_HOST, Pages
from tests.support.server import Server

CHOICES = {"en": ("In 7 days", "Stop asking me", "You may ask me again"),
           "ur": ("7 دن بعد", "مجھ سے پوچھنا روکیں", "مجھ سے پھر پوچھ لیں")}  # fmt: skip


async def at_the_page(page: Page, sample: Server, language: str) -> None:
    """Someone of the sample reads the page in a language."""
    link = sample.on(TABLET_HOST, sample.links["Family"])
    await page.goto(f"{link}/language")
    await page.locator(f"button[name=language][value={language}]").click()
    await page.goto(f"{link}/reminders")
    await expect(page.locator("html")).to_have_attribute("lang", language)


async def press(page: Page, label: str) -> None:
    """Press by keyboard, and look at what comes."""
    await page.get_by_role("button", name=label).focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    await check_axe(page)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", CHOICES)
async def test_each_choice_by_keyboard(new_page: Pages, sample: Server, language: str) -> None:
    """At a phone's width, without JavaScript: put off, stopped, and begun again; axe-core finds nothing on the way."""
    watched = await new_page(viewport=PHONE)  # axe-core needs JavaScript to look
    await at_the_page(watched, sample, language)
    await check_axe(watched)
    assert await watched.evaluate("document.dir") == ("rtl" if language == "ur" else "ltr")
    week, stop, again = CHOICES[language]
    for label in (week, stop, again):
        await press(watched, label)
    page = await new_page(viewport=PHONE, java_script_enabled=False)
    await at_the_page(page, sample, language)
    await page.get_by_role("button", name=stop).click()
    await expect(page.get_by_role("button", name=again)).to_be_visible()
    await page.get_by_role("button", name=again).click()
    await expect(page.get_by_role("button", name=stop)).to_be_visible()
