"""A message for the person, in a real browser: how it looks before and after it is opened, and that it hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from store.worry_messages import Message
from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, Pages
from tests.browser.tablet_site import Site, serving
from tests.browser.test_away import PHONE_390, PORTRAIT
from tests.browser.test_tablet_looks import CUT_OFF, OVERFLOW
from tests.tablet.flow import small_flow

AT = "2026-11-22T12:00:00Z"
BODY = {
    "chosen": ["thanks", "doing", "visit", "wait", "again"],
    "own": "Sal kommt zur Donaudampfschifffahrtsgesellschaft.\nSal comes on Monday at 3.",
    "language": "en",
}


class OneMessage:
    """A store in which one message waits, or was opened, or none is."""

    def __init__(self) -> None:
        self.found: tuple[Message | None, dict[str, Any]] = (None, {})

    async def read(self, _: Any) -> tuple[Message | None, dict[str, Any]]:
        """What the page asks for."""
        return self.found


@pytest.fixture
def site() -> Iterator[Site]:
    """The person's pages, with a message."""
    with serving() as served:
        served.database = OneMessage()  # type: ignore[assignment]
        yield served


@pytest.mark.parametrize("size", [PHONE, PHONE_390, PORTRAIT])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_it_has_no_fault(new_page: Pages, site: Site, size: dict[str, int], language: str) -> None:
    """Waiting, opened, put away: axe finds nothing, nothing is cut off, and before it is opened no word shows."""
    page = await new_page(viewport=size)
    message = Message(1, 1, 1, AT, "Sal", "", None, AT, None, None)
    for found in ((message, {}), (message, BODY), (None, {})):
        site.database.found = found  # type: ignore[attr-defined]
        await page.goto(site.link(small_flow(language=language), sample=True) + "/message")
        assert await page.evaluate(OVERFLOW) == 0
        assert await page.evaluate(CUT_OFF) == []
        assert ("Monday" in await page.content()) is bool(found[1])
        assert await page.locator("[data-away]").is_visible()
        await check_axe(page)
