"""People who answer over HTTP, many at once."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from dataclasses import dataclass, field

from bench.browser import Browser, press

OK, GO_ON = 200, 303


class WrongAnswer(Exception):
    """A server answered with something else than a page or a way on: nothing may be measured then."""


@dataclass(slots=True)
class Visit:
    """What a crowd has done so far.

    Attributes:
        talks: Tokens of the talks that nobody has begun.
        until: The moment at which everybody stops.
        turns: Answers posted, saved, and followed to the next page.
    """

    port: int
    talks: deque[str]
    until: float
    turns: int = 0
    finished: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - taps, not secrets

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.perf_counter() >= self.until


async def turns_a_second(port: int, talks: deque[str], clients: int, seconds: float) -> float:
    """Whole turns a second of this many people who answer as fast as the server lets them.

    Args:
        port: Where the server listens.
        talks: Tokens to take talks from; those that were begun are gone afterwards.
        clients: How many people answer at once.
        seconds: For how long.

    Raises:
        WrongAnswer: There were too few talks, or a page went wrong.
    """
    browsers = [await Browser.to(port) for _ in range(clients)]
    began = time.perf_counter()
    visit = Visit(port, talks, began + seconds)
    await asyncio.gather(*(_visit(visit, browser) for browser in browsers))
    taken = time.perf_counter() - began
    for browser in browsers:
        await browser.close()
    if not visit.over:
        raise WrongAnswer("There were too few talks for the time.")
    return visit.turns / taken


async def finish_talks(port: int, talks: deque[str], clients: int) -> int:
    """Has this many people walk all these talks to their ends; returns how many ended."""
    visit = Visit(port, talks, float("inf"))
    browsers = [await Browser.to(port) for _ in range(clients)]
    await asyncio.gather(*(_visit(visit, browser) for browser in browsers))
    for browser in browsers:
        await browser.close()
    return visit.finished


async def _visit(visit: Visit, browser: Browser) -> None:
    while visit.talks and not visit.over:
        await _talk(visit, browser, f"/s/{visit.talks.popleft()}")


async def _talk(visit: Visit, browser: Browser, path: str) -> None:
    page = await browser.get(path)
    while form := press(page.body, visit.chance):
        sent = await browser.post(path, form)
        if sent.status != GO_ON:
            raise WrongAnswer(f"A post was answered with {sent.status}.")
        page = await browser.get(sent.location)
        if page.status != OK:
            raise WrongAnswer(f"A page was answered with {page.status}.")
        visit.turns += 1
        if visit.over:
            return
    visit.finished += 1
