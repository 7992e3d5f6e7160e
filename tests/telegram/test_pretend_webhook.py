"""How a bot that gave an address gets its updates."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest

from tests.telegram.conftest import Telegram

SECRET = "a-secret_1"  # noqa: S105 - known to the test
Json = dict[str, Any]


@dataclass
class Receiver:
    """A bot's end of a webhook.

    Attributes:
        url: Its address.
        got: Every update as it came, with the secret that came along.
        answers: What to answer next: a status, or the body of a 200. Nothing means a bare 200.
        gates: Kind of update → what an update of this kind waits for before it is answered.
    """

    url: str = ""
    got: list[tuple[str | None, Json]] = field(default_factory=list)
    answers: list[int | Json] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    retry_after: str = ""
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.BaseRequest) -> web.Response:
        """Take one update."""
        update = json.loads(await request.read())
        async with self.arrived:
            self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update))
            self.arrived.notify_all()
        for kind, gate in self.gates.items():
            if kind in update:
                await gate.wait()
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, dict):
            return web.json_response(answer)
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        return web.Response(status=answer, headers=headers)

    async def until(self, number: int) -> list[str]:
        """Wait until so many updates came, and give what was written or tapped."""
        async with self.arrived:
            await asyncio.wait_for(self.arrived.wait_for(lambda: len(self.got) >= number), 10)
        return [said(update) for _, update in self.got]


def said(update: Json) -> str:
    """What was written or tapped."""
    return str(update["message"]["text"] if "message" in update else update["callback_query"]["data"])


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A bot that can be told updates."""
    made = Receiver()
    runner = web.ServerRunner(web.Server(made.take), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    for gate in made.gates.values():
        gate.set()
    await runner.cleanup()


async def test_updates_are_told(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """What waited and what comes is told to the address, each with the bot's secret."""
    sam = telegram.user()
    sam.say("One")
    await client.set_webhook(receiver.url, secret_token=SECRET)
    await receiver.until(1)
    sam.say("Two")
    assert await receiver.until(2) == ["One", "Two"]
    assert {secret for secret, _ in receiver.got} == {SECRET}


async def test_the_webhook_can_be_looked_at(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """The bot can ask where updates are told, which kinds, and how many wait."""
    receiver.gates["message"] = asyncio.Event()
    await client.set_webhook(receiver.url, max_connections=3, allowed_updates=["message", "callback_query"])
    sam = telegram.user()
    sam.say("One")
    sam.block()
    await receiver.until(1)
    info = await client.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (receiver.url, 3, 1)
    assert info.allowed_updates == ("message", "callback_query")
    await client.delete_webhook()
    info = await client.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("", 1)


async def test_an_update_is_told_until_it_is_taken(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """An answer other than 2xx brings the same update again, and the next one waits for it."""
    receiver.answers = [500, 302, 403, 204]
    await client.set_webhook(receiver.url)
    sam = telegram.user()
    sam.say("One")
    sam.say("Two")
    assert await receiver.until(5) == ["One", "One", "One", "One", "Two"]
    assert len({update["update_id"] for _, update in receiver.got}) == 2
    info = await client.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
    assert info.last_error_date is not None


async def test_retry_after_is_heeded(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """A bot that says when to come again is heeded; other people's updates go on meanwhile."""
    receiver.answers, receiver.retry_after = [503], "3600"
    await client.set_webhook(receiver.url)
    telegram.user(7).say("One")
    await receiver.until(1)
    telegram.user(8).say("Two")
    assert await receiver.until(2) == ["One", "Two"]
    assert (await client.get_webhook_info()).pending_update_count >= 1


async def test_a_tap_overtakes_a_message(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """A message and a tap of one person may arrive at the same time; two messages of one chat never do."""
    receiver.gates["message"] = asyncio.Event()
    await client.set_webhook(receiver.url)
    sam = telegram.user()
    sam.say("One")
    sam.say("Two")
    sam.tap_raw("tap", 1)
    assert sorted(await receiver.until(2)) == ["One", "tap"]
    receiver.gates["message"].set()
    assert sorted(await receiver.until(3)) == ["One", "Two", "tap"]


async def test_no_more_connections_than_allowed(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """Many people's updates go side by side, but not more of them than the bot said."""
    gate = receiver.gates["message"] = asyncio.Event()
    await client.set_webhook(receiver.url, max_connections=2)
    for number in range(1, 6):
        telegram.user(number).say(str(number))
    assert await receiver.until(2) == ["1", "2"]
    gate.set()
    assert sorted(await receiver.until(5)) == ["1", "2", "3", "4", "5"]


async def test_a_bot_that_is_not_there_is_tried_again(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """Nothing is lost while nobody listens: the update arrives when somebody does."""
    telegram.api.backoff = lambda failures: 0.0 if failures < 3 else 3600.0
    await client.set_webhook("http://127.0.0.1:9/hook")
    telegram.user().say("One")
    await telegram.api.wait(lambda api: api.deliverer is not None and api.deliverer.last_error)
    assert (await client.get_webhook_info()).last_error_message == "Connection refused"
    await client.set_webhook(receiver.url)
    assert await receiver.until(1) == ["One"]


async def test_an_answer_can_carry_a_request(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """The bot may put one request into its answer, and it is done."""
    receiver.answers = [{"method": "sendMessage", "chat_id": 7, "text": "Hello"}]
    await client.set_webhook(receiver.url)
    sam = telegram.user()
    sam.start()
    assert (await sam.sees("Hello")).text == "Hello"


async def test_dropping_with_a_webhook(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """What waited can be dropped when the webhook is set, so that a bot starts afresh."""
    sam = telegram.user()
    sam.say("One")
    await client.set_webhook(receiver.url, drop_pending_updates=True)
    sam.say("Two")
    assert await receiver.until(1) == ["Two"]


async def test_a_public_address_can_lead_here(telegram: Telegram, client: Bot, receiver: Receiver) -> None:
    """A test may say where a public address leads on this computer. No other public address is ever called."""
    telegram.api.reach["https://bot.example.org"] = receiver.url.removesuffix("/hook")
    await client.set_webhook("https://bot.example.org/hook")
    telegram.user().say("One")
    assert await receiver.until(1) == ["One"]
    telegram.api.backoff = lambda _: 3600.0
    await client.set_webhook("https://elsewhere.example.org/hook")
    telegram.user().say("Two")
    await telegram.api.wait(lambda api: api.deliverer is not None and api.deliverer.last_error)
    assert "Failed to resolve host" in ((await client.get_webhook_info()).last_error_message or "")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://bot.example.org/hook", "Bad webhook: an https url must be provided for webhook"),
        ("https://bot.example.org:9000/hook", "Bad webhook: webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://bot.example.org:many/hook", "Invalid webhook url specified"),
    ],
)
async def test_a_webhook_has_a_good_address(client: Bot, url: str, words: str) -> None:
    """A public address needs HTTPS, and one of four ports."""
    with pytest.raises(BadRequest, match=f"(?i)^{words}$"):
        await client.set_webhook(url)


async def test_a_secret_has_a_form(client: Bot) -> None:
    """A secret has up to 256 of A-Z, a-z, 0-9, _ and -."""
    assert await client.set_webhook("https://bot.example.org/hook", secret_token="aZ9_-" * 51 + "a")
    with pytest.raises(BadRequest, match="Secret token is too long"):
        await client.set_webhook("https://bot.example.org/hook", secret_token="a" * 257)
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await client.set_webhook("https://bot.example.org/hook", secret_token=f"not{SECRET} one")
