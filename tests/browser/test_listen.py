"""Listening in a real browser: our own sound, the piece that is read, and how someone chooses to listen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Page, Route

from tests.browser.axe import check_axe
from tests.browser.browser import PATIENCE_MS, PHONE, Pages
from tests.browser.tablet_site import Site, serving
from tests.tablet.flow import DAY, small_flow

SPOKEN = [*DAY.text, DAY.ask, "Yes", "A bit", "No", "I do not know", "I do not want to say"]
# What lit up, in order, with the sound that was played then.
WATCH = """
window.lit = [];
const waiting = [];
window.until = count => new Promise(done => lit.length >= count ? done() : waiting.push([count, done]));
new MutationObserver(changes => changes.forEach(({ target, oldValue }) => {
    if (!target.classList.contains('reading') || /\\breading\\b/.test(oldValue)) return;
    lit.push(target.textContent.trim().replace(/\\s+/g, ' '));
    waiting.forEach(([count, done]) => lit.length >= count && done());
})).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'], attributeOldValue: true });
window.played = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () { played.push(new URL(this.src).search); return play.call(this); };
"""
NO_DEVICE_VOICE = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });"
NO_AUTOPLAY = """
HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('first a tap', 'NotAllowedError'));
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The person's pages over talks in memory, with a voice that says every text as a third of a second of tone."""
    with serving() as served:
        yield served


def day(site: Site) -> str:
    """The link of a talk of one question."""
    return site.link(small_flow(DAY, small_flow().steps[-1]))


async def lit(page: Page, count: int) -> None:
    """Wait until this many pieces have lit up."""
    async with asyncio.timeout(PATIENCE_MS / 1000):
        await page.evaluate("count => until(count)", count)


async def quiet_again(page: Page) -> None:
    """Wait until nothing is read any more."""
    await page.locator(".listen", has_text="Listen").wait_for()


async def test_what_is_read_lights_up(page: Page, site: Site) -> None:
    """The text, the question, then each answer: one sound a piece, and what is read is lit while it is read."""
    await page.add_init_script(WATCH)
    await page.goto(day(site))
    await page.locator(".listen").click()
    assert await page.locator(".listen").inner_text() == "Be quiet"
    await quiet_again(page)
    assert await page.evaluate("lit") == SPOKEN
    assert await page.evaluate("played") == [f"?turn=0&piece={number}&rate=normal" for number in range(len(SPOKEN))]
    assert await page.locator(".reading").count() == 0


async def test_pressing_again_stops(page: Page, site: Site) -> None:
    """By keyboard too: a second press falls silent at once, and the next one begins anew."""
    await page.add_init_script(WATCH)
    await page.goto(day(site))
    await page.locator(".listen").focus()
    await page.keyboard.press("Enter")
    await lit(page, 2)
    await page.keyboard.press("Space")
    assert await page.locator(".listen").inner_text() == "Listen"
    assert await page.locator(".reading").count() == 0
    await page.keyboard.press("Enter")
    await lit(page, 3)
    assert (await page.evaluate("lit"))[2] == SPOKEN[0]


async def test_the_next_piece_is_fetched_ahead(page: Page, site: Site) -> None:
    """While one piece is played the next one is on its way; one with a name in it is not fetched early."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.resource_type} {request.url.partition('piece=')[2]}"))
    await page.add_init_script(WATCH)
    await page.goto(day(site))
    await page.evaluate("document.querySelectorAll('[data-say]')[2].dataset.say = 'private'")
    await page.locator(".listen").click()
    await lit(page, 4)
    ahead = [number for number in "0123" if f"fetch {number}&rate=normal" in asked]
    assert ahead == ["1", "3"]


async def test_without_javascript(new_page: Pages, site: Site) -> None:
    """The browser's own player has the whole page in one file, and the choice of how to listen works by its form."""
    page = await new_page(java_script_enabled=False)
    await page.goto(day(site))
    assert not await page.locator(".listen").is_visible()
    player = page.locator("audio")
    assert await player.is_visible()
    address = await player.get_attribute("src")
    async with page.context.expect_page() as opened:
        await page.context.new_page()
    other = await opened.value
    answer = await other.goto(site.base + str(address))
    assert answer is not None
    assert (answer.status, answer.headers["content-type"]) in {(200, "audio/mpeg"), (206, "audio/mpeg")}
    await page.locator("summary").click()
    await page.get_by_role("button", name="Always read to me").click()
    assert await player.get_attribute("autoplay") == ""
    assert await page.get_by_text("We always read to you.").is_visible()


async def test_always_read_to_me(page: Page, site: Site) -> None:
    """It stays after a reload; the next pages read by themselves; and it can be turned off in the same place."""
    await page.add_init_script(WATCH)
    await page.goto(day(site))
    await page.get_by_text("How to listen").click()
    async with page.expect_response("**/listen"):
        await page.get_by_role("button", name="Always read to me").click()
    assert await page.get_by_text("We always read to you.").is_visible()
    await lit(page, 1)
    await page.reload()
    assert await page.get_by_text("We always read to you.").is_visible()
    for link in ("I need help", "Back"):
        await page.get_by_role("link", name=link).click()
        await lit(page, 1)
        assert await page.locator(".listen").inner_text() == "Be quiet"
    await page.get_by_text("We always read to you.").click()
    async with page.expect_response("**/listen"):
        await page.get_by_role("button", name="Always read to me").click()
    assert await page.locator(".listen").inner_text() == "Listen"
    await page.reload()
    assert await page.get_by_text("How to listen").is_visible()
    assert await page.evaluate("played.length") == 0


