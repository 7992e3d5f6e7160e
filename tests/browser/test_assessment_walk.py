"""A self-assessment from draft to what everyone reads, and pages that come out of a form: each looked at, two widths.

One program with sample data and one sign-in serve all of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.axe import check_axe
from tests.browser.browser import TABLET_HOST, Pages
from tests.support.server import Server

WIDTHS = (390, 1280)
TABLE = """No\tKey action\tTimescale\tLead
1\tPeople choose new staff.\tEnd March 2027\tHead of Homes
2\tRefer to 1\t\t
x\tSing.\t\t
"""
WORDS = "We looked at ourselves together. We are on the way."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def signed_in(browser: Browser, sample: Server) -> AsyncIterator[Any]:
    """What a browser keeps of a manager who has signed in: the link works once."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(sample.on(TABLET_HOST, sample.links["Staff sign-in"]))
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/staff")
    yield await context.storage_state()
    await context.close()


async def look(page: Page) -> None:
    """The page passes WCAG 2.2 AA, opened up and closed, and nothing overflows, on a phone and at a desk."""
    await check_axe(page)
    while await (folded := page.locator("main details:not([open]) > summary").filter(visible=True)).count():
        await folded.first.click()
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 900})
        await check_axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, width)


async def test_from_draft_to_what_everyone_reads(new_page: Pages, sample: Server, signed_in: Any) -> None:
    """Begun, written, declared, signed and published by pressing what the pages offer; then read and answered."""
    page = await new_page(storage_state=signed_in)
    await page.goto(sample.on(TABLET_HOST, f"{sample.base}/staff/assessments/begin"))
    await look(page)
    await page.get_by_role("button", name="Begin", exact=True).click()
    await page.wait_for_url("**/staff/assessments/*?done=begun")
    await look(page)
    here = page.url.partition("?")[0]
    await page.goto(f"{here}/duq.1/questions")
    await page.get_by_role("textbox", name="What we say to question 1", exact=True).fill(
        "Most people choose who helps them."
    )
    await page.get_by_role("button", name="after question 1", exact=False).first.click()
    await expect(page.get_by_text("Everything on this page is saved.")).to_be_visible()
    await look(page)
    for part in ("who", "preview", "frame", "remove", "start"):
        await page.goto(f"{here}/{part}")
        await look(page)
    await sign(page, here)
    await page.get_by_role("button", name="Publish version 1").click()
    await expect(page.get_by_text("Everyone who has the address can read it.")).to_be_visible()
    await look(page)
    link = await page.get_by_role("link", name="/published/").get_attribute("href")
    assert link
    await read_by_everyone(await new_page(), f"{sample.on(TABLET_HOST)}/published/{link.rpartition('/')[2]}")
    await page.goto(f"{here}/said")
    await expect(page.get_by_text("Nights are noisy.").first).to_be_visible()
    await look(page)


async def sign(page: Page, here: str) -> None:
    """The declaration is written down, and version 1 is signed without one of the chief executive: knowingly."""
    await page.goto(f"{here}/statement")
    await page.get_by_label("What is declared").fill(WORDS)
    await page.get_by_label("Name of who declares it").fill("Ruth Example")
    await page.get_by_role("button", name="Save the words").click()
    await look(page)
    await page.goto(f"{here}/declare")
    await look(page)
    await page.goto(f"{here}/sign")
    await page.get_by_role("button", name="Sign version 1").click()
    await expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
    await look(page)
    await page.get_by_label("I have read it, and I stand by it.").check()
    await page.get_by_label("there is no declaration of the chief executive").check()
    await page.get_by_role("button", name="Sign version 1").click()


