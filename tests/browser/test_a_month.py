"""A month at a provider with three services, from an empty folder to the evidence, as staff and people live it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.browser.axe import check_axe
from tests.browser.browser import launch
from tests.browser.month import Staff, a_phone, all_others_answer, at_a_tablet
from tests.browser.tablet_walks import by_mouse
from tests.support.whole import Clock, Whole, whole

MONDAY = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
SHEET = re.compile(rb"/Type /Page\b")
ADA, KIM, HANA = 1, 4, 5
"""Members, in the order in which they are added."""
HOUSES = ("Rowan House", "Mill Lane", "Oak Street")

SPREADSHEET = "name,service,who\n" + "".join(
    f"{name} of {house},{house},{who}\n"
    for house in HOUSES
    for name, who in (
        ("Ben", "person"),
        ("Carys", "person"),
        ("Dev", "person"),
        ("Eileen", "person"),
        ("Omar", "staff"),
    )
)


@asynccontextmanager
async def month(folder: Path) -> AsyncIterator[tuple[Whole, Browser, Staff]]:
    """An empty folder, a browser, and the administrator at it."""
    async with whole(folder / "data", Clock(MONDAY)) as running, async_playwright() as driver:
        browser = await launch(driver)
        context = await browser.new_context()
        yield running, browser, Staff(running, await context.new_page())
        await browser.close()


async def test_a_month(tmp_path: Path) -> None:
    """Set up, import, print, ask on tablet and in Telegram, remind, sum up with a keyworker, close, read."""
    async with month(tmp_path) as (running, browser, ada):
        await set_up(running, ada)
        await add_colleagues(ada)
        await add_people(ada)
        await plan_a_round(ada)
        await invite_everyone(ada)
        gita, jo = await link_of(ada, "Gita"), await link_of(ada, "Jo, her sister", chat=True)
        await at_a_tablet(browser, gita)
        await in_a_chat(running, jo)
        assert await all_others_answer(running) == len(SPREADSHEET.splitlines()) - 1
        await ada.signs_in(ADA)
        await sum_up(running, browser, ada)
        await close_and_read(ada)


async def set_up(running: Whole, ada: Staff) -> None:
    """From the link that a new installation prints, by its guided pages."""
    await ada.goes(await running.set_up_link())
    await ada.types(your_name="Ada Admin", your_email="ada@example.org")
    await ada.presses("Go on")
    await ada.types(provider_name="Fernbank Support")
    await ada.presses("Keep and go on")
    for house in HOUSES:
        await ada.types(service_name=house, phone="01632 960001")
        await ada.types(independent="Speak Up Northside", independent_phone="01632 960002")
        await ada.presses("Add, then another")
    await ada.presses("Go on")
    await ada.types(lead_name="Lee Lead", lead_contact="lee@example.org")
    await ada.types(deputy_name="Dee Deputy", deputy_contact="dee@example.org", deputy_from="Northside Advocacy")
    await ada.presses("Keep these two")
    await ada.reads("Lead and deputy are named.")
    await ada.presses("Go on")


async def add_colleagues(ada: Staff) -> None:
    """A keyworker in the guided page, and an independent helper on the team page."""
    await ada.types(colleague_name="Kim Keyworker", colleague_email="kim@example.org")
    await ada.ticks("works_as", "keyworker")
    await ada.ticks("houses", "1", "2", "3")
    await ada.presses("Add, then another")
    await ada.presses("Go on")
    await ada.types(person_name="Gita")
    await ada.presses("Go on")
    await ada.goes("/staff/team/add")
    await ada.types(member_name="Hana Helper")
    await ada.ticks("member_role", "helper")
    await ada.ticks("member_services", "1", "2", "3")
    await ada.presses("Add")
    await ada.reads("Hana Helper")


async def add_people(ada: Staff) -> None:
    """Many from a spreadsheet, and one more by hand: a sister, whom Gita says that we may ask."""
    await ada.goes("/staff/people/import")
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": SPREADSHEET.encode()}
    await ada.page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    await ada.presses("Look at it")
    await ada.reads("New: 15. Known already: 0. Cannot be read: 0.")
    await ada.presses("Add 15 people")
    await ada.goes("/staff/people/1/change")
    await ada.picks(keyworker=str(KIM), helper=str(HANA))
    await ada.presses("Keep")
    await ada.goes("/staff/people/add")
    await ada.types(name="Jo, her sister", email="jo@example.org")
    await ada.ticks("audience", "family")
    await ada.chooses(service="Rowan House", relative_of="Gita, Rowan House")
    await ada.presses("Add")
    await ada.goes("/staff/people/1/family")
    await ada.ticks("how", "self")
    await ada.ticks("agreed", "yes")
    await ada.presses("Keep")


async def plan_a_round(ada: Staff) -> None:
    """A short talk for everyone, as the page offers it."""
    await ada.goes("/staff/rounds/plan")
    await ada.goes("/staff/rounds/plan?what=talk")
    await ada.presses("Go on")
    await ada.reads("Is this right?")
    await ada.presses("Save this round")
    await ada.reads("The round is planned. You can invite people now.")


async def invite_everyone(ada: Staff) -> None:
    """All of them at once; their sheets are printed, a page each."""
    await ada.goes("/staff/invitations")
    await ada.presses("not invited yet")
    await ada.follows("Print the sheets")
    printed = await ada.page.pdf(prefer_css_page_size=True)
    assert len(SHEET.findall(printed)) == 17 + 1  # the sister's has a second page: why this is safe


async def link_of(ada: Staff, name: str, *, chat: bool = False) -> str:
    """The link of someone, as their invitation shows it."""
    await ada.goes("/staff/invitations")
    await ada.follows(f"Open the invitation of {name}")
    return await ada.page.locator("#chat" if chat else "#link").input_value()


async def in_a_chat(running: Whole, link: str) -> None:
    """The sister begins on her phone and leaves off; days later she is asked once more, by day, and goes on."""
    jo = a_phone(running, 1, "Jo")
    await jo.opens(link.partition("start=")[2])
    await jo.goes_on()
    before = len(jo.texts)
    await running.turn(days=4, hours=11)
    assert len(jo.texts) == before, "she is due since noon, but it is nine in the evening"
    await running.turn(hours=12)
    (reminder,) = jo.texts[before:]
    assert "Hello" in reminder
    await jo.taps("Carry on")
    await jo.goes_to_the_end()


async def sum_up(running: Whole, browser: Browser, ada: Staff) -> None:
    """Gita answers first and shares; Kim writes apart; they promise, and both sign."""
    kim = Staff(running, await (await browser.new_context()).new_page())
    await kim.signs_in(KIM)
    await kim.goes("/staff/summaries")
    await kim.presses("Begin the summary of Gita")
    await kim.presses("Open Gita's own pages here")
    link = kim.page.url.removeprefix(running.base)
    await kim.signs_in(KIM)  # whoever is handed the tablet finds no staff page on it
    gita = await at_a_tablet(browser, f"{running.base}{link}")
    await gita.goto(f"{running.base}{link}/share")
    await check_axe(gita)
    await by_mouse(gita, "Share all")
    await kim.goes("/staff/summaries")
    await kim.follows("Gita")
    await kim.follows("Write your own view")
    await kim.types(working="The choir on Thursdays.", change="A later breakfast.")
    await kim.presses("Save my view")
    await kim.follows("Open the meeting")
    await kim.reads("Gita says")
    await kim.types(what="We go to the swimming pool.", by_whom="Kim", by_day="2026-11-30")
    await kim.presses("Add it")
    await kim.presses("I sign this")
    await gita.goto(f"{running.base}{link}/summary")
    await check_axe(gita)
    await by_mouse(gita, "I sign this")
    await gita.goto(f"{running.base}{link}/copy")
    assert len(SHEET.findall(await gita.pdf(prefer_css_page_size=True))) == 2
    await kim.goes("/staff/summaries")
    await kim.reads("Done")
    await ada.goes("/staff/summaries")
    await ada.reads("Everyone")


async def close_and_read(ada: Staff) -> None:
    """The round is closed, and the evidence says how many were heard."""
    await ada.goes("/staff/rounds/1")
    await ada.follows("Close it now")
    await ada.presses("Close it now")
    await ada.reads("The round is closed.")
    await ada.goes("/staff/evidence?round=1")
    await ada.follows("Support is focused on the person")
    await ada.reads("12 of 13 people supported")
