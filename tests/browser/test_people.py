"""The pages about people in a real browser: nobody is shut out, and adding someone takes less than a minute."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, Pages
from tests.browser.test_staff_pages import at, sign_in
from tests.staff.live import LiveOffice, live_office

PATHS = (
    *("", "/add", "/1", "/1/change", "/1/needs", "/1/sheet"),
    *("/1/decide", "/1/family", "/1/leave", "/1/forget", "/import"),
)
A_MINUTE_SECONDS = 60.0


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One served office for this module."""
    with live_office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["320", "1280"])
async def test_axe_finds_nothing(new_page: Pages, live: LiveOffice, size: dict[str, int]) -> None:
    """Every page passes WCAG 2.2 AA on a phone and at a desk, and nothing is cut off."""
    page = await new_page(viewport=size)
    await sign_in(page, live, "manager")
    for path in PATHS:
        await page.goto(at(live, f"/staff/people{path}"))
        await check_axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def test_someone_is_added_by_keyboard_in_less_than_a_minute(new_page: Pages, live: LiveOffice) -> None:
    """Name, who they are, and their service: typed key by key, without a mouse and without JavaScript."""
    page = await new_page(java_script_enabled=False)
    await sign_in(page, live, "manager")
    began = time.monotonic()
    await page.goto(at(live, "/staff/people"))
    await page.get_by_role("button", name="Add someone").focus()
    await page.keyboard.press("Enter")
    await page.get_by_label("What do they like to be called?").focus()
    await page.keyboard.type("Zed Example", delay=100)
    await page.keyboard.press("Tab")  # a person supported is chosen already
    await page.keyboard.press("Tab")
    await page.keyboard.type("Mill")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Add", exact=True).focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**done=added")
    assert time.monotonic() - began < A_MINUTE_SECONDS
    await expect(page.get_by_role("heading", level=1)).to_have_text("Zed Example")
    await page.get_by_role("button", name="Undo: take them out again").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("They are taken out again.")).to_be_visible()
