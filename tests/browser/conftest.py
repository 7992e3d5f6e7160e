"""Fixtures of the browser tests. All of them share one event loop a worker, because Chromium is started once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.browser import Pages, launch
from tests.support.server import Server, running

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; async ones run in the loop that Chromium was started in."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if pytest_asyncio.is_async_test(item):
                item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of this worker."""
    async with async_playwright() as playwright:
        chromium = await launch(playwright)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def new_page(browser: Browser) -> AsyncIterator[Pages]:
    """Opens pages with any options, such as `viewport=PHONE`. Misbehaving pages fail the test."""
    pages = Pages(browser)
    yield pages
    await pages.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(new_page: Pages) -> Page:
    """One empty page at a tablet's size."""
    return await new_page()


@pytest.fixture(scope="session")
def sample(copy_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Plainsay with sample data, shared by this worker's tests. Its sign-in link works once."""
    with running(copy_sample(tmp_path_factory.mktemp("sample") / "data"), "--sample") as server:
        yield server
