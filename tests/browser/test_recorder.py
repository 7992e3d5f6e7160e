"""Recording the voice in a real browser, with Chromium's pretend microphone that plays a file."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
import soundfile
from playwright.async_api import Page, async_playwright, expect

from bot.recorder.script import Piece
from easyread.speech import Sound
from easyread.speech.take import wav
from tests.browser.axe import check_axe
from tests.browser.browser import PATIENCE_MS, PHONE, Pages, launch
from tests.browser.test_preview import CUT_OFF, OVERFLOW, serving
from tests.recorder.tools import app, voice

LOADED = """async () => [...await document.fonts.load('bold 20px "Plainsay Arabic"', 'آگے')].map(font => font.status)"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The recorder on a free port; recordings go to `voices` in the test's folder."""
    with serving(app(tmp_path / "voices")) as where:
        yield where


@pytest_asyncio.fixture(loop_scope="session")
async def speaking(tmp_path: Path) -> AsyncIterator[Pages]:
    """A browser whose microphone hears somebody say something, again and again."""
    path = tmp_path / "microphone.wav"
    times = np.arange(4 * 48_000) / 48_000
    said = 0.2 * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * times)) * np.sin(2 * np.pi * 170 * times)
    path.write_bytes(wav(Sound(said.astype(np.float32), 48_000)))
    async with async_playwright() as playwright:
        chromium = await launch(
            playwright,
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-audio-capture={path}",
        )
        pages = Pages(chromium)
        yield pages
        await pages.close()
        await chromium.close()


def recorded(folder: Path) -> list[Path]:
    """The recordings that were kept."""
    return list((folder / "voices").glob("en/*.wav"))


async def begin(page: Page, address: str, first: str = "Do you like the tea here?") -> None:
    """Says who speaks, and agrees, by the keyboard alone."""
    await page.goto(address)
    await page.get_by_label("Who speaks?").focus()
    await page.keyboard.type("Sam Example")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(first)


async def test_a_sentence_is_recorded_with_the_microphone(speaking: Pages, address: str, tmp_path: Path) -> None:
    """By the keyboard alone: record, stop, hear it, and go on. What is kept is as long as what was said."""
    page = await speaking(viewport=PHONE)
    await begin(page, address)
    record = page.get_by_role("button", name="Record", exact=True)
    await record.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Recording. Read the words aloud.")).to_be_visible()
    await page.wait_for_timeout(2_000)  # somebody speaks for so long
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("It is kept.")).to_be_visible(timeout=PATIENCE_MS)
    about = soundfile.info(tmp_path / "voices" / "en" / "tiny.1.person.tea.ask.wav")
    assert (about.channels, about.samplerate) == (1, 24_000)
    assert 1.2 < about.duration < 3.5
    await page.wait_for_function("document.querySelector('audio')?.duration > 1")  # it stands below what says 'kept'
    await expect(page.get_by_role("link", name="Next sentence")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Yes")


async def test_a_recording_that_is_too_short_is_taken_again(speaking: Pages, address: str, tmp_path: Path) -> None:
    """Stopped at once, nothing is kept; the page says why, and the button is there again."""
    page = await speaking()
    await begin(page, address)
    await page.get_by_role("button", name="Record", exact=True).click()
    await page.get_by_role("button", name="Stop and keep it").click()
    await expect(page.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
    await expect(page.get_by_role("button", name="Record it again")).to_be_visible()
    assert recorded(tmp_path) == []


async def test_without_javascript_a_file_is_chosen(new_page: Pages, address: str, tmp_path: Path) -> None:
    """The same form takes a file, and no button is shown that does nothing."""
    (tmp_path / "take.wav").write_bytes(voice())
    page = await new_page(java_script_enabled=False)
    await begin(page, address)
    await expect(page.get_by_role("button", name="Record")).to_have_count(0)
    await page.get_by_text("Choose a file instead").click()
    await page.get_by_label("A file with these words").set_input_files(tmp_path / "take.wav")
    await page.get_by_role("button", name="Keep this file").click()
    await expect(page.get_by_text("It is kept.")).to_be_visible()


@pytest.mark.parametrize("look", ["phone", "dark", "forced"])
async def test_every_page_is_for_everyone(new_page: Pages, address: str, tmp_path: Path, look: str) -> None:
    """Start, mistakes, a sentence, a kept one and a refused one: no axe-core findings, and nothing is cut off."""
    options = {
        "phone": {"viewport": PHONE},
        "dark": {"color_scheme": "dark"},
        "forced": {"forced_colors": "active"},
    }[look]
    good, bad = tmp_path / "good.wav", tmp_path / "bad.wav"
    good.write_bytes(voice())
    bad.write_bytes(voice(0.2))
    page = await new_page(**options)
    await page.goto(address)
    await check(page)
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_text("We need a yes first.").first).to_be_visible()
    await check(page)
    await begin(page, address)
    await check(page)
    for file, said in ((good, "It is kept."), (bad, "This is too short for these words.")):
        await page.get_by_text("Choose a file instead").click()
        await page.get_by_label("A file with these words").set_input_files(file)
        await page.get_by_role("button", name="Keep this file").click()
        await expect(page.get_by_text(said)).to_be_visible()
        await check(page)
    await page.goto(address)
    await check(page)


async def test_each_language_stands_in_its_own_letters(new_page: Pages, tmp_path: Path) -> None:
    """The words of another language run their own way on this English page, in letters that come with it."""
    words = tuple(Piece(f"urdu.{said}", said, "the program", "a button or a note") for said in ("آگے بڑھیں", "واپس"))
    with serving(app(tmp_path / "voices", "ur", words)) as address:
        page = await new_page(viewport=PHONE)
        await begin(page, address, words[0].words)
        heading = page.get_by_role("heading", level=1)
        await expect(heading).to_have_css("direction", "rtl")
        await expect(heading).to_have_css("font-family", re.compile("Plainsay Arabic"))
        assert await page.evaluate(LOADED) == ["loaded"]
        await check(page)
        await page.get_by_role("link", name="Start").click()
        await page.get_by_text("All 2 sentences").click()
        await expect(page.get_by_role("link", name=words[1].words)).to_have_css("direction", "rtl")
        await check(page)


async def check(page: Page) -> None:
    """No findings, nothing that sticks out."""
    await check_axe(page)
    assert await page.evaluate(OVERFLOW) <= 0
    assert await page.evaluate(CUT_OFF) == []
