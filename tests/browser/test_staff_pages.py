"""The staff pages in a real browser: no axe-core findings, the keyboard is enough, and the banner is alive."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from http import HTTPStatus
from typing import cast

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET, TABLET_HOST, Pages
from tests.browser.staff_paths import PATHS, REFUSED
from tests.staff.channels import opened_alerts
from tests.staff.live import LiveOffice, live_office

DESK = {"width": 1280, "height": 900}
FITS = "document.documentElement.scrollWidth <= innerWidth"
AT_ONCE = 12
"""Pages that one test visits: more would take minutes, and could not be shared out."""
VISITS = [
    pytest.param(role, tuple(paths[first : first + AT_ONCE]), id=f"{role}-{first}")
    for role, paths in PATHS.items()
    for first in range(0, len(paths), AT_ONCE)
]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One served office for this module."""
    with live_office(tmp_path_factory.mktemp("office")) as found:
        yield found


def at(live: LiveOffice, path: str) -> str:
    """An address under a name that is not localhost, on plain HTTP."""
    return f"http://{TABLET_HOST}:{live.port}{path}"


async def sign_in(page: Page, live: LiveOffice, role: str = "lead") -> None:
    """As staff do it, by keyboard."""
    await page.goto(at(live, await asyncio.to_thread(live.sign_in_path, role)))
    await page.get_by_role("button", name="Sign in").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/staff")


async def test_axe_finds_nothing_before_one_is_signed_in(new_page: Pages, live: LiveOffice) -> None:
    """The page behind a sign-in link, and the page that says how to sign in, pass at a phone's and a desk's width."""
    for size in (PHONE, DESK):
        page = await new_page(viewport=size)
        await page.goto(at(live, await asyncio.to_thread(live.sign_in_path)))
        await check_axe(page)
        await page.goto(at(live, "/staff"))
        await check_axe(page)


@pytest.mark.parametrize(("role", "paths"), VISITS)
async def test_axe_finds_nothing(new_page: Pages, live: LiveOffice, role: str, paths: tuple[str, ...]) -> None:
    """Every staff page passes WCAG 2.2 AA at a phone's and a desk's width, opened up and closed; none is too wide.

    The layout changes once, between the two. What is too wide is looked for at a tablet's width as well.
    """
    page = await new_page(viewport=DESK)
    await sign_in(page, live, role)
    for path in paths:
        await page.set_viewport_size(cast("ViewportSize", DESK))
        opened = await page.goto(at(live, path))
        assert opened is not None
        assert opened.status == REFUSED.get((role, path), HTTPStatus.OK), path
        await check_axe(page)
        await at_a_phone(page, path)
        if folded := await page.locator("summary").filter(visible=True).all():
            for summary in folded:
                await summary.click()
            await at_a_phone(page, path)
            await page.set_viewport_size(cast("ViewportSize", DESK))
            await check_axe(page)
        for size in (TABLET, DESK):
            await page.set_viewport_size(cast("ViewportSize", size))
            assert await page.evaluate(FITS), (path, size)


async def at_a_phone(page: Page, path: str) -> None:
    """The page as it is, on a phone."""
    await page.set_viewport_size(cast("ViewportSize", PHONE))
    await check_axe(page)
    assert await page.evaluate(FITS), (path, PHONE)


async def test_the_keyboard_is_enough(new_page: Pages, live: LiveOffice) -> None:
    """Skip link, filters, details and the link to an area are reached and worked by keyboard alone."""
    page = await new_page(java_script_enabled=False)
    await sign_in(page, live)
    await page.goto(at(live, "/staff/evidence"))
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")  # the skip link
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await page.locator("tbody a:focus").count():
            break
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/staff/areas/duq.1?round=*")
    await page.get_by_label("Service").focus()
    await page.keyboard.press("End")
    await page.get_by_role("button", name="Show").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**service=4")
    await expect(page.locator(".govuk-caption-xl")).to_contain_text("Rose Cottage")
    await page.locator("summary").filter(visible=True).first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("table").first).to_be_visible()


