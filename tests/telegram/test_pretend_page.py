"""The phone page in a real browser: a newcomer can do there what people do on their phones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, Route, expect
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from bot.pretend import Api, serving
from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET, Pages
from tests.browser.conftest import browser, new_page, page
from tests.telegram.conftest import Telegram
from tests.telegram.samples import opus, png
from tests.telegram.strict import AiogramModel

__all__ = ["browser", "new_page", "page"]  # fixtures of the browser tests

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOOKS: dict[str, dict[str, Any]] = {
    "320": {"viewport": PHONE},
    "1024": {"viewport": TABLET},
    "dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"viewport": TABLET, "forced_colors": "active"},
}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """[...document.querySelectorAll('button, a, label, h1, p, summary')]
    .filter(one => one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)"""
ROBIN = 5001
KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton(label, callback_data=f"a:{label}") for label in ("Good", "In the middle", "Bad")],
        [InlineKeyboardButton(label, callback_data=f"b:{label}") for label in ("I don’t know", "I don’t want to say")],
        [InlineKeyboardButton("Read about it", url="https://example.org/about")],
    ]
)


@dataclass
class Phone:
    """The page, and both sides of its chat."""

    telegram: Telegram
    bot: Bot

    @property
    def api(self) -> Api:
        """Pretend Telegram."""
        return self.telegram.api

    async def open(self, page: Page, query: str = "") -> Locator:
        """Open the page. Gives the chat."""
        await page.goto(f"{self.telegram.base}/{query}")
        await expect(page.locator("#whose")).not_to_have_text("You are nobody yet.")
        return page.get_by_role("log")

    async def ask(self, user_id: int = ROBIN) -> None:
        """Let the bot ask something."""
        await self.bot.send_photo(user_id, png(), caption="<b>How is your home?</b>\nThink of this week.",
                                  parse_mode="HTML", reply_markup=KEYBOARD)  # fmt: skip


@pytest_asyncio.fixture(loop_scope="session")
async def phone() -> AsyncIterator[Phone]:
    """Pretend Telegram with the page, and a client that plays the bot."""
    api = Api(inspector=AiogramModel())
    async with serving(api) as base:
        telegram = Telegram(api, base, api.token)
        async with telegram.client() as bot:
            yield Phone(telegram, bot)
    assert api.violations == []


async def test_a_newcomer_starts_the_bot(phone: Phone, page: Page) -> None:
    """The page says that nothing leaves this computer, and one press on Start reaches the bot."""
    chat = await phone.open(page)
    await expect(page.get_by_role("banner")).to_contain_text("Pretend Telegram. Nothing leaves this computer.")
    await expect(page.get_by_text("You are Robin, a person.")).to_be_visible()
    await page.get_by_role("button", name="Start").click()
    await expect(chat).to_contain_text("/start")
    (update,) = await phone.bot.get_updates(timeout=5)
    assert update.message is not None
    assert (update.message.text, update.message.chat.id) == ("/start", ROBIN)


async def test_a_link_starts_the_bot(phone: Phone, page: Page) -> None:
    """A link with a payload opens a chat for someone new and presses Start, once."""
    chat = await phone.open(page, "?start=invite-7")
    await expect(chat).to_contain_text("/start invite-7")
    (update,) = await phone.bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "/start invite-7"
    assert update.message.chat.id != ROBIN
    await page.reload()
    await expect(chat).to_contain_text("/start invite-7")
    assert len(await phone.bot.get_updates()) == 1


async def test_a_question_looks_like_a_chat(phone: Phone, page: Page) -> None:
    """A question shows picture, bold text and rows of buttons, and changes where it stands."""
    phone.api.user(ROBIN).start()
    chat = await phone.open(page)
    await phone.ask()
    await expect(chat.get_by_role("img", name="Picture from the bot")).to_be_visible()
    await expect(chat.locator("strong")).to_have_text("How is your home?")
    rows = chat.locator(".rows > div")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(0).get_by_role("button")).to_have_text(["Good", "In the middle", "Bad"])
    await expect(chat.get_by_role("link", name="Read about it")).to_have_attribute("href", "https://example.org/about")
    number = phone.api.user(ROBIN).last.message_id
    await phone.bot.edit_message_caption(ROBIN, number, caption="Thank you.")
    await expect(chat.locator("article").last).to_contain_text("Thank you.")
    await expect(rows).to_have_count(0)
    await phone.bot.delete_message(ROBIN, number)
    await expect(chat.locator("article")).to_have_count(1)


async def test_a_tap_is_answered_on_the_page(phone: Phone, page: Page) -> None:
    """A tap reaches the bot, and its answer is shown; a loud answer waits for OK."""
    phone.api.user(ROBIN).start()
    chat = await phone.open(page)
    await phone.ask()
    (seen,) = await phone.bot.get_updates()
    for show_alert in (False, True):
        await chat.get_by_role("button", name="Good").click()
        (seen,) = await phone.bot.get_updates(offset=seen.update_id + 1, timeout=5)
        query = seen.callback_query
        assert query is not None
        assert query.data == "a:Good"
        await query.answer("Saved.", show_alert=show_alert)
        if show_alert:
            await expect(page.get_by_role("dialog")).to_contain_text("Saved.")
            await page.get_by_role("button", name="OK").click()
        else:
            await expect(page.locator("#status")).to_have_text("Saved.")


async def test_words_voice_photo_and_sticker_are_sent(phone: Phone, page: Page, tmp_path: Path) -> None:
    """A person can write, attach a recording or a photo, and send a sticker; each comes to the bot as what it is."""
    chat = await phone.open(page)
    await page.get_by_label("Message", exact=True).fill("Hello")
    await page.keyboard.press("Enter")
    await expect(chat).to_contain_text("Hello")
    for name, data in (("home.png", png()), ("said.ogg", opus())):
        (tmp_path / name).write_bytes(data)
    await page.get_by_label("Photo").set_input_files(tmp_path / "home.png")
    await expect(chat.get_by_role("img", name="Picture from you")).to_be_visible()
    await page.get_by_label("Voice", exact=True).set_input_files(tmp_path / "said.ogg")
    await expect(chat.locator("audio")).to_have_count(1)
    await page.get_by_role("button", name="Sticker").click()
    await expect(chat.locator(".sticker")).to_have_text("👍")
    seen = [update.message for update in await phone.bot.get_updates() if update.message]
    assert [bool(one.text) for one in seen] == [True, False, False, False]
    assert seen[1].photo
    assert seen[2].voice is not None
    assert seen[3].sticker is not None


async def test_what_can_not_be_sent_is_said(phone: Phone, page: Page, tmp_path: Path) -> None:
    """A file that is no picture is not sent, and the page says why."""
    await phone.open(page)
    (tmp_path / "notes.png").write_bytes(b"no picture")
    await page.get_by_label("Photo").set_input_files(tmp_path / "notes.png")
    await expect(page.locator("#status")).to_have_text("This did not work. This is no PNG or JPEG picture.")


async def test_the_menu_has_commands(phone: Phone, page: Page) -> None:
    """The menu shows the bot's commands, and a press sends one."""
    phone.api.user(ROBIN).start()
    await phone.bot.set_my_commands([BotCommand("help", "Get help"), BotCommand("stop", "Stop the questions")])
    chat = await phone.open(page)
    await page.get_by_text("Menu", exact=True).click()
    await page.get_by_role("button", name="/stop – Stop the questions").click()
    await expect(chat.locator("article").last).to_contain_text("/stop")


