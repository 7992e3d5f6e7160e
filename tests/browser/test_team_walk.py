"""A colleague is added and let in, in a real browser: by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, Pages
from tests.browser.test_staff_pages import at, sign_in
from tests.staff.live import LiveOffice, live_office


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One served office for this module."""
    with live_office(tmp_path_factory.mktemp("office")) as found:
        yield found


async def test_a_colleague_is_let_in(new_page: Pages, live: LiveOffice) -> None:
    """A slip is said beside its field; then a code is on the screen, and opens the pages once on another device."""
    page = await new_page(viewport=PHONE, java_script_enabled=False)
    await sign_in(page, live, "administrator")
    await page.goto(at(live, "/staff/team/add"))
    await page.get_by_label("E-mail at work").fill("kim")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").get_by_text("Enter a name")).to_be_visible()
    await expect(page.get_by_label("E-mail at work")).to_have_value("kim")
    await page.get_by_label("Name", exact=True).fill("Kim Keyworker")
    await page.get_by_label("E-mail at work").fill("")
    await page.get_by_label("Mill Lane").check()
    await page.get_by_role("button", name="Add", exact=True).press("Enter")
    await expect(page.get_by_text("Kim Keyworker is added")).to_be_visible()
    await page.get_by_role("button", name="Show a code to sign in").press("Enter")
    picture = page.get_by_role("img", name="Code to sign in as Kim Keyworker")
    box = await picture.bounding_box()
    assert box
    assert box["width"] >= 200
    assert abs(box["width"] - box["height"]) <= 4
    await page.get_by_text("No camera?").click()
    address = await page.locator(".govuk-details__text .command").inner_text()
    other = await new_page(viewport=PHONE)
    await other.goto(at(live, address.partition(":8000")[2]))
    await other.get_by_role("button", name="Sign in").click()
    await expect(other.get_by_role("link", name="Kim Keyworker")).to_be_visible()


async def test_the_code_page_is_for_everyone(new_page: Pages, live: LiveOffice) -> None:
    """No axe finding on what only a press of a button shows."""
    page = await new_page(viewport=PHONE)
    await sign_in(page, live, "administrator")
    await page.goto(at(live, "/staff/team/1"))
    await page.get_by_role("button", name="Show a code to sign in").click()
    await check_axe(page)
    await page.goto(at(live, "/staff/me"))
    await page.get_by_role("button", name="Get links in Telegram").click()
    await check_axe(page)
