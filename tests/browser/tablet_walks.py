"""How the browser tests go through the person's pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

from playwright.async_api import Page

from dialogs.model import Audience
from tests.browser.tablet_site import Site
from tests.tablet.flow import small_flow

Press = Callable[[Page, str], Awaitable[None]]

WALK = (
    *("Next", "Yes", "Family", "Next", "With help", "Yes"),
    *("A bit", "Other people", "Friends", "Neighbours", "Next", "Carry on"),
)
"""From the first screen to the open questions."""


async def by_mouse(page: Page, label: str) -> None:
    """Click on what says this."""
    target = page.locator(".card, button, a.go").filter(has_text=label).first
    await target.click()
    await page.wait_for_load_state()


async def by_keyboard(page: Page, label: str) -> None:
    """Go there with the tab key alone, then press it: space for a box, enter for all else."""
    focused = "(e => e.closest('label')?.textContent ?? e.textContent)(document.activeElement).trim()"
    for _ in range(30):
        await page.keyboard.press("Tab")
        if (await page.evaluate(focused)).startswith(label):
            if await page.evaluate("document.activeElement.type === 'checkbox'"):
                await page.keyboard.press("Space")
                return
            async with page.expect_navigation():
                await page.keyboard.press("Enter")
            return
    raise AssertionError(f"{label!r} cannot be reached with the tab key on {await page.title()!r}")


async def screens(page: Page, site: Site, language: str = "en", **options: Any) -> AsyncIterator[str]:
    """Stand on every page there is, one after the other."""
    link = site.link(small_flow(language=language), **options)
    await page.goto(link)
    for label in WALK:
        if not await page.evaluate("Boolean(document.querySelector('input:checked'))"):
            yield await page.title()
        await by_mouse(page, label)
    yield await page.title()
    await page.locator("textarea").fill("More music.")
    await by_mouse(page, "Save my words")
    yield await page.title()
    await by_mouse(page, "Back")
    yield "a question answered before"
    paths = ("/help", "/answers", "/answers?show=yes", "/answers/all", "/told", "/told/next", "/more", "?note=too_big")
    for path in paths:
        await page.goto(link + path)
        yield path
    async for name in failing_screens(page, site, link):
        yield name
    for path in ("", "/s/unknown"):
        await page.goto(site.base + path)
        yield f"no link: {path}"
    async for name in private_screens(page, site, language):
        yield name


async def private_screens(page: Page, site: Site, language: str) -> AsyncIterator[str]:
    """Stand on the pages of someone who is alone: after a worry, with long words, and after a 'no' that came late."""
    flow = replace(small_flow(language=language), audience=Audience.FAMILY)
    link = site.link(flow)
    await page.goto(link)
    for label in ("Next", "Yes", "Just me", "Yes", "A bit"):
        await by_mouse(page, label)
    for path in ("/help", "/told", "/told/next"):
        await page.goto(link + path)
        yield f"alone: {path}"
    await page.goto(link)
    for label in ("I chose", "Neighbours", "Next", "Carry on"):
        await by_mouse(page, label)
    await page.locator("textarea").fill("Donaudampfschifffahrtsgesellschaftskapitaen" * 3)
    await by_mouse(page, "Save my words")
    await page.goto(f"{link}/answers")
    yield "long words"
    await page.goto(link)
    while await page.title() != "Do you want to take part?":
        await by_mouse(page, "Back")
    await by_mouse(page, "No")
    yield "declined late"
    await by_mouse(page, "Keep my answers")
    yield "answers kept"
    await page.goto(f"{link}/told")
    yield "told after the talk"
    await page.goto(f"{link}/answers/all")
    await by_mouse(page, "Take them all back")
    yield "all taken back"
    await page.goto(link)
    yield "declined"


async def failing_screens(page: Page, site: Site, link: str) -> AsyncIterator[str]:
    """Stand on the pages of a talk that is stopped, or that the store fails."""
    site.talk(link).saves = False
    await page.goto(f"{link}/help")
    await by_mouse(page, "Tell someone")
    yield "not sent"
    await page.goto(link)
    await by_mouse(page, "I do not know")
    yield "not saved"
    site.talk(link).saves = True
    await page.goto(link)
    await by_mouse(page, "Stop")
    yield "stopped"
    site.talk(link).reads = False
    await page.goto(link)
    yield "a problem"
