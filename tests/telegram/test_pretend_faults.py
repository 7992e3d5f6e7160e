"""What goes wrong on purpose goes wrong in the way that was asked for, and in the same way every time."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TimedOut

from bot.pretend import Clock, Kind
from bot.pretend.errors import Refused
from bot.pretend.rates import Rates
from tests.telegram.conftest import Telegram


async def test_too_many_requests_in_one_chat(telegram: Telegram, client: Bot) -> None:
    """A 429 in one chat says how long to wait, has no effect, and leaves other chats alone."""
    sam, ria = telegram.user(7), telegram.user(8)
    sam.start()
    ria.start()
    telegram.api.faults.add(Kind.TOO_MANY, "sendMessage", chat_id=7, times=1, retry_after=3)
    await client.send_message(8, "One")
    status, body = await telegram.ask("sendMessage", chat_id="7", text="One")
    assert status == 429
    words = "Too Many Requests: retry after 3"
    assert body == {"ok": False, "error_code": 429, "description": words, "parameters": {"retry_after": 3}}
    await client.send_message(7, "Two")
    assert ([one.text for one in sam.inbox], [one.text for one in ria.inbox]) == (["Two"], ["One"])


async def test_impatience_is_counted(telegram: Telegram) -> None:
    """A bot that comes back too early is counted, and refused again where the chat is held closed."""
    telegram.user().start()
    for hold, early in ((False, 200), (True, 429)):
        telegram.api.faults.add(Kind.TOO_MANY, "sendMessage", times=1, retry_after=30, hold=hold)
        assert (await telegram.ask("sendMessage", chat_id="7", text="One"))[0] == 429
        assert (await telegram.ask("sendMessage", chat_id="7", text="Two"))[0] == early
        telegram.api.clock.forward(30)
        assert (await telegram.ask("sendMessage", chat_id="7", text="Three"))[0] == 200
    assert telegram.api.faults.early == 2


async def test_the_server_has_a_fault(telegram: Telegram, client: Bot) -> None:
    """A 5xx comes as often as was asked for, after as many good answers as was asked for."""
    telegram.user().start()
    telegram.api.faults.add(Kind.SERVER_ERROR, "sendMessage", skip=1, times=2, code=500)
    await client.send_message(7, "One")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await client.send_message(7, "Two")
    await client.send_message(7, "Three")
    assert [one.text for one in telegram.user().inbox] == ["One", "Three"]
    assert telegram.api.faults.struck == {Kind.SERVER_ERROR: 2}


async def test_the_connection_closes_before(telegram: Telegram, client: Bot) -> None:
    """The bot gets no answer, and nothing was done."""
    sam = telegram.user()
    sam.start()
    telegram.api.faults.add(Kind.CLOSED_BEFORE, "sendMessage", times=1)
    with pytest.raises(NetworkError):
        await client.send_message(7, "One")
    assert sam.inbox == []


async def test_the_connection_closes_after(telegram: Telegram, client: Bot) -> None:
    """The bot gets no answer, and yet the message is there. It can't tell this from the fault before."""
    sam = telegram.user()
    sam.start()
    telegram.api.faults.add(Kind.CLOSED_AFTER, "sendMessage", times=1)
    with pytest.raises(NetworkError):
        await client.send_message(7, "One")
    assert [one.text for one in sam.inbox] == ["One"]
    assert [call.ok for call in telegram.api.called("sendMessage")] == [True]


async def test_an_answer_that_comes_too_late(telegram: Telegram, client: Bot) -> None:
    """The message is there long before the answer; a bot that does not wait so long has a time-out."""
    sam = telegram.user()
    sam.start()
    telegram.api.faults.add(Kind.LATE, "sendMessage", times=1, seconds=3600)
    with pytest.raises(TimedOut):
        await client.send_message(7, "One", read_timeout=0.05)
    assert [one.text for one in sam.inbox] == ["One"]


async def test_requests_in_hand_are_counted_together(telegram: Telegram, client: Bot) -> None:
    """The most requests at once are counted, such as when each takes long."""
    telegram.user().start()
    telegram.api.faults.add(Kind.LATE, "sendMessage", seconds=3600)
    sending = [asyncio.create_task(client.send_message(7, str(number))) for number in range(5)]
    await telegram.api.wait(lambda api: api.max_concurrent == len(sending))
    for task in sending:
        task.cancel()
    await asyncio.gather(*sending, return_exceptions=True)


async def test_an_answer_can_take_long(telegram: Telegram, client: Bot) -> None:
    """A slow answer is still the right one, and nothing is done before it."""
    sam = telegram.user()
    sam.start()
    telegram.api.faults.add(Kind.DELAY, "sendMessage", times=1, seconds=0.01)
    assert (await client.send_message(7, "One")).text == "One"
    assert telegram.api.faults.struck == {Kind.DELAY: 1}


