"""Invitations in a real browser: axe, narrow windows, sheets that fit their page of A4, and a tablet handed over."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET_HOST, Pages
from tests.staff.inviting import LANGUAGES, ended, invited, read_code, sends_mail, speaks
from tests.staff.live import LiveOffice, live_office

GROUPS = ("Mill Lane", "Mill Lane family", "Mill Lane staff")
WIDTHS = [PHONE, {"width": 390, "height": 844}, {"width": 1280, "height": 900}]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One served office for this module, with somebody of each group invited in each language."""
    with live_office(tmp_path_factory.mktemp("office")) as found:
        found.do(_filled(found))
        yield found


async def _filled(live: LiveOffice) -> None:
    """For each language one person of each group who speaks it is invited; one link more is ended."""
    office = live.office
    await sends_mail(office)
    for number, language in enumerate(LANGUAGES.codes):
        for group in GROUPS:
            await speaks(office, office.people[group][number], language)
            INVITED[language, group] = await invited(office, group, number)
    INVITED["over", ""] = await invited(office, "Harbour View", 11)
    await ended(office, INVITED["over", ""])


LINK = re.compile(r"http://localhost:8000/s/[\w-]{24,}|https://t\.me/plainsay_bot\?start=[\w-]{24,}")
INVITED: dict[tuple[str, str], int] = {}


def at(live: LiveOffice, path: str) -> str:
    """An address under a name that is not localhost, on plain HTTP."""
    return f"http://{TABLET_HOST}:{live.port}{path}"


async def sign_in(page: Page, live: LiveOffice) -> None:
    """As a manager."""
    await page.goto(at(live, await asyncio.to_thread(live.sign_in_path, "manager")))
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/staff")


@pytest.mark.parametrize("size", WIDTHS, ids=["320", "390", "1280"])
async def test_axe_finds_nothing(new_page: Pages, live: LiveOffice, size: dict[str, int]) -> None:
    """Every page about invitations passes WCAG 2.2 AA and fits, from a phone to a desk."""
    page = await new_page(viewport=size)
    await sign_in(page, live)
    one, over = INVITED["en", "Mill Lane"], INVITED["over", ""]
    person = live.office.people["The Elms"][0]
    for path in (
        "/staff/invitations",
        "/staff/invitations?service=3&state=not_invited",
        f"/staff/invitations/{one}",
        f"/staff/invitations/{one}?done=invited",
        f"/staff/invitations/{over}?done=revoked",
        f"/staff/invitations/{one}/renew",
        f"/staff/invitations/{one}/revoke",
        f"/staff/invitations/{one}/here",
        f"/staff/people/{person}/invite",
        f"/staff/invitations/print?these={one}-{over}-{INVITED['ur', 'Mill Lane family']}",
    ):
        await page.goto(at(live, path))
        await check_axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    await page.goto(at(live, "/staff/invitations?service=3&audience=person"))
    await page.get_by_role("button", name="Invite these").click()
    await check_axe(page)


@pytest.mark.parametrize("language", LANGUAGES.codes)
async def test_each_sheet_is_one_page(new_page: Pages, live: LiveOffice, language: str) -> None:
    """As many pages of A4 as sheets, no letter under 12 points, codes that a camera reads; axe agrees."""
    page = await new_page()
    await sign_in(page, live)
    these = "-".join(str(INVITED[language, group]) for group in GROUPS)
    await page.goto(at(live, f"/staff/invitations/print?these={these}"))
    await check_axe(page)
    for code in await page.locator(".code").all():
        assert LINK.fullmatch(read_code(await code.screenshot()))
    printed = await page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == len(GROUPS) + 1
    await page.emulate_media(media="print")
    cut = await page.locator(".sheet").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert cut == 0
    small = await page.locator(".sheet *").evaluate_all(
        "all => Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert small >= 16
    await expect(page.locator(".screen")).to_be_hidden()


async def test_a_tablet_is_handed_over(new_page: Pages, live: LiveOffice) -> None:
    """By keyboard: the page of the person opens, and the back key shows no staff page."""
    page = await new_page()
    await sign_in(page, live)
    await page.goto(at(live, f"/staff/invitations/{INVITED['en', 'Mill Lane staff']}"))
    await page.get_by_role("button", name="Open here and hand it over").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/here")
    await page.get_by_role("button", name="Sign me out and open it").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/s/*")
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).not_to_contain_text("Hand this tablet")
    await page.goto(at(live, "/staff"))
    await expect(page.get_by_text("Example")).to_have_count(0)
    answer = await page.goto(at(live, "/staff/invitations"))
    assert answer
    assert answer.status == 401
