"""What a page prints: what of it would be seen on paper, and whether the paper cuts anything off."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
from playwright.async_api import Page

ON_SCREEN_ONLY = "nav, form, button, input, select, textarea, .govuk-button, .govuk-skip-link, .govuk-back-link"
"""What no reader can use on paper."""
SHEET_PIXELS = 680
"""What is between the margins. Chromium makes everything smaller where something is wider: then it is hard to read."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page as paper.

    Attributes:
        shown: What is on it that is of use on a screen only.
        headless: Tables without titles of columns that come again on each sheet.
        wide: What is wider than the sheet, so that all would be printed smaller.
        cut: Words that the page shows and that are not on the paper: what does not fit is left out there.
        empty: Numbers of sheets with nothing on them.
        sheets: How many there are.
    """

    shown: list[str]
    headless: list[str]
    wide: list[str]
    cut: list[str]
    empty: list[int]
    sheets: int

    @property
    def faults(self) -> list[str]:
        """All that is wrong with it."""
        shown = [f"on paper: {one}" for one in self.shown]
        headless = [f"no titles: {one}" for one in self.headless]
        cut = [*(f"too wide: {one}" for one in self.wide), *(f"cut off: {one}" for one in self.cut)]
        return [*shown, *headless, *cut, *(f"sheet {one} is empty" for one in self.empty)]


async def printed(page: Page) -> bytes:
    """The page as Chromium prints it on A4, with nothing of the browser's around it."""
    await page.emulate_media(media="print")
    return await page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))


async def paper_of(page: Page) -> Paper:
    """What a page prints."""
    content = await printed(page)
    shown = await page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility({visibilityProperty:
            true}) && one.getClientRects().length && one.offsetHeight > 1).map(one => one.outerHTML.slice(0, 120))""",
        ON_SCREEN_ONLY,
    )
    headless = await page.evaluate(
        """() => [...document.querySelectorAll('table')].filter(one => one.checkVisibility() && one.rows.length > 1
            && !(one.tHead && one.tHead.querySelector('th')
                 && getComputedStyle(one.tHead).display === 'table-header-group')
            && ![...one.rows].every(row => row.querySelector('th[scope=row], th:first-child')))
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    wide, words, sheets = await _too_wide(page), await _words(page), _sheets(content)
    await page.emulate_media(media="screen")
    paper = "".join("".join(sheets).split())
    cut = [one for one in words if one not in paper]
    return Paper(shown, headless, wide, cut, [n for n, text in enumerate(sheets, 1) if not text.strip()], len(sheets))


async def _words(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(
        """() => {
            const every = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set(),
                range = document.createRange();
            for (let one = every.nextNode(); one; one = every.nextNode()) {
                range.selectNodeContents(one);
                const box = range.getBoundingClientRect(), around = one.parentElement;
                if (box.width > 1 && around.checkVisibility({visibilityProperty: true})
                        && !around.closest('.govuk-visually-hidden, script, style, summary'))
                    for (const word of one.data.match(/[A-Za-z]{4,}/g) || []) found.add(word);
            }
            return [...found];
        }"""
    )
    return found


async def _too_wide(page: Page) -> list[str]:
    before = page.viewport_size
    landscape = await page.evaluate("getComputedStyle(document.body).page === 'wide'")
    across = SHEET_PIXELS * 3 // 2 if landscape else SHEET_PIXELS
    await page.set_viewport_size({"width": across, "height": 960})
    found: list[str] = await page.evaluate(
        """across => document.documentElement.scrollWidth <= across ? [] : [...document.querySelectorAll('body *')]
            .filter(one => one.getBoundingClientRect().right > across + 1 && !one.querySelector('*'))
            .slice(0, 3).map(one => one.outerHTML.slice(0, 120))""",
        across,
    )
    if before:
        await page.set_viewport_size(before)
    return found


def _sheets(content: bytes) -> list[str]:
    """What is read on each sheet."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]
