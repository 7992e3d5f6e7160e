"""A real Chromium for tests: how it starts, the sizes of screen that are looked at, and what no page may do."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright

from tools.browser import ADVICE, find_browser

# A house tablet reaches the program by a name that is not localhost, on plain HTTP.
TABLET_HOST = "tablet.plainsay.test"
PHONE = {"width": 320, "height": 640}
TABLET = {"width": 1024, "height": 768}
PATIENCE_MS = 15_000

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {TABLET_HOST} 127.0.0.1",
)


class BrokenPageError(AssertionError):
    """A page raised an error or broke its own content security policy."""


async def launch(playwright: Playwright, *more: str) -> Browser:
    """Start Chromium, with more arguments. Where there is none this fails: a page must have been looked at to pass."""
    path = find_browser()
    assert path, ADVICE
    # Chromium's own sandbox refuses to start as root.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return await playwright.chromium.launch(executable_path=Path(path), args=[*ARGUMENTS, *sandbox, *more])


@dataclass
class Pages:
    """Opens pages, each in a browser profile of its own, and watches them.

    Attributes:
        faults: Script errors and refused resources of every page so far.
    """

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def __call__(self, **options: Any) -> Page:
        """Open an empty page.

        Args:
            options: Playwright's context options, such as `viewport=PHONE`, `java_script_enabled=False`,
                `forced_colors="active"`. A tablet's size unless told.
        """
        context = await self.browser.new_context(**{"viewport": TABLET, **options})
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", self._page_failed)
        page.on("console", self._page_said)
        return page

    async def close(self) -> None:
        """Close every page. Raises BrokenPageError where one of them misbehaved."""
        for context in self.contexts:
            await context.close()
        if self.faults:
            raise BrokenPageError("\n".join(self.faults))

    def _page_failed(self, error: Error) -> None:
        self.faults.append(f"script error: {error}")

    def _page_said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.faults.append(message.text)