async def test_an_area_is_written_without_javascript_and_by_keyboard(
    new_page: Pages, sample: Server, signed_in: Any
) -> None:
    """At a desk question, words, gaps and rating are seen together; a statement opens, and what is typed is kept."""
    page = await new_page(storage_state=signed_in, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    await page.goto(sample.on(TABLET_HOST, f"{sample.base}/staff/assessments/2/duq.1/questions"))
    await page.get_by_role("navigation", name="Questions").get_by_role("link", name="5.").press("Enter")
    said = page.get_by_role("textbox", name="What we say to question 5", exact=True)
    together = (page.get_by_role("heading", name="5."), said, page.get_by_label("What is not good enough yet"),
                page.get_by_label("Our rating"))  # fmt: skip
    for one in together:
        await expect(one).to_be_in_viewport(ratio=1)
    await page.locator("[id='duq.1.ask.5'] summary").filter(has_text="The evidence: ").press("Enter")
    statement = page.locator("[id='duq.1.ask.5'] .statement summary").first
    await statement.press("Enter")
    await expect(page.locator("[id='duq.1.ask.5'] .statement li").first).to_be_visible()
    await page.locator("[id='duq.1.ask.5'] .statement-above a", has_text="question 1").first.press("Enter")
    await expect(page.locator("[id='duq.1.ask.1'] .statement summary").first).to_be_in_viewport()
    await said.fill("We ask each person on Sunday.")
    asked = page.get_by_role("group", name="We asked: Spring talks")
    await asked.get_by_role("checkbox", name="For question 5", exact=True).check()
    await page.get_by_role("button", name="Save everything on this page, after question 5").press("Enter")
    await expect(page.get_by_text("Everything on this page is saved.")).to_be_visible()
    await expect(said).to_have_value("We ask each person on Sunday.")
    await expect(page.get_by_role("navigation", name="Questions").get_by_role("listitem").nth(4)).to_contain_text(
        "Answered, things that show it: 1"
    )


async def read_by_everyone(page: Page, home: str) -> None:
    """Somebody without a sign-in reads what is published, and says that they see it differently."""
    await page.goto(home)
    await expect(page.get_by_text(WORDS)).to_be_visible()
    await look(page)
    for part in ("easy", "statement", "whole"):
        await page.goto(f"{home}/{part}")
        await look(page)
    await page.goto(home)
    await page.get_by_role("link", name="Tell us").click()
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert")).to_have_text("Please write something.")
    await look(page)
    await page.get_by_label("What do you want to say?").fill("Nights are noisy.")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("status")).to_contain_text("Thank you. We have it.")
    await look(page)


async def test_what_a_file_would_become(new_page: Pages, sample: Server, signed_in: Any) -> None:
    """The preview of a table, what was added, and the page on which the actions are linked."""
    page = await new_page(storage_state=signed_in)
    await page.goto(sample.on(TABLET_HOST, f"{sample.base}/staff/actions/import"))
    await page.get_by_label("Or paste the table").fill(TABLE)
    await page.get_by_role("button", name="Look at it").click()
    await expect(page.get_by_role("heading", name="Look before you add")).to_be_visible()
    await expect(page.get_by_text("Cannot be read").first).to_be_visible()
    await look(page)
    await page.get_by_label("Name of a new plan").fill("Plan of this walk")
    await page.get_by_role("button", name="Add 2 actions").click()
    await look(page)
    await page.get_by_role("link", name="Say what they are about").click()
    await expect(page.get_by_role("group", name="1 People choose new staff.")).to_be_visible()
    await look(page)
    await page.get_by_role("group", name="2 Refer to 1").get_by_label("Nothing that people are asked about").check()
    await page.get_by_role("button", name="Link them").click()
    await expect(page.get_by_text("1 action is linked.")).to_be_visible()
    await look(page)


async def test_a_change_before_people_are_told(new_page: Pages, sample: Server, signed_in: Any) -> None:
    """The form with what is missing, the page that shows a change as people will see it, and the poster."""
    page = await new_page(storage_state=signed_in)
    await page.goto(sample.on(TABLET_HOST, f"{sample.base}/staff/changes/write"))
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
    await look(page)
    await page.get_by_label("You said", exact=True).fill("The utilisation of the communal kitchen is suboptimal.")
    await page.get_by_label("We did", exact=True).fill("Now we eat at 6.")
    await page.get_by_label("Where did it change?").select_option(index=1)
    await page.get_by_role("button", name="Save", exact=True).click()
    await page.wait_for_url("**/staff/changes/*")
    await look(page)
    await page.goto(sample.on(TABLET_HOST, f"{sample.base}/staff/reports/you-said?layout=poster"))
    await look(page)
