"""An expert by experience checks a self-assessment on a phone: asked by a manager, answered, looked at, sent.

Each page is looked at by axe at two widths, one of them the smallest phone.
"""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET_HOST, Pages
from tests.support.server import Server

STAFF_WIDTHS, WIDTHS = (390, 1280), (320, 390)


async def look(page: Page, widths: tuple[int, ...] = WIDTHS) -> None:
    """It passes WCAG 2.2 AA, and nothing overflows."""
    for width in widths:
        await page.set_viewport_size({"width": width, "height": 640})
        await check_axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, width)


async def asked(page: Page, sample: Server) -> str:
    """A manager asks somebody; gives the link that the page shows."""
    await page.goto(sample.on(TABLET_HOST, sample.links["Administrator sign-in"]))
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/staff")
    await page.goto(sample.on(TABLET_HOST, f"{sample.base}/staff/assessments/1/experts"))
    await page.get_by_role("button", name="Ask them to check version 1").click()
    await expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
    await look(page, STAFF_WIDTHS)
    await page.get_by_label("What do they want to be called?").fill("Alex")
    await page.get_by_role("button", name="Ask them to check version 1").click()
    await expect(page.get_by_text("They are asked.")).to_be_visible()
    await look(page, STAFF_WIDTHS)
    link = await page.locator(".card", has_text="Alex").get_by_text("/s/e").text_content()
    await page.locator(".card", has_text="Alex").get_by_role("link", name="The sheet to print").click()
    await check_axe(page)
    assert link
    return sample.on(TABLET_HOST, link)


async def answered(page: Page, seen: Page) -> None:
    """Every part is answered, and each of their pages looked at."""
    for number in range(5):
        await both(page, seen)
        await page.get_by_text("Partly" if number else "No", exact=True).click()
        await page.get_by_label("Do you want to say more?").fill("Nights are loud." if number == 1 else "")
        await page.get_by_role("button", name="Next").click()
    await both(page, seen)
    await page.get_by_text("I visited", exact=True).click()
    await page.get_by_text("I read it", exact=True).click()
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_text("Nights are loud.")).to_be_visible()
    await both(page, seen)


async def both(page: Page, seen: Page) -> None:
    """Axe needs JavaScript: another browser looks at the same address."""
    await seen.goto(page.url)
    await look(seen)


async def test_on_a_phone_without_javascript(new_page: Pages, sample: Server) -> None:
    """From the first page to 'Send', by what the pages offer; the manager reads it; a worry is told."""
    staff = await new_page()
    link = await asked(staff, sample)
    page, seen = await new_page(viewport=PHONE, java_script_enabled=False), await new_page(viewport=PHONE)
    await page.goto(link)
    await both(page, seen)
    await page.get_by_role("link", name="Begin").click()
    await answered(page, seen)
    await page.get_by_role("link", name="Change this").first.click()
    await expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()
    await page.get_by_text("Yes", exact=True).click()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert")).to_contain_text("Choose an answer first.")
    await page.get_by_text("Yes, with my name", exact=True).click()
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("heading", name="You sent your answers.")).to_be_visible()
    await both(page, seen)
    await staff.goto(sample.on(TABLET_HOST, f"{sample.base}/staff/assessments/1/experts"))
    await staff.locator(".card", has_text="Alex").get_by_role("link", name="Read what they say").click()
    await expect(staff.get_by_text("They agree with us in one of five areas.")).to_be_visible()
    await look(staff, STAFF_WIDTHS)
    await page.get_by_role("link", name="I need help").click()
    await both(page, seen)
    await page.get_by_role("button", name="Tell someone I have a worry").click()
    await expect(page.get_by_role("heading", name="Saved.")).to_be_visible()
    await both(page, seen)
