"""The person's pages in a real browser: every way of using them, every size, and what axe-core says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize

from dialogs.events import Reply
from tests.browser.axe import check_axe
from tests.browser.browser import TABLET, TABLET_HOST, Pages
from tests.browser.tablet_site import RIGHT_TO_LEFT, Site, serving
from tests.support.server import Server
from tests.tablet.flow import DAY, small_flow

PHONE_390: ViewportSize = {"width": 390, "height": 844}
Press = Callable[[Page, str], Awaitable[None]]

WALK = (
    *("Next", "Yes", "Family", "Next", "With help", "Yes"),
    *("A bit", "Other people", "Friends", "Neighbours", "Next", "Carry on"),
)
"""From the first screen to the open questions."""

BARS = "[...document.querySelectorAll('.bar .key')].map(key => key.getBoundingClientRect().toJSON())"
OVERFLOW = "Math.max(...['html', 'main'].map(n => document.querySelector(n)).map(e => e.scrollWidth - e.clientWidth))"
CUT_OFF = """[...document.querySelectorAll('button, a, label, h1, p')]
    .filter(one => one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The person's pages over talks in memory."""
    with serving() as served:
        yield served


async def by_mouse(page: Page, label: str) -> None:
    """Click on what says this."""
    target = page.locator(".card, button, a.go").filter(has_text=label).first
    await target.click()
    await page.wait_for_load_state()


async def by_keyboard(page: Page, label: str) -> None:
    """Go there with the tab key alone, then press it: space for a box, enter for all else."""
    focused = "(e => e.closest('label')?.textContent ?? e.textContent)(document.activeElement).trim()"
    for _ in range(30):
        await page.keyboard.press("Tab")
        if (await page.evaluate(focused)).startswith(label):
            if await page.evaluate("document.activeElement.type === 'checkbox'"):
                await page.keyboard.press("Space")
                return
            async with page.expect_navigation():
                await page.keyboard.press("Enter")
            return
    raise AssertionError(f"{label!r} cannot be reached with the tab key on {await page.title()!r}")


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
    sound = {"name": "answer.ogg", "mimeType": "audio/ogg", "buffer": b"OggS and sound"}
    await page.locator("input[type=file]").set_input_files([sound])  # type: ignore[list-item]  # a FilePayload
    assert await page.get_by_text("Your recording is ready.").is_visible()
    await by_mouse(page, "Save my recording")
    assert site.talk(link).answers["more"].reply is Reply.SPOKE


async def test_the_order_of_the_keys(page: Page, site: Site) -> None:
    """Keys and switches meet the answers first, then the two that stand apart, then back, help, skip and stop."""
    await page.goto(site.link(small_flow(DAY, small_flow().steps[-1])))
    met = []
    for _ in range(8):
        await page.keyboard.press("Tab")
        met.append((await page.evaluate("document.activeElement.textContent")).strip())
    assert met == ["Yes", "A bit", "No", "I do not know", "I do not want to say", "I need help", "Skip", "Stop"]


async def screens(page: Page, site: Site, language: str = "en", **options: Any) -> AsyncIterator[str]:
    """Stand on every page there is, one after the other."""
    link = site.link(small_flow(language=language), **options)
    await page.goto(link)
    for label in WALK:
        if not await page.evaluate("Boolean(document.querySelector('input:checked'))"):
            yield await page.title()
        await by_mouse(page, label)
    yield await page.title()
    await page.locator("textarea").fill("More music.")
    await by_mouse(page, "Save my words")
    yield await page.title()
    await by_mouse(page, "Back")
    yield "a question answered before"
    for path in ("/help", "/answers", "/answers/all", "?note=too_big"):
        await page.goto(link + path)
        yield path
    await page.goto(f"{link}/help")
    await by_mouse(page, "Tell someone")
    yield "told"
    site.talk(link).saves = False
    await page.goto(f"{link}/help")
    await by_mouse(page, "Tell someone")
    yield "not sent"
    await page.goto(link)
    await by_mouse(page, "I do not know")
    yield "not saved"
    site.talk(link).saves = True
    await page.goto(link)
    await by_mouse(page, "Stop")
    yield "stopped"
    site.talk(link).reads = False
    await page.goto(link)
    yield "a problem"
    await page.goto(f"{site.base}/s/unknown")
    yield "unknown link"
    declining = site.link(small_flow(language=language))
    await page.goto(declining)
    await by_mouse(page, "Next")
    await by_mouse(page, "No")
    yield "declined"


LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE_390},
    "tablet": {"viewport": TABLET},
    "dark phone": {"viewport": PHONE_390, "color_scheme": "dark"},
    "dark tablet": {"viewport": TABLET, "color_scheme": "dark"},
    "forced colours": {"viewport": TABLET, "forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(new_page: Pages, site: Site, look: str) -> None:
    """axe-core finds no fault on any page, at either size, light, dark or in forced colours, the listen key shown."""
    page = await new_page(**LOOKS[look])
    async for _ in screens(page, site, sample=True):
        await page.evaluate("document.querySelector('[data-listen]').hidden = false")
        await check_axe(page)


async def test_axe_finds_nothing_from_right_to_left(new_page: Pages, site: Site) -> None:
    """The same for a language that is written from right to left, where the sides change places."""
    page = await new_page(viewport=PHONE_390)
    async for name in screens(page, site, language=RIGHT_TO_LEFT):
        assert await page.evaluate(OVERFLOW) == 0, name
        await check_axe(page)
    await page.goto(site.link(small_flow(language=RIGHT_TO_LEFT)))
    keys = await page.evaluate(BARS)
    assert keys[0]["x"] > keys[1]["x"]


@pytest.mark.parametrize(
    ("width", "height", "text"), [(320, 640, "100%"), (320, 256, "100%"), (390, 844, "200%"), (1024, 768, "200%")]
)
async def test_nothing_scrolls_sideways(new_page: Pages, site: Site, width: int, height: int, text: str) -> None:
    """At 320 px, at 400% zoom of a tablet and with text twice as large, no page scrolls sideways or cuts words off."""
    page = await new_page(viewport={"width": width, "height": height})
    async for name in screens(page, site, sample=True):
        await page.evaluate("size => document.documentElement.style.fontSize = size", text)
        await page.evaluate("document.querySelector('[data-listen]').hidden = false")
        assert await page.evaluate(OVERFLOW) == 0, name
        assert await page.evaluate(CUT_OFF) == [], name


@pytest.mark.parametrize("size", [PHONE_390, TABLET, {"width": 320, "height": 256}])
async def test_what_has_focus_is_in_sight(new_page: Pages, site: Site, size: ViewportSize) -> None:
    """No bar covers what the tab key has reached."""
    page = await new_page(viewport=size)
    covered = """(() => {
        const reached = document.activeElement, focused = reached.closest('label') ?? reached;
        const place = focused.getBoundingClientRect();
        const seen = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
        return !focused.contains(seen);
    })()"""
    async for name in screens(page, site):
        count = await page.locator("button:enabled:visible, a:visible, input:visible, textarea:visible").count()
        for _ in range(count):
            await page.keyboard.press("Tab")
            assert not await page.evaluate(covered), name


@pytest.mark.parametrize("size", [PHONE_390, TABLET])
async def test_keys_are_large_and_apart(new_page: Pages, site: Site, size: ViewportSize) -> None:
    """Everything to press is at least 64 px high; what answers and what leads away are at least 16 px apart."""
    page = await new_page(viewport=size)
    small = """[...document.querySelectorAll('button, a, .card')].filter(e => e.getBoundingClientRect().height > 0
        && e.getBoundingClientRect().height < 63.9).map(e => e.outerHTML)"""
    apart = """(() => {
        document.querySelector('main').scrollTo(0, 100000);
        scrollTo(0, 100000);
        const boxes = [...document.querySelectorAll('main :is(button, a, .card)')].map(e => e.getBoundingClientRect());
        return document.querySelector('.bottom').getBoundingClientRect().top - Math.max(...boxes.map(b => b.bottom));
    })()"""
    async for name in screens(page, site):
        assert await page.evaluate(small) == [], name
        if await page.locator("main button, main a, main .card").count():
            assert await page.evaluate(apart) >= 16, name


@pytest.mark.parametrize("size", [PHONE_390, TABLET])
async def test_fixed_places(new_page: Pages, site: Site, size: ViewportSize) -> None:
    """On every screen of a talk, back, help, skip and stop stand exactly where they stood before."""
    page = await new_page(viewport=size)
    await page.goto(site.link())
    places = []
    for label in WALK:
        places.append([(box["x"], box["y"], box["width"]) for box in await page.evaluate(BARS)])
        await by_mouse(page, label)
    assert all(place == places[0] for place in places)


@pytest.mark.parametrize("size", [{"width": 360, "height": 740}, PHONE_390, {"width": 768, "height": 1024}, TABLET])
async def test_a_question_fits(new_page: Pages, site: Site, size: ViewportSize) -> None:
    """The question, its picture and all three answers are in sight without scrolling, on a phone too."""
    page = await new_page(viewport=size)
    await page.goto(site.link(small_flow(DAY, small_flow().steps[-1])))
    between = """(() => {
        const boxes = [...document.querySelectorAll('h1, .picture, .card')].map(e => e.getBoundingClientRect());
        const edge = side => document.querySelector(side).getBoundingClientRect();
        return [Math.min(...boxes.map(b => b.top)) >= edge('.top').bottom,
                Math.max(...boxes.map(b => b.bottom)) <= edge('.bottom').top];
    })()"""
    assert await page.locator(".card").count() == 3
    assert await page.evaluate(between) == [True, True]


async def test_edges_stay_in_forced_colours(new_page: Pages, site: Site) -> None:
    """Where backgrounds are taken away, everything to press still has a real border."""
    page = await new_page(forced_colors="active")
    bare = """[...document.querySelectorAll('button, .card, a.go, a.key')].filter(e => {
        const style = getComputedStyle(e);
        return e.offsetHeight > 0 && (style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 2);
    }).map(e => e.outerHTML)"""
    async for name in screens(page, site):
        assert await page.evaluate(bare) == [], name


VOICES = """
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
    """The key reads the question, then each answer, lights up what it reads, and falls silent when pressed again."""
    await page.add_init_script(VOICES.replace("LOCAL", "true"))
    await page.goto(site.link(small_flow(DAY, small_flow().steps[-1])))
    listen = page.locator(".listen")
    await listen.click()
    assert await listen.inner_text() == "Be quiet"
    for _ in range(2):
        await page.evaluate("speechSynthesis.finish()")
    assert await page.evaluate("speechSynthesis.said") == [*DAY.text, DAY.ask, "Yes"]
    assert await page.locator(".card.reading").inner_text() == "Yes"
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
    """Where the only fitting voice is a company's far away, the key is not shown: questions stay on the device."""
    await page.add_init_script(VOICES.replace("LOCAL", "false"))
    await page.goto(site.link())
    assert not await page.locator(".listen").is_visible()


async def test_the_sample_talk(new_page: Pages, sample: Server) -> None:
    """The program as people start it: a person's printed link leads through a whole talk on a phone, axe-clean."""
    page = await new_page(viewport=PHONE_390)
    await page.goto(sample.on(TABLET_HOST, sample.links["Person"]))
    for _ in range(60):
        await check_axe(page)
        assert "Sample. Not real people." in await page.inner_text("header")
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
