"""What Telegram's answers mean for a message that is being sent, and for a recording that is being fetched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.delivery import DeliveryError, Impossible, Later, NotSent, Unclear, Unreachable
from bot.pretend import Kind
from bot.telegram import fetching
from bot.telegram.api import make_bot
from bot.telegram.arrived import Sent
from bot.telegram.fetching import Fetcher
from bot.telegram.letters import Message, dump
from bot.telegram.transport import Post
from locales import Languages
from tests.support.ready import ready_store
from tests.telegram.conftest import Telegram
from tests.telegram.desk import BOT, Stubborn, a_desk, with_links
from tests.telegram.samples import opus, png

SAM, GROUP = 7, -100_200


async def picture(name: str) -> tuple[str, bytes]:
    """Any picture."""
    return f"{name}.png", png(40, 30)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Stubborn]:
    """An empty store that can be told not to write."""
    database = Stubborn(await ready_store(tmp_path / "plainsay.db", tmp_path / "plainsay.key"))
    yield database
    await database.close()


async def sent(store: Stubborn, api: str, token: str, message: Message) -> DeliveryError | None:
    """Send a message; gives what became of it, None where it was sent."""
    bot = make_bot(token, api)
    post = Post(bot, BOT, store, picture=picture, cards=None, sounds=None, words=Languages().words, staff_url="")
    await post.start()
    try:
        await post.send(dump(message))
    except DeliveryError as error:
        return error
    finally:
        await bot.request.shutdown()
    return None


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (Kind.TOO_MANY, Later),
        (Kind.SERVER_ERROR, Unclear),
        (Kind.CLOSED_BEFORE, Unclear),
        (Kind.CLOSED_AFTER, Unclear),
        (Kind.UNAUTHORIZED, NotSent),
        (Kind.NOT_FOUND, NotSent),
    ],
)
async def test_what_an_answer_means(telegram: Telegram, store: Stubborn, kind: Kind, outcome: type) -> None:
    """What may be sent again, what may have come, and how long to wait."""
    telegram.user(SAM).start()
    telegram.api.faults.add(kind, "sendMessage", times=1, retry_after=7)
    error = await sent(store, telegram.base, telegram.token, Message(SAM, "Hello"))
    assert type(error) is outcome
    assert getattr(error, "seconds", 7) == 7


async def test_who_has_blocked_us_cannot_be_reached(telegram: Telegram, store: Stubborn) -> None:
    """So nothing more is sent there; the same holds for a chat that never was."""
    telegram.user(SAM).start()
    telegram.user(SAM).block()
    for user in (SAM, 8):
        error = await sent(store, telegram.base, telegram.token, Message(user, "Hello"))
        assert type(error) is Unreachable


async def test_what_telegram_never_takes_is_given_up(telegram: Telegram, store: Stubborn) -> None:
    """With the reason in Telegram's own words, and not a word of the message."""
    telegram.user(SAM).start()
    error = await sent(store, telegram.base, telegram.token, Message(SAM, "<b>secret"))
    assert type(error) is Impossible
    assert str(error).startswith("refused: can't parse entities")
    assert "secret" not in str(error)


async def test_where_nobody_listens_nothing_was_sent(store: Stubborn, telegram: Telegram) -> None:
    """No connection at all is no doubt."""
    error = await sent(store, "http://127.0.0.1:9", telegram.token, Message(SAM, "Hello"))
    assert type(error) is NotSent


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "<html>Please sign in to this network</html>"), (200, "[]"), (200, "{}"), (502, "[]"), (503, "down")],
)
async def test_an_answer_that_is_not_telegrams_loses_nothing(
    store: Stubborn, telegram: Telegram, status: int, body: str
) -> None:
    """Something on the way has answered in its place: the message is kept and sent again."""

    async def answer(_request: web.BaseRequest) -> web.Response:
        return web.Response(status=status, text=body)

    runner = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        port = runner.addresses[0][1]
        error = await sent(store, f"http://127.0.0.1:{port}", telegram.token, Message(SAM, "Hello"))
    finally:
        await runner.cleanup()
    assert type(error) is Unclear


async def test_a_picture_whose_id_cannot_be_noted_was_sent(telegram: Telegram, store: Stubborn) -> None:
    """A store that cannot write does not make a failure of a message that has arrived."""
    sam = telegram.user(SAM)
    sam.start()
    store.refusals = 1
    assert await sent(store, telegram.base, telegram.token, Message(SAM, "Hello", picture="hello")) is None
    assert [one.text for one in sam.inbox] == ["Hello"]
    assert store.tried == 1


@pytest.mark.parametrize("kind", [Kind.TOO_MANY, Kind.SERVER_ERROR, Kind.UNAUTHORIZED, Kind.CLOSED_BEFORE])
async def test_a_group_that_cannot_be_left_yet(telegram: Telegram, store: Stubborn, kind: Kind) -> None:
    """It was told already: to leave it later may tell it twice, and that is counted."""
    telegram.api.group(GROUP).add_bot(telegram.user(SAM))
    telegram.api.faults.add(kind, "leaveChat", times=1)
    error = await sent(store, telegram.base, telegram.token, Message(GROUP, "Hello", leaves=True))
    assert type(error) is Unclear


async def test_a_group_that_has_put_us_out(telegram: Telegram, store: Stubborn) -> None:
    """There is nothing to tell and nothing to leave: nobody's own chat is closed because of it."""
    group = telegram.api.group(GROUP)
    group.add_bot(telegram.user(SAM))
    group.remove_bot(telegram.user(SAM))
    assert await sent(store, telegram.base, telegram.token, Message(GROUP, "Hello", leaves=True)) is None


@pytest.mark.parametrize(
    ("kind", "times"),
    [
        (Kind.TOO_MANY, 5),
        (Kind.SERVER_ERROR, 5),
        (Kind.UNAUTHORIZED, 5),
        (Kind.NOT_FOUND, 5),
        (Kind.CLOSED_BEFORE, 5),
        (Kind.CLOSED_AFTER, 5),
    ],
)
async def test_a_recording_is_fetched_in_the_end(
    telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind, times: int
) -> None:
    """Whatever stands in the way for a while: nobody has to say it twice."""
    monkeypatch.setattr(fetching, "FIRST_WAIT_SECONDS", 0.001)
    voice = telegram.user(SAM).voice(opus())
    telegram.api.faults.add(kind, "getFile", times=times, retry_after=0)
    bot = make_bot(telegram.token, telegram.base)
    async with a_desk(tmp_path) as desk:
        (link,) = await with_links(desk, 1)
        await desk.arrive(desk.said(SAM, f"/start {link}"))
        assert voice.file_id is not None
        found = await Fetcher(bot, BOT, desk.talks).fetch(await desk.lane(SAM), Sent("voice", voice.file_id, 100))
    await bot.request.shutdown()
    assert found.kept is not None
    assert telegram.api.faults.struck[kind] == times
