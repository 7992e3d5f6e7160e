"""People who answer over HTTP, many at once."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import AsyncIterator

from bench.browser import Browser, press
from bench.crowd import Begin, Done, crowd

OK, GO_ON = 200, 303


class WrongAnswer(Exception):
    """A server answered with something else than a page or a way on: nothing may be measured then."""


async def visitors(port: int, talks: deque[str], clients: int, seconds: float = float("inf")) -> Done:
    """Has this many people answer as fast as the server lets them. A turn is a post and the page after it.

    Args:
        port: Where the server listens.
        talks: Tokens to take talks from; those that were begun are gone afterwards.
        clients: How many people answer at once.
        seconds: For how long; until all talks are finished, where it is left out.

    Raises:
        WrongAnswer: A page went wrong.
    """
    browsers = [await Browser.to(port) for _ in range(clients)]
    free = iter(browsers)
    chance = random.Random(1)  # noqa: S311 - taps, not secrets

    def begin() -> Begin:
        browser = next(free)
        return lambda token: _talk(browser, f"/s/{token}", chance)

    try:
        return await crowd(begin, talks, clients, seconds)
    finally:
        for browser in browsers:
            await browser.close()


async def _talk(browser: Browser, path: str, chance: random.Random) -> AsyncIterator[None]:
    page = await browser.get(path)
    while form := press(page.body, chance):
        sent = await browser.post(path, form)
        if sent.status != GO_ON:
            raise WrongAnswer(f"A post was answered with {sent.status}.")
        page = await browser.get(sent.location)
        if page.status != OK:
            raise WrongAnswer(f"A page was answered with {page.status}.")
        yield