async def test_what_is_written_stays(page: Page, site: Site) -> None:
    """Choosing how to listen does not take away what someone is writing."""
    wish = next(step for step in small_flow().steps if step.id == "wish")
    await page.goto(site.link(small_flow(wish, small_flow().steps[-1])))
    await page.locator("textarea").fill("More music.")
    await page.get_by_text("How to listen").click()
    async with page.expect_response("**/listen"):
        await page.get_by_role("button", name="Slower").click()
    assert await page.locator("textarea").input_value() == "More music."
    assert await page.locator(".saving").inner_text() == ""


async def test_slower_while_it_reads(page: Page, site: Site) -> None:
    """Another rate is heard from the piece that is read just then, and is kept."""
    await page.add_init_script(WATCH)
    link = day(site)
    await page.goto(link)
    await page.get_by_text("How to listen").click()
    await page.locator(".listen").click()
    await lit(page, 2)
    async with page.expect_response("**/listen"):
        await page.get_by_role("button", name="Slower").click()
    await lit(page, 3)
    assert (await page.evaluate("lit"))[1:] == [SPOKEN[1], SPOKEN[1]]
    assert "rate=slower" in (await page.evaluate("played"))[-1]
    await page.goto(link)
    await page.get_by_text("How to listen").click()
    pressed = page.locator(".rates [aria-pressed=true]")
    assert await pressed.inner_text() == "Slower"


async def test_a_browser_that_wants_a_tap_first(page: Page, site: Site) -> None:
    """Where reading by itself is not allowed, the page is silent and whole, and the key is there."""
    link = day(site)
    await page.goto(link)
    await page.get_by_text("How to listen").click()
    async with page.expect_response("**/listen"):
        await page.get_by_role("button", name="Always read to me").click()
    await page.add_init_script(NO_AUTOPLAY)
    await page.goto(link)
    await quiet_again(page)
    assert await page.locator(".saving").inner_text() == ""


async def refuse(route: Route) -> None:
    """What the server says where it has no sound."""
    await route.fulfill(status=404, content_type="text/plain", body="no-voice")


async def test_no_sound_and_no_voice(page: Page, site: Site) -> None:
    """Where neither the server nor the device has a voice the page says so."""
    await page.add_init_script(NO_DEVICE_VOICE)
    await page.route("**/listen.mp3*", refuse)
    await page.goto(day(site))
    await page.locator(".listen").click()
    await page.get_by_text("There is no sound for this one.").wait_for()
    await quiet_again(page)


async def test_no_sound_but_a_voice(page: Page, site: Site) -> None:
    """Where the server has no sound for a piece, the device's own voice says it, and lights it up."""
    await page.add_init_script(WATCH + DEVICE)
    await page.route("**/listen.mp3?*piece=1&*", refuse)
    await page.goto(day(site))
    await page.locator(".listen").click()
    await quiet_again(page)
    assert await page.evaluate("device") == [DAY.ask]
    assert await page.evaluate("lit") == SPOKEN


DEVICE = """
window.device = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'en-GB', localService: true }], cancel() {},
    speak(said) { device.push(said.text); said.onstart(); said.onend(); },
} });
"""


async def test_going_on_stops(page: Page, site: Site) -> None:
    """An answer given while the page is read leads on, and the next page is silent."""
    await page.add_init_script(WATCH)
    await page.goto(day(site))
    await page.locator(".listen").click()
    await lit(page, 1)
    await page.get_by_role("button", name="Yes").click()
    await page.wait_for_url("**/s/*")
    assert await page.title() == "Thank you for talking with us."
    assert await page.evaluate("played.length") == 0


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
async def test_motion(new_page: Pages, site: Site, motion: str) -> None:
    """What is read comes into sight without gliding where someone wants no motion."""
    page = await new_page(reduced_motion=motion)
    await page.add_init_script(
        WATCH + "window.glides = []; Element.prototype.scrollIntoView = function (how) { glides.push(how.behavior); };"
    )
    await page.goto(day(site))
    await page.locator(".listen").click()
    await lit(page, 1)
    assert await page.evaluate("glides[0]") == ("auto" if motion == "reduce" else "smooth")


LOOKS = {
    "phone": {"viewport": PHONE},
    "forced colours": {"viewport": PHONE, "forced_colors": "active"},
    "dark": {"color_scheme": "dark"},
}


@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(new_page: Pages, site: Site, look: str) -> None:
    """With the choice open, always on, and a piece lit, axe-core finds no fault, and nothing scrolls sideways."""
    page = await new_page(**LOOKS[look])
    await page.add_init_script(WATCH)
    await page.goto(day(site))
    await page.get_by_text("How to listen").click()
    async with page.expect_response("**/listen"):
        await page.get_by_role("button", name="Always read to me").click()
    await lit(page, 3)
    await check_axe(page)
    for size in ("100%", "200%"):
        await page.evaluate("size => document.documentElement.style.fontSize = size", size)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
        cut = "[...document.querySelectorAll('.ways button')].filter(b => b.scrollWidth > b.clientWidth + 1).length"
        assert await page.evaluate(cut) == 0, size
