"""Going through pages as somebody does who uses no mouse and knows only what a page says."""

from __future__ import annotations

from playwright.async_api import Page

MOST_TABS = 120
SAID = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0] : one;
  return (label.textContent || one.value || "").trim().replace(/\\s+/g, " ");
}"""


async def reach(page: Page, words: str) -> None:
    """Press the tab key until what has the focus says these words first.

    Raises:
        AssertionError: The page has no such field, link or button after the present one.
    """
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        if (await page.evaluate(SAID)).startswith(words):
            return
    raise AssertionError(f"{words!r} cannot be reached with the tab key on {await page.title()!r}")


async def write(page: Page, label: str, words: str) -> None:
    """Fill in a field, in place of what stood there."""
    await reach(page, label)
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type(words)


async def tick(page: Page, label: str) -> None:
    """Tick a box."""
    await reach(page, label)
    await page.keyboard.press("Space")


async def choose(page: Page, label: str, words: str) -> None:
    """Choose from a list, by typing how the choice begins."""
    await reach(page, label)
    await page.keyboard.type(words)
    chosen = await page.evaluate("document.activeElement.selectedOptions[0].textContent")
    assert chosen.startswith(words), f"{label} became {chosen}"


async def press(page: Page, words: str) -> None:
    """Press a button or follow a link, and wait for the page behind it."""
    await reach(page, words)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
