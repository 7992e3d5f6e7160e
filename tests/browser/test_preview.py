"""The preview of a pack in a real browser: no axe-core findings, the keyboard is enough, and paper has room."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.async_api import Page, expect
from starlette.applications import Starlette

from dialogs.model import Audience
from dialogs.pack import Pack
from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET, Pages
from tests.dialogs.packtools import tiny
from tests.house.tree import ROOT
from tests.preview.tools import app
from tests.support.ready import built_in_pack

WIDE = {"width": 1280, "height": 800}
LOOKS: dict[str, dict[str, Any]] = {
    "320": {"viewport": PHONE},
    "1024": {"viewport": TABLET},
    "1280": {"viewport": WIDE},
    "dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"viewport": TABLET, "forced_colors": "active"},
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """[...document.querySelectorAll('button, a, label, h1, h2, h3, p, li, dt, dd, th, td, summary')]
    .filter(one => one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)"""
SHEET = re.compile(rb"/Type /Page\b")
MARGINS = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")


def pages_of(pack: Pack) -> list[str]:
    """The first page, a question of every kind and a scene, and the page for the printer."""
    kinds = {
        prompt.question.kind: prompt.id for prompt in reversed(pack.prompts_for(Audience.PERSON, pack.asked_areas))
    }
    (scene, *_) = pack.scenes(pack.asked_areas[0])
    ids = [*kinds.values(), scene.means.id]
    return ["/", *(f"/questions/{one}" for one in ids), "/paper?area=duq.1&audience=person", "/nothing"]


@contextmanager
def serving(pages: Starlette) -> Iterator[str]:
    """The pages on a free port of this computer. Gives the address."""
    server = uvicorn.Server(uvicorn.Config(pages, port=0, access_log=False, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built-in pack, for looking only."""
    with serving(app(ROOT / "dialogs/codes/duq", tmp_path_factory.mktemp("duq") / "tried.yaml")) as base:
        yield base


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[str]:
    """The tiny pack, for writing verdicts."""
    with serving(app(tiny(tmp_path), tmp_path / "tried.yaml")) as base:
        yield base


async def screens(page: Page, preview: str) -> AsyncIterator[str]:
    """Stand on every sort of page, with all that can be opened open."""
    for path in pages_of(built_in_pack()):
        await page.goto(preview + path)
        await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        yield path


@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(new_page: Pages, preview: str, meeting: str, look: str) -> None:
    """Every page passes WCAG 2.2 AA at each width, dark and in forced colours; a form with mistakes does too."""
    page = await new_page(**LOOKS[look])
    async for path in screens(page, preview):
        await check_axe(page)
        assert await page.evaluate(OVERFLOW) == 0, path
    await page.goto(f"{meeting}/questions/tiny.1.person.warm")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert")).to_contain_text("We did not save this yet.")
    await check_axe(page)
    await fill(page)
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("status")).to_contain_text("Saved")
    await check_axe(page)


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, TABLET])
async def test_large_text_is_not_cut_off(new_page: Pages, preview: str, size: dict[str, int]) -> None:
    """With text twice as large no page scrolls sideways, and no words are cut off."""
    page = await new_page(viewport=size)
    async for path in screens(page, preview):
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert await page.evaluate(OVERFLOW) == 0, path
        assert await page.evaluate(CUT_OFF) == [], path


async def test_the_keyboard_is_enough(new_page: Pages, meeting: str) -> None:
    """Without a mouse and without JavaScript: begin, give a verdict, see it saved, take it back, go on."""
    page = await new_page(java_script_enabled=False)
    await page.goto(meeting)
    await reach(page, "Start")
    await page.keyboard.press("Enter")
    await expect(page).to_have_title(re.compile("^1 of 5: Did you choose your tea today"))
    await reach(page, "The same with 2 answers, or 5")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("With 5 answers")).to_be_visible()
    await tab_to(page, "#understood")
    await page.keyboard.type("Who makes it")
    await tab_to(page, "[name=verdict]")
    await page.keyboard.press("ArrowDown")
    await tab_to(page, "#note")
    await page.keyboard.type("Say pick")
    await tab_to(page, "#by")
    await page.keyboard.type("Tea group")
    await page.keyboard.press("Enter")
    await expect(page).to_have_title(re.compile("^2 of 5"))
    await expect(page.get_by_label("Name of the group")).to_have_value("Tea group")
    await reach(page, "Take it back")
    await page.keyboard.press("Enter")
    await expect(page).to_have_title(re.compile("^1 of 5"))
    await expect(page.get_by_role("status")).to_have_text("We took it back.")


async def test_focus_is_always_seen(new_page: Pages, preview: str) -> None:
    """Each stop of the tab key has an outline and nothing lies over it."""
    page = await new_page(viewport=WIDE)
    await page.goto(f"{preview}/questions/duq.1.person.day")
    for _ in range(14):
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            """() => {
                const one = document.activeElement, box = (one.closest('label') ?? one).getBoundingClientRect();
                const look = getComputedStyle(one.closest('label') ?? one);
                const top = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2);
                const outlined = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 1;
                // A browser marks the parts of its own field for a day itself.
                return one.type === 'date' || outlined && (one.closest('label') ?? one).contains(top);
            }"""
        ), await page.evaluate("document.activeElement.outerHTML")


async def test_the_question_fits_the_projector(new_page: Pages, preview: str) -> None:
    """On a projector the question, its picture and all of its answers are in sight without scrolling."""
    page = await new_page(viewport=WIDE)
    for path in ("duq.1.person.day", "duq.1.person.people", "duq.1.person.home"):
        await page.goto(f"{preview}/questions/{path}")
        bottoms = "[...document.querySelectorAll('section.frame .card')].map(e => e.getBoundingClientRect().bottom)"
        assert await page.evaluate(f"Math.max(...{bottoms}) <= innerHeight")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
async def test_each_question_has_a_sheet_of_its_own(new_page: Pages, preview: str, paper: str) -> None:
    """On paper every question of the built-in pack fits one sheet, with the room to write."""
    page = await new_page()
    await page.goto(f"{preview}/paper")
    count = await page.locator(".sheet").count()
    assert count >= 100
    printed = await page.pdf(format=paper, margin=MARGINS)
    assert len(SHEET.findall(printed)) == count
    await page.goto(f"{preview}/questions/duq.1.person.people")
    assert len(SHEET.findall(await page.pdf(format=paper, margin=MARGINS))) == 1


async def fill(page: Page) -> None:
    """Give a whole verdict."""
    await page.get_by_label("What does the question mean to people?").fill("How hot it was")
    await page.get_by_role("radio", name="Keep").check()
    await page.get_by_label("Name of the group").fill("Tea group")


async def tab_to(page: Page, selector: str) -> None:
    """Go on with the tab key until this has the focus."""
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.locator(selector).and_(page.locator(":focus")).count():
            return
    pytest.fail(f"{selector} cannot be reached with the tab key")


async def reach(page: Page, words: str) -> None:
    """Go on with the tab key until what says this has the focus."""
    for _ in range(40):
        await page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if await focus.count() and (await focus.inner_text()).strip() == words:
            return
    pytest.fail(f"{words!r} cannot be reached with the tab key")
