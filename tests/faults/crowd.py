"""Many people who answer at once, by web and in the chat, whatever happens to the machine meanwhile."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from tests.faults.answerer import Answerer, NotTaken
from tests.telegram.chatter import Chatter

WORRIED = 0.05
"""How many of the turns on the web are followed by a worry."""


@dataclass
class Crowd:
    """Who answers.

    Attributes:
        base: Where the program is.
        tokens: Links of those who come next on the web.
        chatters: Those who come next in the chat.
        up: Set while the program runs: who has lost it waits.
        web, chat: Those who came, on the web and in the chat.
        worries: What was told as a worry, and acknowledged.
        not_saved: How often somebody was told that something is not saved.
        cut: How often the connection broke.
    """

    base: str
    tokens: Iterator[str]
    chatters: Iterator[Chatter]
    up: asyncio.Event = field(default_factory=asyncio.Event)
    web: list[Answerer] = field(default_factory=list)
    chat: list[Chatter] = field(default_factory=list)
    worries: list[str] = field(default_factory=list)
    not_saved: int = 0
    cut: int = 0
    enough: bool = False

    @property
    def acknowledged(self) -> int:
        """How many presses on the web and inputs in the chat were acknowledged."""
        return sum(one.turns for one in self.web) + sum(one.inputs for one in self.chat)

    async def answer(self, *, web: int, chat: int) -> None:
        """So many answer at any time, until it is enough: who is through is followed by the next."""
        limits = httpx.Limits(max_connections=web, max_keepalive_connections=web)
        async with (
            httpx.AsyncClient(base_url=self.base, timeout=30, limits=limits) as client,
            asyncio.TaskGroup() as all_,
        ):
            for number in range(web):
                all_.create_task(self._on_the_web(client, random.Random(number)))  # noqa: S311 - a test's chance
            for _ in range(chat):
                all_.create_task(self._in_the_chat())

    async def _on_the_web(self, client: httpx.AsyncClient, chance: random.Random) -> None:
        while not self.enough:
            one = Answerer(next(self.tokens), chance)
            self.web.append(one)
            while not (one.over or self.enough):
                await self.up.wait()
                try:
                    await one.turn(client)
                    if chance.random() < WORRIED:
                        await self._tell(one, client)
                except NotTaken:
                    self.not_saved += 1
                except httpx.TransportError:
                    self.cut += 1
                    await asyncio.sleep(0)

    async def _tell(self, one: Answerer, client: httpx.AsyncClient) -> None:
        """Tell a worry, again and again until it is acknowledged: the form's nonce makes it one."""
        nonce, words = secrets.token_hex(8), f"This is worry {secrets.token_hex(8)}."
        while True:
            await self.up.wait()
            try:
                answer = await client.post(f"/s/{one.token}/worry", data={"nonce": nonce, "words": words})
            except httpx.TransportError:
                self.cut += 1
                continue
            if answer.is_success or answer.is_redirect:
                self.worries.append(words)
                return
            assert "Not sent yet" in answer.text
            self.not_saved += 1

    async def _in_the_chat(self) -> None:
        while not self.enough:
            one = next(self.chatters)
            self.chat.append(one)
            await one.start()
            while not (one.over or self.enough):
                await one.turn()
