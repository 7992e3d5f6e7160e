"""The person's pages in every language: axe-core, large text, letters, directions, keys, and changing in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import CDPSession, Page, ViewportSize

from locales import Languages
from locales.words import for_eye
from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET, TABLET_HOST, Pages
from tests.browser.tablet_site import Site, serving
from tests.browser.tablet_tongues import (
    ALL,
    CONTACTS,
    NAMES,
    OPEN,
    RIGHT_TO_LEFT,
    frame,
    length,
    of_kind,
    pages,
    press,
    talk,
)
from tests.support.counts import count
from tests.tablet.flow import small_flow

SMALL_PHONE: ViewportSize = {"width": 360, "height": 740}
LOOKS: tuple[dict[str, Any], ...] = (
    {"viewport": PHONE},
    {"viewport": TABLET},
    {"viewport": SMALL_PHONE, "color_scheme": "dark"},
    {"viewport": SMALL_PHONE, "forced_colors": "active"},
)
LETTERS = {"ar": "Arabic", "ur": "Arabic", "bn": "Bengali", "pa": "Gurmukhi", "gu": "Gujarati"}

# Sideways, out of its own box, or onto other words. What is not shown, or lies one in the other, is passed over.
FAULTS = """() => {
    const shown = one => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen');
    const words = one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const texts = [...document.querySelectorAll('body *')].filter(one => words(one) && shown(one));
    const boxes = texts.flatMap(one => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return [...range.getClientRects()].filter(box => box.width > 1).map(box => ({ one, box }));
    });
    const inside = document.querySelector('main').getBoundingClientRect();
    const faults = [];
    for (const which of ['html', 'main']) {
        const one = document.querySelector(which);
        const beyond = one.scrollWidth - one.clientWidth;
        if (beyond > 0) faults.push(`${which} scrolls sideways by ${beyond}`);
    }
    for (const one of [...texts, ...document.querySelectorAll('.key, .card, .go, .aside, .call, .way')]) {
        const style = getComputedStyle(one);
        const wide = one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1;
        const high = style.overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1;
        if (shown(one) && (wide || high)) faults.push(`cut off: ${one.outerHTML}`);
    }
    for (const { one, box } of boxes) {
        if (box.left < -1 || box.right > innerWidth + 1) faults.push(`beyond the edge: ${one.outerHTML}`);
        for (const other of boxes) {
            if (one === other.one || one.contains(other.one) || other.one.contains(one)) continue;
            if (Boolean(one.closest('main')) !== Boolean(other.one.closest('main'))) continue;
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            const much = 0.45 * Math.min(box.height, other.box.height);
            if (across > 2 && down > much) faults.push(`under another: ${one.outerHTML}`);
        }
    }
    for (const one of document.querySelectorAll('button, a, summary, label.card')) {
        const { width, height } = one.getBoundingClientRect();
        if (shown(one) && (width < 44 || height < 44)) faults.push(`too small to press: ${one.outerHTML}`);
    }
    return [...new Set(faults)];
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The person's pages over talks in memory."""
    with serving() as served:
        yield served


@pytest.mark.parametrize("language", ALL)
async def test_every_page(new_page: Pages, site: Site, language: str) -> None:
    """axe-core finds nothing, no words are cut off or lie on others, at 320 px and with text twice as large."""
    for look in LOOKS[: count(1, promised=len(LOOKS))]:
        page = await new_page(**look)
        async for name in pages(page, site, language):
            assert await page.evaluate("[document.documentElement.lang, document.dir]") == _direction(language), name
            await page.evaluate("document.querySelector('[data-listen]').hidden = false")
            await check_axe(page)
            await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            for text in ("100%", "200%"):
                await page.evaluate("size => document.documentElement.style.fontSize = size", text)
                faults = await page.evaluate(FAULTS)
                assert not faults, "\n".join([f"{name}, {language}, text {text}:", *faults])