@pytest.mark.parametrize(("kind", "status"), [(Kind.UNAUTHORIZED, 401), (Kind.NOT_FOUND, 404)])
async def test_the_bot_is_unknown_for_a_while(telegram: Telegram, client: Bot, kind: Kind, status: int) -> None:
    """Polls are refused as if the token were gone, and then all is well again."""
    telegram.api.faults.add(kind, "getUpdates", times=2)
    for _ in range(2):
        with pytest.raises(InvalidToken):
            await client.get_updates()
    telegram.user().say("Hello")
    assert len(await client.get_updates()) == 1
    assert telegram.api.faults.struck == {kind: 2}
    telegram.api.faults.add(kind, "getMe", times=1)
    assert (await telegram.ask("getMe"))[0] == status


async def test_an_update_is_told_twice(telegram: Telegram, client: Bot) -> None:
    """An update that was confirmed comes once more, with its old number."""
    sam = telegram.user()
    sam.say("One")
    (first,) = await client.get_updates()
    sam.say("Two")
    telegram.api.faults.add(Kind.TWICE, times=1)
    again = await client.get_updates(offset=first.update_id + 1)
    assert [update.message.text for update in again if update.message] == ["One", "Two"]
    third = await client.get_updates(offset=first.update_id + 1)
    assert [update.message.text for update in third if update.message] == ["Two"]


async def test_updates_are_out_of_order(telegram: Telegram, client: Bot) -> None:
    """The updates of one answer are shuffled, and none is missing."""
    sam = telegram.user()
    for number in range(10):
        sam.say(str(number))
    telegram.api.faults.add(Kind.SHUFFLED, times=1)
    shuffled = [update.update_id for update in await client.get_updates()]
    assert shuffled != sorted(shuffled)
    assert sorted(shuffled) == [update.update_id for update in await client.get_updates()]


async def test_updates_that_nobody_can_read(telegram: Telegram) -> None:
    """A malformed update and one of an unknown kind come before the real one, and count as no fault of ours."""
    telegram.api.faults.add(Kind.MALFORMED, times=5)
    telegram.api.faults.add(Kind.UNKNOWN, times=1)
    for number in range(5):
        telegram.user().say(str(number))
    _, body = await telegram.ask("getUpdates")
    kinds = [next(name for name in update if name != "update_id") for update in body["result"]]
    assert len(kinds) == 11
    assert kinds.count("news_from_tomorrow") == 1
    good = [update["message"]["text"] for update in body["result"] if "chat" in (update.get("message") or "")]
    assert good == ["0", "1", "2", "3", "4"]


async def test_chance_repeats_itself(telegram: Telegram) -> None:
    """The same seed brings the same faults."""
    telegram.user().start()
    runs = []
    for _ in range(2):
        telegram.api.faults.clear()
        telegram.api.faults.seed(42)
        telegram.api.faults.add(Kind.SERVER_ERROR, "sendMessage", share=0.5)
        runs.append([(await telegram.ask("sendMessage", chat_id="7", text="One"))[0] for _ in range(20)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 502}


async def test_too_fast_in_one_chat(telegram: Telegram) -> None:
    """With the check on, a chat takes a short burst and then a message a second; waiting as told helps."""
    telegram.user(7).start()
    telegram.user(8).start()
    telegram.api.rates.on = True
    for number in ("7", "7", "7", "8"):
        assert (await telegram.ask("sendMessage", chat_id=number, text="One"))[0] == 200
    status, body = await telegram.ask("sendMessage", chat_id="7", text="Too fast")
    assert (status, body["parameters"]) == (429, {"retry_after": 1})
    telegram.api.clock.forward(1)
    assert (await telegram.ask("sendMessage", chat_id="7", text="In time"))[0] == 200
    assert telegram.api.rates.refused == 1


def test_too_fast_in_all() -> None:
    """With the check on, all chats together take thirty messages a second."""
    clock = Clock(1_000_000)
    rates = Rates(clock, on=True)
    for number in range(1, 31):
        rates.check(number)
    with pytest.raises(Refused, match="retry after 1"):
        rates.check(31)
    clock.forward(1)
    rates.check(31)


def test_too_fast_in_a_group() -> None:
    """With the check on, a group takes twenty messages a minute."""
    clock = Clock(1_000_000)
    rates = Rates(clock, on=True)
    for _ in range(20):
        rates.check(-5)
    with pytest.raises(Refused, match="retry after 3"):
        rates.check(-5)
    clock.forward(3)
    rates.check(-5)
    with pytest.raises(Refused):
        rates.check(-5)
