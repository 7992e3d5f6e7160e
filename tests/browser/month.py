"""Who takes part in the month: staff at their pages, people at a tablet and in a chat."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from asking.invitations import link_token
from asking.signin import make_link
from asking.turn import Delivery
from bot.sample.manner import Manner
from dialogs.engine import current
from store import invitations, people, services
from store.tx import Tx
from tests.browser.axe import check_axe
from tests.browser.tablet_walks import by_mouse
from tests.support.whole import Whole
from tests.telegram.phone import Phone

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
MOST_SCREENS = 80
PHONES = 5_300_000_001


class Staff:
    """Somebody on the staff in a browser of their own. Each page that they come to is looked at."""

    def __init__(self, whole: Whole, page: Page) -> None:
        self.whole, self.page = whole, page
        self.seen = 0

    async def look(self) -> None:
        """The page has no axe finding and nothing is cut off, at a phone's and a desk's width."""
        self.seen += 1
        for name, size in SIZES.items():
            await self.page.set_viewport_size(size)  # type: ignore[arg-type]
            await check_axe(self.page)
            assert await self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
            if folder := os.environ.get("SCREENSHOTS", ""):
                path = re.sub(r"[^a-z0-9]+", "-", self.page.url.partition("/staff")[2])
                shot = Path(folder) / f"{self.seen:02}{path[:40]}-{name}.png"
                await self.page.screenshot(path=shot, full_page=True)

    async def goes(self, path: str) -> None:
        """Open a page and look at it."""
        await self.page.goto(path if path.startswith("http") else f"{self.whole.base}{path}")
        await self.look()

    async def types(self, **fields: str) -> None:
        """Fill in fields by their names."""
        for name, value in fields.items():
            await self.page.locator(f'[name="{name}"]').first.fill(value)

    async def ticks(self, name: str, *values: str) -> None:
        """Choose radios and boxes by their name and values."""
        for value in values:
            await self.page.locator(f'input[name="{name}"][value="{value}"]').check()

    async def chooses(self, **fields: str) -> None:
        """Choose in lists, by name of the list and label of the choice."""
        for name, label in fields.items():
            await self.page.locator(f'select[name="{name}"]').select_option(label=label)

    async def picks(self, **values: str) -> None:
        """Choose in lists, by name of the list and value of the choice."""
        for name, value in values.items():
            await self.page.locator(f'select[name="{name}"]').select_option(value=value)

    async def signs_in(self, member: int) -> None:
        """With a fresh link, as `plainsay sign-in` prints it."""
        rooms = self.whole.rooms
        token = await rooms.database.write(lambda tx: make_link(tx, rooms.clock(), member))
        await self.page.goto(f"{self.whole.base}/staff/sign-in/{token}")
        await self.presses("Sign in")

    async def presses(self, label: str) -> None:
        """Press a button and look at the page that comes."""
        await self.page.get_by_role("button", name=label).first.click()
        await self.page.wait_for_load_state()
        await self.look()

    async def follows(self, label: str) -> None:
        """Follow a link and look at the page that comes."""
        await self.page.locator("main a").filter(has_text=label).first.click()
        await self.page.wait_for_load_state()
        await self.look()

    async def reads(self, words: str) -> None:
        """These words are on the page."""
        await expect(self.page.locator("main")).to_contain_text(words)


async def at_a_tablet(browser: Browser, link: str) -> Page:
    """Somebody opens their link and answers by the first choice of each screen, until the talk is over."""
    page = await (await browser.new_context(viewport={"width": 800, "height": 1100})).new_page()
    await page.goto(link)
    for _ in range(MOST_SCREENS):
        await check_axe(page)
        if not await page.locator(".bottom .stop").count():
            return page
        first = page.locator("main form .card, main form .go").first
        is_box = await first.locator("input[type=checkbox]").count()
        await (page.get_by_role("button", name="Skip").click() if is_box else first.click())
        await page.wait_for_load_state()
        if await page.locator(".note").count():
            await by_mouse(page, "I do not know")
    raise AssertionError(f"the talk never ended: {await page.title()}")


def a_phone(whole: Whole, number: int, name: str) -> Phone:
    """Somebody with Telegram on their phone."""
    return Phone(whole.api.user(PHONES + number, name), whole.rest.come)


async def all_others_answer(whole: Whole) -> int:
    """Whoever was invited and has not begun answers as an invented person does; gives how many that are."""
    talks = whole.rooms.conversations

    def answered(tx: Tx) -> int:
        everyone = [one.id for house in services.all(tx) for one in people.in_service(tx, house.id)]
        waiting = [one for each in everyone for one in invitations.of_person(tx, each) if one.opened_at is None]
        for one in waiting:
            token = link_token(tx, one.id)
            manner = Manner(random.Random(one.id), 0.8, patient=True)  # noqa: S311 - an invented person's chance
            talk = talks.open(tx, token)
            asked = current(talk.flow, talk.session)
            number = 0
            while (taken := manner.answer(talk.flow, asked)) is not None:
                number += 1
                turn = talks.turn(tx, token=token, taken=taken, delivery=Delivery("month", "", f"{token}:{number}"))
                asked = turn.asked
        return len(waiting)

    return await whole.rooms.database.write(answered)