async def test_a_bot_can_be_blocked(phone: Phone, page: Page) -> None:
    """A person can block the bot and take it back, and can forbid voice messages."""
    robin = phone.api.user(ROBIN)
    robin.start()
    await phone.open(page)
    await page.get_by_text("Menu", exact=True).click()
    await page.get_by_role("button", name="Block this bot").click()
    await expect(page.locator("#status")).to_have_text("You blocked this bot. It cannot write to you.")
    await expect(page.get_by_label("Message", exact=True)).to_be_disabled()
    assert robin.chat.blocked
    await page.get_by_role("button", name="Unblock this bot").click()
    await expect(page.get_by_label("Message", exact=True)).to_be_enabled()
    await page.get_by_label("I take no voice messages").check()
    await robin.wait(lambda robin: robin.forbid_voice)


async def test_people_have_their_own_chats(phone: Phone, page: Page) -> None:
    """A newcomer can be one invented person after the other, and sees only that person's chat."""
    phone.api.user(ROBIN).start()
    await phone.bot.send_message(ROBIN, "For Robin")
    chat = await phone.open(page)
    await expect(chat).to_contain_text("For Robin")
    await page.get_by_role("link", name="Heron a safeguarding lead").click()
    await expect(page.get_by_text("You are Heron, a safeguarding lead.")).to_be_visible()
    await expect(chat).not_to_contain_text("For Robin")
    await expect(page.locator("[aria-current=page]")).to_contain_text("Heron")