async def test_focus_is_always_seen(new_page: Pages, live: LiveOffice) -> None:
    """Each stop of the Tab key shows where it is, and is not covered."""
    page = await new_page()
    await sign_in(page, live)
    await page.goto(at(live, "/staff/areas/duq.1"))
    for _ in range(14):
        await page.keyboard.press("Tab")
        seen = await page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
                const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
                const x = box.x + Math.min(box.width, 40) / 2, y = box.y + Math.min(box.height, 20) / 2;
                const top = document.elementFromPoint(x, y);
                const shadowed = style.boxShadow !== 'none';
                return [outlined || shadowed, one.contains(top) || (top !== null && top.contains(one))];
            }"""
        )
        assert seen == [True, True]


async def test_a_new_worry_is_told_within_seconds(new_page: Pages, live: LiveOffice) -> None:
    """The banner changes on a page that stays open, and a screen reader hears it; so does its end."""
    page = await new_page()
    await page.clock.install()
    await sign_in(page, live)
    call = page.get_by_role("alert")
    before = int(await call.get_attribute("data-open") or 0)
    worry = await asyncio.to_thread(lambda: live.do(live.office.worry("The Elms", "words")))
    await page.clock.run_for(5_000)
    await expect(call.get_by_role("link")).to_have_text(f"Waiting: {before + 1}")
    await page.goto(at(live, f"/staff/worries/{worry}"))
    await page.get_by_role("button", name="Take this worry").click()
    await expect(page.get_by_text("Mo Manager, since")).to_be_visible()
    await expect(call.get_by_role("link")).to_have_text(f"Waiting: {before}")


async def test_a_manager_is_told_whom_to_tell(new_page: Pages, live: LiveOffice) -> None:
    """Whoever may not open a worry gets no link to it and no number, as the page loads and while it stands."""
    page = await new_page()
    await page.clock.install()
    await asyncio.to_thread(lambda: live.do(live.office.worry("The Elms", "words")))
    await sign_in(page, live, "manager")
    call = page.get_by_role("alert")
    await page.clock.run_for(5_000)
    await expect(call).to_have_text("Someone is needed now. Tell the safeguarding lead.")
    for path in ("/staff", "/staff/worries"):
        await page.goto(at(live, path))
        await expect(call).to_have_text("Someone is needed now. Tell the safeguarding lead.")
        await expect(call.get_by_role("link")).to_have_count(0)
        await check_axe(page)


async def test_a_phone_shows_how_strong_without_scrolling(new_page: Pages, live: LiveOffice) -> None:
    """The table of the evidence fits a phone: nothing of it is cut off."""
    page = await new_page(viewport={"width": 390, "height": 800})
    await sign_in(page, live)
    await page.goto(at(live, "/staff/evidence"))
    frame = page.locator(".table-frame")
    assert await frame.evaluate("one => one.scrollWidth <= one.clientWidth")
    tag = await frame.locator(".govuk-tag").first.bounding_box()
    assert tag
    assert tag["x"] + tag["width"] <= 390


async def test_a_page_that_can_no_longer_tell_says_so(new_page: Pages, live: LiveOffice) -> None:
    """Where the program is gone or the sign-in has ended, an open page never looks as if nobody new waited."""
    page = await new_page()
    await page.clock.install()
    await sign_in(page, live)
    call = page.get_by_role("alert")
    before = await call.inner_text()

    async def comes(sentence: str, *, there: bool = True) -> None:
        for _ in range(40):  # each look starts the next one only when it has its answer
            await page.clock.run_for(5_000)
            if (sentence in await call.inner_text()) is there:
                return
        pytest.fail(f"{sentence} {there}")

    await page.route("**/open.json", lambda route: route.fulfill(status=503))
    await comes("New worries do not show here now.")
    await expect(call).to_contain_text(before, use_inner_text=True)
    await page.unroute("**/open.json")
    await comes("New worries", there=False)
    await page.context.clear_cookies()
    await comes("You are signed out.")
    await check_axe(page)


@pytest.mark.parametrize("path", ["/staff/recordings/1", "/staff/worries/2"])
async def test_a_recording_plays(new_page: Pages, live: LiveOffice, path: str) -> None:
    """The player may fetch its sound, of an answer and of a worry, under our content security policy."""
    page = await new_page()
    await sign_in(page, live)
    await page.goto(at(live, path))
    async with page.expect_response("**/sound") as waiting:
        await page.locator("audio").evaluate("one => { one.load(); one.play().catch(() => {}) }")
    assert (await waiting.value).status in {200, 206}


async def test_a_photo_is_seen(new_page: Pages, live: LiveOffice) -> None:
    """The photo is really shown, fits a phone, and has a name for who cannot see it."""
    page = await new_page(viewport=PHONE)
    await sign_in(page, live)
    await page.goto(at(live, "/staff/recordings/2"))
    photo = page.get_by_role("img", name="The photo that was sent. We do not know what it shows.")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("one => one.decode().then(() => one.naturalWidth)") == 640
    box = await photo.bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE["width"]


async def test_alerts_are_begun_and_ended_by_keyboard(new_page: Pages, live: LiveOffice) -> None:
    """Someone makes a link for a deputy and reads it, and then ends the alerts of the lead."""
    page = await new_page(viewport=PHONE)
    await sign_in(page, live)
    await page.goto(at(live, "/staff/worries"))
    await page.get_by_label("Deputy").focus()
    await page.keyboard.press("Space")
    await page.get_by_role("button", name="Make a link").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("A link for Dee Deputy")
    await expect(page.get_by_role("link", name="https://t.me/plainsay_bot?start=alert-")).to_be_visible()
    await check_axe(page)
    await page.get_by_role("link", name="Back to worries").click()
    stop = page.get_by_role("button", name="Stop telling this person (Sal Lead, Mill Lane)")
    await stop.focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/staff/worries#alerts")
    await expect(stop).to_have_count(0)
    await asyncio.to_thread(lambda: live.do(opened_alerts(live.office, "Mill Lane")))


async def test_without_telegram_the_page_passes_too(new_page: Pages, live: LiveOffice) -> None:
    """Where no bot is connected the page of worries says so, at a phone's width too."""
    page = await new_page(viewport=PHONE)
    await sign_in(page, live)
    bot, live.office.telegram = live.office.telegram, ""
    await page.goto(at(live, "/staff/worries"))
    live.office.telegram = bot
    await expect(page.get_by_text("Telegram is not set up.")).to_be_visible()
    await check_axe(page)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_charts_keep_their_parts_in_forced_colours(new_page: Pages, live: LiveOffice) -> None:
    """Each part of a bar has a pattern and an edge, whatever the colours are."""
    page = await new_page(forced_colors="active")
    await sign_in(page, live)
    await page.goto(at(live, "/staff/areas/duq.1"))
    await check_axe(page)
    fills = await page.locator(".chart rect").evaluate_all("all => all.map(one => one.getAttribute('fill'))")
    assert {"url(#part-good)", "url(#part-mixed)", "url(#part-not-good)"} <= set(fills)
    edges = await page.locator(".chart rect").evaluate_all("all => all.map(one => getComputedStyle(one).strokeWidth)")
    assert set(edges) == {"2px"}


async def test_print_leaves_the_evidence(new_page: Pages, live: LiveOffice) -> None:
    """On paper the tables are open, and buttons, filters and the banner are gone."""
    page = await new_page()
    await sign_in(page, live)
    await page.goto(at(live, "/staff/areas/duq.1"))
    await page.emulate_media(media="print")
    await expect(page.get_by_role("table").first).to_be_visible()
    for gone in (".choose", ".call", ".top__nav", ".top__out", ".govuk-back-link"):
        await expect(page.locator(gone).filter(visible=True)).to_have_count(0)
