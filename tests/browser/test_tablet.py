"""The person's pages in a real browser: every way of using them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import FilePayload, Page, ViewportSize

from dialogs.events import Reply
from tests.browser.axe import check_axe
from tests.browser.browser import TABLET_HOST, Pages
from tests.browser.tablet_site import Site, serving
from tests.browser.tablet_walks import WALK, Press, by_keyboard, by_mouse
from tests.support.server import Server
from tests.tablet.flow import DAY, small_flow

PHONE_390: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The person's pages over talks in memory."""
    with serving() as served:
        yield served


@pytest.mark.parametrize("press", [by_mouse, by_keyboard])
async def test_the_whole_talk(page: Page, site: Site, press: Press) -> None:
    """From first to last screen by mouse, or with the keyboard only; every answer counts."""
    link = site.link()
    await page.goto(link)
    for label in WALK:
        await press(page, label)
    await page.locator("textarea").fill("More music.")
    await press(page, "Save my words")
    await press(page, "I do not know")
    await check_finished(page, site, link)


async def test_the_whole_talk_without_javascript(new_page: Pages, site: Site) -> None:
    """With JavaScript off the same walk works, and no button is shown that would do nothing."""
    page = await new_page(java_script_enabled=False)
    link = site.link()
    await page.goto(link)
    for label in WALK:
        assert not await page.locator(".listen").is_visible()
        await by_mouse(page, label)
    await page.locator("textarea").fill("More music.")
    await by_mouse(page, "Save my words")
    await by_mouse(page, "I do not know")
    await check_finished(page, site, link)


async def check_finished(page: Page, site: Site, link: str) -> None:
    """The thanks are shown, and the walk's answers are kept."""
    assert await page.title() == "Thank you for talking with us."
    answers = site.talk(link).answers
    assert {key: kept.choices for key, kept in answers.items() if kept.choices} == {
        "day": ("a-bit",),
        "home": ("others",),
        "seen": ("friends", "neighbours"),
    }
    assert answers["wish"].words == "More music."
    assert answers["more"].reply is Reply.DID_NOT_KNOW


async def test_a_recording_is_chosen_and_sent(page: Page, site: Site) -> None:
    """The file field takes a recording, says that it is ready, and sends it."""
    link = site.link(small_flow(*[step for step in small_flow().steps if step.id in {"more", "closing"}]))
    await page.goto(link)
    assert not await page.get_by_text("Your recording is ready.").is_visible()
    sound: FilePayload = {"name": "answer.ogg", "mimeType": "audio/ogg", "buffer": b"OggS and sound"}
    await page.locator("input[type=file]").set_input_files(sound)
    assert await page.get_by_text("Your recording is ready.").is_visible()
    await by_mouse(page, "Save my recording")
    assert site.talk(link).answers["more"].reply is Reply.SPOKE


async def test_the_order_of_the_keys(page: Page, site: Site) -> None:
    """Keys and switches meet the answers first, then the two that stand apart, then back, help and the keys below."""
    await page.goto(site.link(small_flow(DAY, small_flow().steps[-1])))
    met = []
    for _ in range(10):
        await page.keyboard.press("Tab")
        met.append((await page.evaluate("document.activeElement.innerText")).strip())
    answers = ["Yes", "A bit", "No", "I do not know", "I do not want to say"]
    assert met == [*answers, "I need help", "Listen", "Skip", "Stop", "How to listen"]


@pytest.mark.parametrize("script", [True, False])
async def test_back_brings_no_worry_back(new_page: Pages, site: Site, script: bool) -> None:
    """After telling, the browser's own 'back' shows an empty box, with or without JavaScript; leaving unsent too."""
    page = await new_page(java_script_enabled=script)
    link = site.link()
    for leave in ("Send", "Back"):
        await page.goto(link)
        await page.goto(f"{link}/more")
        await page.locator("textarea").fill("Someone shouts at me.")
        await page.get_by_text(leave, exact=True).click()
        await page.wait_for_load_state()
        await page.go_back()
        assert page.url == f"{link}/more"
        assert await page.locator("textarea").input_value() == ""
    assert site.talk(link).worries == ["Someone shouts at me."]


VOICES = """
HTMLMediaElement.prototype.canPlayType = () => '';
const said = [];
class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, 'speechSynthesis', { value: {
    said, held: null,
    getVoices: () => [{ lang: 'en-GB', localService: LOCAL, name: 'A' }, { lang: 'fr', localService: true, name: 'B' }],
    addEventListener() {}, cancel() { this.held = null; },
    speak(u) { said.push(u.text); this.held = u; u.onstart(); },
    finish() { const u = this.held; this.held = null; u.onend(); },
} });
"""


async def test_listening(page: Page, site: Site) -> None:
    """Where our own sound cannot be played, the device's own voice reads: all, in order, until the key is pressed."""
    await page.add_init_script(VOICES.replace("LOCAL", "true"))
    await page.goto(site.link(small_flow(DAY, small_flow().steps[-1])))
    listen = page.locator(".listen")
    await listen.click()
    assert await listen.inner_text() == "Be quiet"
    for _ in range(2):
        await page.evaluate("speechSynthesis.finish()")
    assert await page.locator(".card.reading").inner_text() == "Yes"
    assert await page.evaluate("speechSynthesis.said") == [*DAY.text, DAY.ask, "Yes"]
    await listen.click()
    assert await listen.inner_text() == "Listen"
    assert await page.locator(".reading").count() == 0
    await listen.click()
    for _ in range(7):
        await page.evaluate("speechSynthesis.finish()")
    assert await page.evaluate("speechSynthesis.said.slice(3)") == [
        *(*DAY.text, DAY.ask, "Yes", "A bit", "No"),
        *("I do not know", "I do not want to say"),
    ]
    assert await listen.inner_text() == "Listen"


async def test_no_voice_of_its_own_no_listening(page: Page, site: Site) -> None:
    """Without ours, and with only a company's voice far away, the key is not shown: questions stay on the device."""
    await page.add_init_script(VOICES.replace("LOCAL", "false"))
    await page.goto(site.link())
    assert not await page.locator(".listen").is_visible()


async def test_the_sample_talk(new_page: Pages, sample: Server) -> None:
    """The program as people start it: a person's printed link leads through a whole talk on a phone, axe-clean."""
    page = await new_page(viewport=PHONE_390)
    await page.goto(sample.on(TABLET_HOST, sample.links["Person"]))
    for _ in range(60):
        await check_axe(page)
        assert "Sample: made-up people." in await page.inner_text("header")
        if not await page.locator(".bottom .stop").count():
            break
        first = page.locator("main form .card, main form .go").first
        is_box = await first.locator("input[type=checkbox]").count()
        await (page.get_by_role("button", name="Skip").click() if is_box else first.click())
        await page.wait_for_load_state()
        if await page.locator(".note").count():
            await by_mouse(page, "I do not know")
    assert await page.locator(".bottom .stop").count() == 0
    assert "Thank you" in await page.title()
