"""Somebody who has only README.md and docs/running.md sets up a provider, asks one person, and reads that it was heard.

With PLAINSAY_TEST_SHOTS set to a folder, each page on the way is kept there as a picture, at a phone's and a laptop's
size, for people to look at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.browser.axe import check_axe
from tests.browser.browser import Pages
from tests.browser.by_keys import choose, press, reach, tick, write
from tests.browser.tablet_walks import by_keyboard
from tests.support.server import ROOT, Server, running

DOCUMENT = (ROOT / "docs/running.md").read_text(encoding="utf-8")
RUNNING = DOCUMENT.partition("## For real people")[2].partition("\n## ")[0]
STEPS = re.findall(r"^ +\| (?!Page|-)([^|]+?) \|", RUNNING, re.MULTILINE)
"""The guided pages by the names that docs/running.md gives them."""
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 900}
SHOTS = os.environ.get("PLAINSAY_TEST_SHOTS", "")
HOUSES = ("Rowan House", "Mill Lane", "Harbour View")
PEOPLE = (("Ada", "Rowan House"), ("Bo", "Rowan House"), ("Cy", "Mill Lane"), ("Di", "Harbour View"))
FIRST_TRY = "A short talk, once"
MOST_SCREENS = 60


@dataclass
class Camera:
    """Looks at each page at both sizes; keeps pictures where a folder is named."""

    count: int = field(default=0)

    async def __call__(self, page: Page, name: str) -> None:
        """No axe-core finding, nothing wider than the window."""
        self.count += 1
        for size in (PHONE, LAPTOP):
            await page.set_viewport_size(size)
            await check_axe(page)
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, size)
            if SHOTS:
                file = Path(SHOTS) / f"{self.count:02}-{name}-{size['width']}.png"
                await page.screenshot(path=file, full_page=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Plainsay on an empty folder, with the key file elsewhere, as the documents say."""
    key = {"PLAINSAY_KEY_FILE": str(tmp_path / "keys" / "plainsay.key")}
    with running(tmp_path / "data", environment=key) as started:
        yield started


async def test_the_documents_are_enough(new_page: Pages, server: Server) -> None:
    """From the printed link to 'one person heard', by keyboard, with only what the documents and the pages say."""
    look = Camera()
    staff = await new_page(viewport=LAPTOP)
    assert "it prints a link, `Set-up: " in " ".join(RUNNING.split())
    assert len(STEPS) == 6
    await staff.goto(server.links["Set-up"])
    await begin(staff, look)
    await add_services(staff, look)
    await name_who_hears(staff, look)
    await add_colleague_and_people(staff, look)
    await plan_a_round(staff, look)
    link = await invite(staff, look)
    await answer(await new_page(viewport=PHONE), link, look)
    await staff.goto(f"{server.base}/staff")
    await look(staff, "home")
    await press(staff, "Evidence")
    await look(staff, "evidence")
    await press(staff, "Support is focused on the person")
    await look(staff, "evidence-of-an-area")
    await expect(staff.locator(".heard__number")).to_have_text("1 of 4 people supported")


async def on_step(page: Page, number: int, look: Camera) -> None:
    """The page of this step is open, under the name that the documents give it."""
    await expect(page.get_by_text(f"Step {number} of 6", exact=True)).to_be_visible()
    await expect(page.locator("[aria-current=step] .steps__name")).to_contain_text(STEPS[number - 1])
    await look(page, f"step-{number}")


async def begin(page: Page, look: Camera) -> None:
    """Who sets this up, and what the provider is called."""
    await on_step(page, 1, look)
    await press(page, "Go on")
    await look(page, "step-1-nothing-typed")
    await write(page, "Your name", "Alex Reed")
    await write(page, "Your e-mail", "alex@example.org")
    await press(page, "Go on")
    await on_step(page, 2, look)
    await write(page, "What is your organisation called?", "Fernbank Support")
    await choose(page, "Where are you?", "Ireland")
    await press(page, "Keep and go on")