@pytest.mark.parametrize("language", LETTERS)
async def test_no_empty_boxes(new_page: Pages, site: Site, language: str) -> None:
    """Where the device has no font for a script, ours comes: every word is drawn in letters of its script."""
    page = await new_page(viewport=SMALL_PHONE)
    await page.goto(talk(site, frame(language).consent, language))
    await page.wait_for_function("document.fonts.status === 'loaded'")
    await page.evaluate("document.fonts.ready")
    tools = await page.context.new_cdp_session(page)
    for place in ("header.sample", "h1", ".card .label", ".help span", ".skip span", ".language span:last-child"):
        fonts = await fonts_of(tools, place)
        assert any(LETTERS[language] in font for font in fonts), f"{place} is drawn with {fonts}"


async def fonts_of(tools: CDPSession, place: str) -> set[str]:
    """The fonts that an element is drawn with."""
    await tools.send("DOM.enable")
    await tools.send("CSS.enable")
    root = (await tools.send("DOM.getDocument"))["root"]["nodeId"]
    node = (await tools.send("DOM.querySelector", {"nodeId": root, "selector": place}))["nodeId"]
    found = await tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})
    return {font["familyName"] for font in found["fonts"]}


async def test_latin_pages_load_no_font(page: Page, site: Site) -> None:
    """A page in Latin letters sends for no font; only the list of languages may."""
    loaded = "document.fonts.ready.then(() => [...document.fonts].filter(one => one.status === 'loaded').length)"
    for language in set(ALL) - set(LETTERS):
        link = talk(site, frame(language).consent, language)
        for path in ("", "/help", "/answers"):
            await page.goto(link + path)
            assert await page.evaluate(loaded) == 0, f"{path} in {language}"
    await page.goto(f"{link}/language")
    assert await page.evaluate(loaded) <= len(set(LETTERS.values()))