@pytest.mark.parametrize("look", LOOKS)
async def test_everyone_can_use_it(phone: Phone, new_page: Pages, look: str) -> None:
    """The page fits 320 pixels, dark mode and forced colours, cuts nothing off, and axe-core finds nothing."""
    page = await new_page(**LOOKS[look])
    robin = phone.api.user(ROBIN, "Robin")
    robin.start()
    await phone.ask()
    robin.voice(opus())
    robin.sticker()
    await phone.bot.send_message(ROBIN, "Thank you.")
    await phone.bot.set_my_commands([BotCommand("help", "Get help")])
    chat = await phone.open(page)
    await expect(chat).to_contain_text("Thank you.")
    await page.get_by_text("Menu", exact=True).click()
    await check_axe(page)
    assert await page.evaluate(WIDER) <= 0
    assert await page.evaluate(CUT_OFF) == []


async def test_the_keyboard_is_enough(phone: Phone, page: Page) -> None:
    """With keys alone a person starts, answers and writes; a question that changes keeps the place of the focus."""
    robin = phone.api.user(ROBIN, "Robin")
    chat = await phone.open(page)
    await press_until(page, page.get_by_role("button", name="Start"))
    await page.keyboard.press("Enter")
    await expect(chat).to_contain_text("/start")
    await expect(page.get_by_label("Message", exact=True)).to_be_focused()
    await phone.ask()
    good = chat.get_by_role("button", name="Good")
    await press_until(page, good)
    await page.keyboard.press("Enter")
    await phone.api.wait(lambda api: api.taps)
    await phone.bot.edit_message_caption(ROBIN, robin.last.message_id, caption="Again?", reply_markup=KEYBOARD)
    await expect(chat).to_contain_text("Again?")
    await expect(good).to_be_focused()
    await press_until(page, page.get_by_label("Message", exact=True))
    await page.keyboard.type("Hello")
    await page.keyboard.press("Enter")
    await expect(chat.locator("article").last).to_contain_text("Hello")


async def test_a_late_answer_moves_nobody(phone: Phone, page: Page) -> None:
    """Whoever went on to a question before the answer to Start came stays there."""
    answered = asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        await answered.wait()
        await route.fulfill(response=answer)

    chat = await phone.open(page)
    await page.route("**/control/act", late)
    await page.get_by_role("button", name="Start").click()
    await expect(chat).to_contain_text("/start")
    await phone.ask()
    good = chat.get_by_role("button", name="Good")
    await good.focus()
    async with page.expect_response("**/control/act"):
        answered.set()
    await page.evaluate("() => new Promise((done) => setTimeout(done))")
    await expect(good).to_be_focused()


async def press_until(page: Page, aim: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await aim.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab never reached {aim}")