async def add_services(page: Page, look: Camera) -> None:
    """Three of them."""
    await on_step(page, 3, look)
    for house in HOUSES:
        await write(page, "What is the service called?", house)
        await write(page, "Its telephone number", "01632 960101")
        await write(page, "Someone independent", "Speak Up Northside")
        await write(page, "Their telephone number", "01632 960112")
        await press(page, "Add, then another")
    await look(page, "step-3-three-services")
    await press(page, "Go on")


async def name_who_hears(page: Page, look: Camera) -> None:
    """A lead and a deputy, the same for all; whoever leaves here comes back to where they were."""
    await on_step(page, 4, look)
    await press(page, "Leave, and come back later")
    await look(page, "home-half-way")
    await press(page, "Finish setting up: 3 of 6 done")
    await write(page, "Who is it?", "Morgan Ellis")
    await write(page, "Their e-mail or telephone", "morgan@example.org")
    await write(page, "Who is it?", "Priya Nair")
    await write(page, "Their e-mail or telephone", "01632 960111")
    await press(page, "Keep these two")
    await look(page, "step-4-something-missing")
    await write(page, "Where do they come from?", "Northside Advocacy")
    await press(page, "Keep these two")
    await look(page, "step-4-named")
    await press(page, "Show a code to sign in for Morgan Ellis")
    await look(page, "a-code-for-the-lead")
    await press(page, "Back to setting up")
    await press(page, "Go on")


async def add_colleague_and_people(page: Page, look: Camera) -> None:
    """A keyworker, four people, and the check list."""
    await on_step(page, 5, look)
    await write(page, "Name", "Kim Doyle")
    await tick(page, "Rowan House")
    await press(page, "Add, then another")
    await look(page, "step-5-one-colleague")
    await press(page, "Go on")
    await on_step(page, 6, look)
    for name, house in PEOPLE:
        await write(page, "What do they like to be called?", name)
        await choose(page, "Their service", house)
        await press(page, "Add, then another")
    await look(page, "step-6-four-people")
    await press(page, "Go on")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Now ask someone")
    await look(page, "check-list")
    missing = page.locator(".checks li", has_text="Missing")
    await expect(missing.locator("strong:not(.govuk-tag)")).to_have_text(
        [re.compile("HTTPS"), re.compile("Copies"), re.compile("E-mail or Telegram")]
    )


async def plan_a_round(page: Page, look: Camera) -> None:
    """From when to when people are asked: as the page suggests it."""
    await press(page, "Rounds")
    await look(page, "rounds")
    await press(page, "Plan a round")
    await look(page, "round-choose")
    assert FIRST_TRY in RUNNING
    await press(page, FIRST_TRY)
    await look(page, "round-plan")
    await press(page, "Go on")
    await look(page, "round-is-this-right")
    await press(page, "Save this round")
    await look(page, "round")


async def invite(page: Page, look: Camera) -> str:
    """Ada; gives the link that the page shows."""
    await press(page, "Invitations")
    await look(page, "invitations")
    await press(page, "Invite Ada")
    await look(page, "invite")
    await press(page, "Invite")
    await look(page, "invited")
    await reach(page, "The page")
    return str(await page.evaluate("document.activeElement.value"))


async def answer(page: Page, link: str, look: Camera) -> None:
    """As Ada, in a browser of her own: the first answer to each question, until the first rest."""
    await page.goto(link)
    for screen in range(MOST_SCREENS):
        if screen % 5 == 0:
            await look(page, f"talk-{screen}")
        labels = await page.locator(".card, button, a.go").filter(visible=True).all_inner_texts()
        said = [" ".join(label.split()) for label in labels]
        if "Another day" in said:
            await by_keyboard(page, "Another day")
            await look(page, "talk-rest")
            return
        boxes = page.locator(".card:has(input[type=checkbox])")
        if await boxes.count():
            await by_keyboard(page, (await boxes.first.inner_text()).strip())
        await by_keyboard(page, _next_of(said, written=bool(await page.locator("textarea").count())))
    raise AssertionError("The talk did not come to a rest.")


def _next_of(said: list[str], *, written: bool) -> str:
    """What to press: on from what is only told, nothing said in own words, else the first answer."""
    return "I do not know" if written else "Next" if "Next" in said else said[0]
