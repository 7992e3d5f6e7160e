"""How a bot that asks gets its updates."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import Conflict, TelegramError

from bot.pretend import Api
from tests.telegram.conftest import Telegram

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    """What was written in these updates."""
    return [update.message.text for update in updates if update.message]


async def polling(api: Api, number: int = 1) -> None:
    """Wait until so many polls came."""
    await api.wait(lambda api: api.counts["getUpdates"] >= number)


async def test_updates_come_in_order_until_they_are_confirmed(telegram: Telegram, client: Bot) -> None:
    """What is not confirmed comes again; an offset confirms all that is below it."""
    sam = telegram.user()
    for word in ("One", "Two", "Three"):
        sam.say(word)
    first = await client.get_updates()
    assert texts(first) == ["One", "Two", "Three"]
    assert [update.update_id - first[0].update_id for update in first] == [0, 1, 2]
    assert texts(await client.get_updates()) == ["One", "Two", "Three"]
    assert texts(await client.get_updates(offset=first[1].update_id)) == ["Two", "Three"]
    assert texts(await client.get_updates(offset=first[2].update_id + 1)) == []
    assert texts(await client.get_updates()) == []


async def test_a_limit_is_kept(telegram: Telegram, client: Bot) -> None:
    """One answer has 1 to 100 updates, a hundred unless the bot says fewer."""
    sam = telegram.user()
    for number in range(101):
        sam.say(str(number))
    assert len(await client.get_updates()) == 100
    assert texts(await client.get_updates(limit=2)) == ["0", "1"]
    assert len(await client.get_updates(limit=1)) == 1
    assert len(await client.get_updates(limit=101)) == 100


async def test_a_negative_offset_counts_from_the_end(telegram: Telegram, client: Bot) -> None:
    """A negative offset keeps that many updates and forgets the ones before."""
    sam = telegram.user()
    for word in ("One", "Two", "Three"):
        sam.say(word)
    assert texts(await client.get_updates(offset=-1)) == ["Three"]
    assert texts(await client.get_updates()) == ["Three"]


async def test_a_poll_waits_for_the_next_update(telegram: Telegram, client: Bot) -> None:
    """A long poll is answered as soon as something happens."""
    waiting = asyncio.create_task(client.get_updates(timeout=50))
    await polling(telegram.api)
    assert not waiting.done()
    telegram.user().say("Hello")
    assert texts(await waiting) == ["Hello"]
    assert telegram.api.max_concurrent == 1  # only getMe; a poll keeps nobody busy


async def test_a_second_poll_ends_the_first(telegram: Telegram, client: Bot) -> None:
    """Of two bots with one token the one that came first is sent away with a 409."""
    first = asyncio.create_task(client.get_updates(timeout=50))
    await polling(telegram.api)
    second = asyncio.create_task(telegram.ask("getUpdates", timeout="50"))
    with pytest.raises(Conflict, match="terminated by other"):
        await first
    assert telegram.api.calls[-1].error == OTHER
    telegram.user().say("Hello")
    _, body = await second
    assert [update["message"]["text"] for update in body["result"]] == ["Hello"]


async def test_a_webhook_ends_a_poll(telegram: Telegram, client: Bot) -> None:
    """While a webhook is set nobody can ask for updates, and a poll that waits is sent away."""
    waiting = asyncio.create_task(client.get_updates(timeout=50))
    await polling(telegram.api)
    await client.set_webhook("https://bot.example.org/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await waiting
    with pytest.raises(Conflict, match="webhook is active; use deleteWebhook"):
        await client.get_updates()
    await client.delete_webhook()
    assert await client.get_updates() == ()


async def test_a_bot_chooses_what_it_is_told(telegram: Telegram, client: Bot) -> None:
    """Only kinds that the bot named are kept for it, from then on; an empty list brings the usual ones back."""
    sam = telegram.user()
    await client.get_updates(allowed_updates=["callback_query", "my_chat_member"])
    sam.say("Hello")
    sam.tap_raw("a", 1)
    sam.block()
    seen = await client.get_updates(timeout=0)
    assert [(bool(one.message), bool(one.callback_query), bool(one.my_chat_member)) for one in seen] == [
        (False, True, False),
        (False, False, True),
    ]
    await client.get_updates(offset=seen[-1].update_id + 1, allowed_updates=[])
    sam.start()
    assert texts(await client.get_updates()) == ["/start"]


async def test_updates_grow_old(telegram: Telegram, client: Bot) -> None:
    """An update waits for 24 hours, and is then forgotten."""
    sam = telegram.user()
    sam.say("One")
    telegram.api.clock.forward(12 * 3600)
    sam.say("Two")
    telegram.api.clock.forward(12 * 3600 - 1)
    assert (await client.get_webhook_info()).pending_update_count == 2
    telegram.api.clock.forward(1)
    assert (await client.get_webhook_info()).pending_update_count == 1
    assert texts(await client.get_updates()) == ["Two"]


async def test_waiting_updates_can_be_dropped(telegram: Telegram, client: Bot) -> None:
    """A bot that starts anew can ask that what waits is forgotten."""
    telegram.user().say("One")
    await client.delete_webhook()
    assert len(await client.get_updates()) == 1
    await client.delete_webhook(drop_pending_updates=True)
    assert await client.get_updates() == ()


async def test_a_bot_that_hangs_up_misses_nothing(telegram: Telegram, client: Bot) -> None:
    """A poll that was given up takes no update with it."""
    waiting = asyncio.create_task(client.get_updates(timeout=50))
    await polling(telegram.api)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    telegram.user().say("Hello")
    assert texts(await client.get_updates(timeout=50)) == ["Hello"]


async def test_a_poll_ends_with_the_server(telegram: Telegram, client: Bot) -> None:
    """A poll that waits when pretend Telegram stops is answered at once."""
    waiting = asyncio.create_task(client.get_updates(timeout=50))
    await polling(telegram.api)
    await telegram.api.close()
    with pytest.raises(TelegramError, match="restart"):
        await waiting