@pytest.mark.parametrize("language", ALL)
async def test_three_answers_are_in_sight(new_page: Pages, site: Site, language: str) -> None:
    """On a phone the way to the languages costs no answer: a question of usual length shows all three."""
    page = await new_page(viewport=SMALL_PHONE)
    asked = sorted(of_kind(language, "choice"), key=length)
    link = talk(site, asked[len(asked) // 3], language)
    site.talk(link).sample = False
    await page.goto(link)
    lowest = "Math.max(...[...document.querySelectorAll('.card')].map(one => one.getBoundingClientRect().bottom))"
    assert await page.locator(".card").count() == 3
    assert await page.evaluate(f"{lowest} <= document.querySelector('.bottom').getBoundingClientRect().top")


@pytest.mark.parametrize("language", ["pl", "ur"])
async def test_by_keyboard(page: Page, site: Site, language: str) -> None:
    """The keys meet a screen in its own order from either side, and lead to another language and back."""
    step = next(one for one in frame(language).company if one.part == "present")
    link = talk(site, step, language)
    await page.goto(link)
    say = Languages().words(language).gettext
    labels = [*(choice.label for choice in step.choices), say("Next"), say("Show the English too")]
    labels += [say("I need help"), say("Listen"), say("Skip"), say("Stop"), say("How to listen"), say("Language")]
    focused = "(e => (e.closest('label') ?? e).textContent.trim())(document.activeElement)"
    for label in labels:
        await page.keyboard.press("Tab")
        assert (await page.evaluate(focused)).startswith(label)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    await page.locator(".languages [value=gu]").focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert page.url == link
    assert await page.evaluate("[document.documentElement.lang, document.dir]") == ["gu", "ltr"]


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
async def test_from_the_right(new_page: Pages, site: Site, language: str) -> None:
    """Back and help change sides, arrows turn round, and a tick does not."""
    page = await new_page(viewport=SMALL_PHONE)
    await page.goto(talk(site, frame(language).opening[0], language))
    middle = "e => { const box = e.getBoundingClientRect(); return box.x + box.width / 2; }"
    back, help_ = [await page.locator(f".top .{which}").evaluate(middle) for which in ("back", "help")]
    assert back > help_
    for icon, turned in {"back": True, "next": True, "skip": True, "listen": False, "stop": False}.items():
        style = await page.locator(f".icon-{icon}").first.evaluate("e => getComputedStyle(e).transform")
        assert (style != "none") is turned, icon


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
async def test_names_and_numbers_stay_whole(new_page: Pages, site: Site, language: str) -> None:
    """In a line from right to left, names, telephone numbers and own words keep the order that they are read in."""
    page = await new_page(viewport={"width": 1024, "height": 1400})
    named = next(one for one in frame(language).opening if "{provider}" in "".join(one.text))
    link = talk(site, named, language)
    await page.goto(link)
    assert await in_order(page, NAMES["provider"])
    await page.goto(f"{link}/help")
    for words in ("999", CONTACTS.service, CONTACTS.phone, CONTACTS.independent, CONTACTS.independent_phone):
        assert await in_order(page, words), words
    link = talk(site, of_kind(language, "voice")[0], language)
    await page.goto(link)
    await page.locator("textarea").fill(OPEN)
    await press(page, "form:has(textarea) .go")
    await page.goto(f"{link}/answers?show=yes")
    assert await in_order(page, OPEN)


async def in_order(page: Page, words: str) -> bool:
    """Whether each sign of these words stands to the right of the one before it."""
    places = await page.evaluate(
        """words => {
            const all = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            while (all.nextNode()) {
                const begin = all.currentNode.data.indexOf(words);
                if (begin < 0) continue;
                return [...words].map((_, at) => {
                    const range = document.createRange();
                    range.setStart(all.currentNode, begin + at);
                    range.setEnd(all.currentNode, begin + at + 1);
                    return range.getBoundingClientRect().x;
                });
            }
        }""",
        words,
    )
    assert places, f"{words!r} is not on the page"
    return bool(places == sorted(places))


async def test_another_language_without_javascript(new_page: Pages, site: Site) -> None:
    """In the middle of a talk, with JavaScript off: the same screen comes in the other language, and its sound too."""
    page = await new_page(java_script_enabled=False)
    link = site.link(small_flow(), sample=True)
    await page.goto(link)
    await press(page, "main .go")
    await press(page, "main .card")
    before = site.talk(link).session
    await press(page, ".language")
    for one in await page.locator(".languages button").all():
        assert await one.get_attribute("lang") == await one.get_attribute("value")
        assert await one.get_attribute("dir") == ("rtl" if await one.get_attribute("value") in RIGHT_TO_LEFT else "ltr")
    await press(page, "[value=ur]")
    assert page.url == link
    assert site.talk(link).session == before
    words = Languages().words("ur")
    assert await page.locator(".skip").inner_text() == words.gettext("Skip")
    site.voice.spoken.clear()
    site.voice.languages.clear()
    sound = await page.locator("audio").get_attribute("src")
    await page.request.get(site.base.replace(TABLET_HOST, "127.0.0.1") + str(sound))
    assert words.gettext("Next") in site.voice.spoken
    assert set(site.voice.languages) == {"ur"}


async def test_the_english_beside(page: Page, site: Site) -> None:
    """Asked for, it stands in sight, each part in its own language and direction; the page is Arabic as before."""
    link = talk(site, frame("ar").opening[0], "ar")
    await page.goto(f"{link}/help")
    await press(page, ".draft button")
    assert await page.locator(".draft button").is_visible()
    here, english = page.locator(".draft dt").first, page.locator(".draft dd").first
    assert await english.evaluate("e => [e.lang, e.dir]") == ["en", "ltr"]
    assert await here.inner_text() == for_eye(Languages().words("ar").gettext(await english.inner_text()))


def _direction(language: str) -> list[str]:
    return [language, "rtl" if language in RIGHT_TO_LEFT else "ltr"]
