"""Hiding what is on the screen, in a real browser: at once, by touch and by keys, and 'back' shows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Page

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, Pages
from tests.browser.tablet_site import Site, serving
from tests.browser.tablet_walks import by_mouse

PHONE_390 = {"width": 390, "height": 844}
PORTRAIT = {"width": 820, "height": 1180}
HIDE = "[data-away]"
TOLD = "Saved."


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The person's pages over talks in memory."""
    with serving() as served:
        yield served


async def told(page: Page, site: Site) -> str:
    """Stand on the page after a worry; gives the address of the talk."""
    link = site.link()
    await page.goto(link)
    await by_mouse(page, "Next")
    await page.goto(f"{link}/help")
    await by_mouse(page, "Tell someone")
    assert TOLD in await page.inner_text("h1")
    return link


async def is_away(page: Page) -> bool:
    """Whether the day stands there, and nothing of the talk: not in the words, nor in the address."""
    await page.wait_for_url("**/today?lang=en")
    return await page.inner_text("h1") == "Today" and TOLD not in await page.content() and "/s/" not in page.url


async def test_one_press_hides_it_and_back_shows_nothing(new_page: Pages, site: Site) -> None:
    """Back and back again stay away, as does forward; 'Carry on' leads to the talk, where it stood, and Back works."""
    page = await new_page(viewport=PHONE)
    link = await told(page, site)
    await page.click(HIDE)
    assert await is_away(page)
    for _ in range(2):
        await page.go_back()
        assert await is_away(page)
    await page.go_forward()
    assert await is_away(page)
    async with page.expect_navigation():
        await page.click("[data-carry-on] a")
    assert page.url == link
    await page.goto(f"{link}/answers")
    await page.go_back()
    assert page.url == link


async def test_without_hiding_back_shows_it(new_page: Pages, site: Site) -> None:
    """The control: who only goes on to another page finds the old one behind 'back'."""
    page = await new_page(viewport=PHONE)
    await told(page, site)
    await page.goto(f"{site.base}/today?lang=en")
    await page.go_back()
    assert TOLD in await page.content()


async def test_escape_three_times_hides_it(new_page: Pages, site: Site) -> None:
    """Twice does not, nor three times with another key between, nor so slowly that it is no wish."""
    page = await new_page()
    await told(page, site)
    for key in ("Escape", "Escape", "a", "Escape", "Escape"):
        await page.keyboard.press(key)
    assert TOLD in await page.content()
    await page.keyboard.press("Escape")
    assert await is_away(page)


async def test_by_keys_it_is_the_last_thing_and_one_step_back_from_the_first(new_page: Pages, site: Site) -> None:
    """Shift and Tab at the top of a page reach it, and Enter presses it."""
    page = await new_page()
    await told(page, site)
    last = await page.evaluate(
        "[...document.querySelectorAll('a, button, summary, input, textarea')].at(-1).matches('[data-away]')"
    )
    assert last
    await page.focus(HIDE)
    await page.keyboard.press("Enter")
    assert await is_away(page)


async def test_without_javascript_it_is_a_link(new_page: Pages, site: Site) -> None:
    """It leads to the day, which says how to carry on."""
    page = await new_page(java_script_enabled=False)
    await told(page, site)
    await page.click(HIDE)
    await page.wait_for_url("**/today?lang=en")
    assert "Open your link to carry on." in await page.inner_text("main")


async def test_what_was_written_does_not_stay(new_page: Pages, site: Site) -> None:
    """Words that were not sent are gone, on purpose: nothing of them is kept on the device."""
    page = await new_page()
    link = await told(page, site)
    await page.goto(f"{link}/more")
    await page.fill("textarea", "He hits me")
    await page.click(HIDE)
    assert await is_away(page)
    kept = await page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "hits" not in kept
    await page.goto(f"{link}/more")
    assert await page.input_value("textarea") == ""


@pytest.mark.parametrize("size", [PHONE, PHONE_390, PORTRAIT])
@pytest.mark.parametrize("path", ["", "/told", "/more", "/answers", "/answers?show=yes"])
async def test_it_is_in_the_same_corner_of_every_page(
    new_page: Pages, site: Site, size: dict[str, int], path: str
) -> None:
    """In sight without scrolling, at least 64 px high, in the last corner; axe finds nothing there.

    Not on the help page: there it stands between two keys, so that 999 and 'Tell someone' stay in sight.
    """
    page = await new_page(viewport=size)
    await page.goto(site.link(sample=True) + path)
    box = await page.locator(HIDE).bounding_box()
    assert box is not None
    assert box["height"] >= 63.9
    assert size["width"] - 30 < box["x"] + box["width"] <= size["width"]
    assert size["height"] - 20 < box["y"] + box["height"] <= size["height"]
    await check_axe(page)


@pytest.mark.parametrize("size", [PHONE, PHONE_390, PORTRAIT])
async def test_the_day_has_no_fault(new_page: Pages, site: Site, size: dict[str, int]) -> None:
    """Axe finds nothing on the page that comes in its place."""
    page = await new_page(viewport=size)
    await page.goto(f"{site.base}/today?lang=en")
    await check_axe(page)
