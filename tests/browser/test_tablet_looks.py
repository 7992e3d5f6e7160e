"""How the person's pages look and stand: sizes, colours, directions, large text, and what axe-core says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import ViewportSize

from dialogs.model import Audience
from tests.browser.axe import check_axe
from tests.browser.browser import TABLET, Pages
from tests.browser.tablet_site import Site, serving
from tests.browser.tablet_walks import WALK, by_mouse, screens
from tests.tablet.flow import DAY, small_flow

PHONE_390: ViewportSize = {"width": 390, "height": 844}
BARS = "[...document.querySelectorAll('.bar .key')].map(key => key.getBoundingClientRect().toJSON())"
OVERFLOW = "Math.max(...['html', 'main'].map(n => document.querySelector(n)).map(e => e.scrollWidth - e.clientWidth))"
IN_SIGHT = """which => {
    const edge = side => document.querySelector(side).getBoundingClientRect();
    return [...document.querySelectorAll(which)].slice(0, 3).map(e => e.getBoundingClientRect())
        .map(box => box.top >= edge('.top').bottom && box.bottom <= edge('.bottom').top);
}"""
CUT_OFF = """[...document.querySelectorAll('button, a, label, h1, p')]
    .filter(one => one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The person's pages over talks in memory."""
    with serving() as served:
        yield served


LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE_390},
    "tablet": {"viewport": TABLET},
    "dark phone": {"viewport": PHONE_390, "color_scheme": "dark"},
    "forced colours": {"viewport": TABLET, "forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(new_page: Pages, site: Site, look: str) -> None:
    """axe-core finds no fault on any page, at either size, light, dark or in forced colours, the listen key shown."""
    page = await new_page(**LOOKS[look])
    async for _ in screens(page, site, sample=True):
        await page.evaluate("document.querySelector('[data-listen]').hidden = false")
        await check_axe(page)


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
        return focused.contains(seen) ? '' : `${focused.outerHTML} is under ${seen?.outerHTML}`;
    })()"""
    async for name in screens(page, site):
        count = await page.locator("button:enabled:visible, a:visible, input:visible, textarea:visible").count()
        for _ in range(count):
            await page.keyboard.press("Tab")
            assert await page.evaluate(covered) == "", name


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
        const bar = document.querySelector('.bottom').getBoundingClientRect();
        return (bar.height ? bar.top : innerHeight) - Math.max(...boxes.map(b => b.bottom));
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


@pytest.mark.parametrize("size", [{"width": 360, "height": 640}, PHONE_390, TABLET])
@pytest.mark.parametrize("audience", [Audience.PERSON, Audience.FAMILY])
async def test_telling_someone_is_in_sight(new_page: Pages, site: Site, size: ViewportSize, audience: Audience) -> None:
    """On the help page 999 and the way to tell someone are seen without scrolling, with the sample's banner too."""
    page = await new_page(viewport=size)
    await page.goto(site.link(replace(small_flow(), audience=audience), sample=True) + "/help")
    await page.evaluate("document.querySelector('[data-listen]').hidden = false")
    assert await page.evaluate(IN_SIGHT, ".ask + .calls .call, .go.tell") == [True, True]
    places = await page.evaluate("['a.call', '.go.tell'].map(s => document.querySelector(s).getBoundingClientRect().y)")
    assert places == sorted(places)


@pytest.mark.parametrize("size", [PHONE_390, TABLET])
async def test_saving_a_recording_is_in_sight(new_page: Pages, site: Site, size: ViewportSize) -> None:
    """On a voice question the recorder and the key that saves are seen without scrolling."""
    page = await new_page(viewport=size)
    more = next(step for step in small_flow().steps if step.id == "more")
    await page.goto(site.link(small_flow(more, small_flow().steps[-1])))
    assert await page.evaluate(IN_SIGHT, "h1, .record, .record ~ .onward .go") == [True, True, True]


async def test_no_empty_strips(new_page: Pages, site: Site) -> None:
    """A bar with nothing to press in it is not shown."""
    page = await new_page(viewport=PHONE_390)
    async for name in screens(page, site):
        for bar in await page.locator(".bottom").all():
            keys = await bar.locator(".key:not([hidden])").count()
            assert await bar.is_visible() is (keys > 0), name


async def test_edges_stay_in_forced_colours(new_page: Pages, site: Site) -> None:
    """Where backgrounds are taken away, everything to press still has a real border."""
    page = await new_page(forced_colors="active")
    bare = """[...document.querySelectorAll('button, .card, a.go, a.key')].filter(e => {
        const style = getComputedStyle(e);
        return e.offsetHeight > 0 && (style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 2);
    }).map(e => e.outerHTML)"""
    async for name in screens(page, site):
        assert await page.evaluate(bare) == [], name


async def test_drawings_are_seen_in_forced_colours(new_page: Pages, site: Site) -> None:
    """On a black ground, pictures keep their white one, and line drawings take the colour of the words beside them."""
    page = await new_page(forced_colors="active", color_scheme="dark")
    grounds = """[...document.querySelectorAll('.picture, .card img, .record img')]
        .map(one => getComputedStyle(one).backgroundColor)"""
    strange = """[...document.querySelectorAll('.icon')].filter(one => one.checkVisibility()
        && getComputedStyle(one).stroke !== getComputedStyle(one.parentElement).color).map(one => one.outerHTML)"""
    async for name in screens(page, site):
        assert set(await page.evaluate(grounds)) <= {"rgb(255, 255, 255)"}, name
        assert await page.evaluate(strange) == [], name
