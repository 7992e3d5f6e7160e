"""The review of all languages in a real browser: no axe-core findings, any width, the keyboard, and sounds in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET, Pages
from tests.browser.test_preview import CUT_OFF, LOOKS, OVERFLOW, WIDE, reach, serving
from tests.review.tools import app

PATHS = ("/?language=ar&language=bn&audience=person&area=duq.1", "/?language=ur&show=vital", "/nothing")
ROW = '[id="duq.1.person.day"]'


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built-in pack in the packaged languages."""
    with serving(app(tmp_path_factory.mktemp("review"))) as base:
        yield base


@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(new_page: Pages, review: str, look: str) -> None:
    """Every sort of page passes WCAG 2.2 AA at each width, dark and in forced colours, and never scrolls sideways."""
    page = await new_page(**LOOKS[look])
    for path in PATHS:
        await page.goto(review + path)
        await check_axe(page)
        assert await page.evaluate(OVERFLOW) == 0, path


@pytest.mark.parametrize("size", [PHONE, TABLET])
async def test_large_text_is_not_cut_off(new_page: Pages, review: str, size: dict[str, Any]) -> None:
    """With text twice as large the page does not scroll sideways, and no words are cut off."""
    page = await new_page(viewport=size)
    await page.goto(review + PATHS[0])
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert await page.evaluate(OVERFLOW) == 0
    assert await page.evaluate(CUT_OFF) == []


async def test_all_languages_stand_side_by_side(new_page: Pages, review: str) -> None:
    """On a wide screen the picture and the languages' names stay in sight, however far the table is moved."""
    page = await new_page(viewport=WIDE)
    await page.goto(f"{review}/?audience=person&area=duq.1", timeout=60_000)
    row = page.locator(ROW)
    await row.get_by_role("link", name="Listen in Urdu").scroll_into_view_if_needed()
    await expect(row.get_by_role("img", name="A finger points at a day")).to_be_in_viewport()
    await expect(page.get_by_role("columnheader", name="Urdu").last).to_be_in_viewport()
    assert await row.locator("td").count() == 11


async def test_a_sound_plays_where_it_stands(new_page: Pages, review: str) -> None:
    """With the keyboard: the link becomes a player that plays and has the focus; the next one silences it."""
    page = await new_page(viewport=WIDE)
    await page.goto(review + PATHS[0])
    await page.locator(ROW).get_by_role("link", name="Listen in Arabic").press("Enter")
    await expect(page.locator("audio")).to_be_focused()
    await expect(page.locator("audio")).to_have_js_property("paused", value=False)
    await page.locator(ROW).get_by_role("link", name="Listen in Bangla").click()
    await expect(page.locator("audio").first).to_have_js_property("paused", value=True)
    await check_axe(page)


async def test_it_works_without_javascript(new_page: Pages, review: str) -> None:
    """A reader chooses a language and what needs sign-off, with the keyboard, and finds sound and commands."""
    page = await new_page(java_script_enabled=False, viewport=TABLET)
    await page.goto(f"{review}/?language=pl&audience=person&area=duq.1", wait_until="domcontentloaded")
    await page.locator("[name=area]").select_option("")
    await page.locator("[name=show]").select_option("vital")
    await page.get_by_role("button", name="Show").press("Enter", no_wait_after=True)
    await expect(page).to_have_url(f"{review}/?language=pl&audience=person&area=&show=vital")
    await expect(page.get_by_text("plainsay translate sign-off pl-vital.csv")).to_be_visible()
    listen = page.get_by_role("link", name="Listen in Polish").first
    assert str(await listen.get_attribute("href")).endswith(".mp3")


async def test_the_first_stop_leads_past_the_top(new_page: Pages, review: str) -> None:
    """The first tab stop goes to the main part, and is seen."""
    page = await new_page(viewport=TABLET)
    await page.goto(review + PATHS[1])
    await reach(page, "Go to the main part")
    await page.keyboard.press("Enter")
    await expect(page.locator("#main")).to_be_focused()
