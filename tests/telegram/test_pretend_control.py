"""A program in another process can play the people and look at what the bot says."""

from __future__ import annotations

import asyncio
import base64
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.pretend import PRETEND_TOKEN
from tests.house.tree import ROOT
from tests.telegram.conftest import Telegram
from tests.telegram.samples import opus, png

Json = dict[str, Any]
Drive = Callable[..., Awaitable[Any]]
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


def text_of(data: bytes) -> str:
    """Bytes as they are written in JSON."""
    return base64.b64encode(data).decode()


async def post(base: str, path: str, about: Json) -> Json:
    """What is answered to a driver."""
    async with aiohttp.ClientSession() as session, session.post(f"{base}/control/{path}", json=about) as answer:
        said: Json = await answer.json()
        return said


@pytest.fixture
def drive(telegram: Telegram) -> Drive:
    """Drives people over HTTP. Gives the result."""

    async def send(path: str, **about: Any) -> Any:
        said = await post(telegram.base, path, about)
        assert said["ok"], said
        return said["result"]

    return send


async def test_people_are_driven(telegram: Telegram, drive: Drive, client: Bot) -> None:
    """Everything that a person can do, a driver can make them do."""
    await drive("act", act="start", user=7, name="Sam", payload="invite-1")
    sent = await client.send_message(7, "One?", reply_markup=YES)
    said = await drive("act", act="say", user=7, text="Hello")
    for about in (
        {"act": "tap", "button": "Yes"},
        {"act": "tap_raw", "data": "forged", "message_id": sent.message_id},
        {"act": "voice", "data": text_of(opus())},
        {"act": "photo", "data": text_of(png()), "caption": "Mine"},
        {"act": "sticker"},
        {"act": "edit", "message_id": said["message_id"], "text": "Good bye"},
        {"act": "block"},
        {"act": "block", "on": False},
        {"act": "forbid_voice"},
    ):
        assert (await drive("act", user=7, **about))["user"] == 7
    kinds = []
    for update in await client.get_updates():
        about = update.to_dict()
        content = about.get("message", {})
        names = [*(name for name in ("text", "voice", "photo", "sticker") if name in content), *about]
        kinds.append(next(name for name in names if name not in ("update_id", "message")))
    others = ["callback_query", "callback_query", "voice", "photo", "sticker", "edited_message"]
    assert kinds == ["text", "text", *others, "my_chat_member", "my_chat_member"]
    sam = telegram.user()
    assert (sam.json["first_name"], sam.forbid_voice, sam.chat.blocked) == ("Sam", True, False)


async def test_someone_new_gets_a_number(drive: Drive) -> None:
    """A driver that names nobody gets a new person, and learns their number."""
    numbers = [(await drive("act", act="start"))["user"] for _ in range(2)]
    assert len(set(numbers)) == 2


async def test_many_acts_at_once(drive: Drive) -> None:
    """One request can carry many acts; one that fails says so and stops no other."""
    acts = [
        {"act": "start", "user": 1},
        {"act": "tap", "user": 1, "button": "No"},
        {"act": "say", "user": 2, "text": "a"},
    ]
    done = await drive("acts", acts=acts)
    assert [list(one) for one in done] == [["user", "message_id"], ["error"], ["user", "message_id"]]


async def test_an_inbox_is_read_bit_by_bit(telegram: Telegram, drive: Drive, client: Bot) -> None:
    """A driver reads what is new or changed since it last looked, and can wait for it."""
    telegram.user().start()
    first = await client.send_message(7, "<b>One</b> more?", parse_mode="HTML", reply_markup=YES)
    seen = await drive("inbox", user=7)
    (message,) = seen["messages"]
    assert (message["text"], message["rows"]) == ("One more?", [[{"label": "Yes", "data": "y"}]])
    assert message["parts"] == [{"text": "One", "styles": ["bold"]}, {"text": " more?", "styles": []}]
    assert len((await drive("inbox", user=7, all=True))["messages"]) == 2
    waiting = asyncio.create_task(drive("inbox", user=7, since=seen["sequence"], wait=30))
    await client.send_message(7, "Two")
    seen = await waiting
    assert [one["text"] for one in seen["messages"]] == ["Two"]
    await client.delete_message(7, first.message_id)
    seen = await drive("inbox", user=7, since=seen["sequence"], wait=30)
    assert [(one["message_id"], one["deleted"]) for one in seen["messages"]] == [(first.message_id, True)]
    assert (await drive("inbox", user=7, since=seen["sequence"]))["messages"] == []
    assert (await drive("inbox", user=7, since=seen["sequence"], wait=0.01))["messages"] == []


async def test_all_chats_are_read_as_one(telegram: Telegram, drive: Drive, client: Bot) -> None:
    """A driver of many people reads everything that the bot says in one place, each message once."""
    for number in (7, 8):
        telegram.user(number).start()
        await client.send_message(number, "Hello")
    first = await drive("feed")
    assert [(one["chat_id"], one["text"]) for one in first["messages"]] == [(7, "Hello"), (8, "Hello")]
    waiting = asyncio.create_task(drive("feed", since=first["sequence"], wait=30))
    await client.edit_message_text("Once", 7, first["messages"][0]["message_id"])
    await client.edit_message_text("Twice", 7, first["messages"][0]["message_id"])
    seen = [one["text"] for one in (await waiting)["messages"]]
    assert seen in (["Once"], ["Twice"])


async def test_a_link_to_the_bot_opens_the_page(telegram: Telegram, drive: Drive, client: Bot) -> None:
    """A button with a link that starts this bot leads to the phone page, and any other link to where it says."""
    telegram.user().start()
    links = [f"https://t.me/{telegram.api.username}?start=a-1", "https://example.org/"]
    rows = [[InlineKeyboardButton("Open", url=link)] for link in links]
    await client.send_message(7, "Links", reply_markup=InlineKeyboardMarkup(rows))
    (message,) = (await drive("inbox", user=7))["messages"]
    assert [row[0]["opens"] for row in message["rows"]] == ["/?start=a-1", "https://example.org/"]


async def test_files_can_be_seen(telegram: Telegram, drive: Drive) -> None:
    """The bytes of a photo can be fetched for the page; what is neither picture nor sound comes as mere bytes."""
    sam = telegram.user()
    sam.photo(png())
    sam.voice(b"<script>", mime="text/html")
    photo, page = [one["media"]["url"] for one in (await drive("inbox", user=7, all=True))["messages"]]
    async with aiohttp.ClientSession(telegram.base) as session:
        async with session.get(photo) as answer:
            assert (answer.content_type, await answer.read()) == ("image/png", png())
        async with session.get(page) as answer:
            assert answer.content_type == "application/octet-stream"
        async with session.get("/control/media/none") as answer:
            assert answer.status == 404


async def test_faults_and_settings_are_driven(telegram: Telegram, drive: Drive) -> None:
    """A driver can let things go wrong, pass time, and count what the bot asked for."""
    await drive("act", act="start", user=7)
    await drive("faults", seed=1, kind="SERVER_ERROR", methods=["sendMessage"], times=1)
    assert (await telegram.ask("sendMessage", chat_id="7", text="One"))[0] == 502
    assert (await telegram.ask("sendMessage", chat_id="7", text="One"))[0] == 200
    assert (await drive("faults", clear=True))["struck"] == {"SERVER_ERROR": 1}
    before = (await drive("settings"))["now"]
    settings = await drive("settings", remember=False, rates=True, forward=100)
    assert settings["now"] >= before + 100
    assert (settings["remember"], settings["rates"]) == (False, True)
    counts = await drive("counts", clear=True)
    assert (counts["counts"], counts["refused"]) == ({"sendMessage": 2}, {"sendMessage": 1})
    assert counts["pending_updates"] == 1
    assert (await drive("counts"))["counts"] == {}


@pytest.mark.parametrize(
    ("path", "about", "words"),
    [
        ("act", {"act": "fly"}, "no act 'fly'"),
        ("act", {"act": "say", "user": 7}, "'text' is missing"),
        ("act", {"act": "say", "user": 7, "text": ""}, "1 to 4096"),
        ("act", {"act": "photo", "data": "no base64!"}, "not base64"),
        ("act", {"act": "start", "payload": "a b"}, "start payload"),
        ("act", {"act": "start", "user": "many"}, "invalid literal"),
        ("faults", {"kind": "RAIN"}, "no fault 'RAIN'"),
        ("faults", {"kind": "DELAY", "days": 1}, "days"),
        ("weather", {}, "nothing at 'weather'"),
        ("act", [], "list"),
    ],
)
async def test_a_driver_is_told_what_is_wrong(telegram: Telegram, path: str, about: Any, words: str) -> None:
    """What can't be done gets a sentence that says why."""
    said = await post(telegram.base, path, about)
    assert said["ok"] is False
    assert words in said["error"]


async def test_it_runs_alone() -> None:
    """`python -m bot.pretend` serves, says where, knows its token, and stops when told to."""
    command = [sys.executable, "-m", "bot.pretend", "--port", "0", "--forget-calls"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: ASYNC220
        try:
            line = await asyncio.to_thread(process.stdout.readline)  # type: ignore[union-attr]
            base = line.removeprefix("Pretend Telegram: ").strip()
            async with Bot(PRETEND_TOKEN, base_url=f"{base}/bot") as bot:
                assert (await bot.get_me()).is_bot
        finally:
            process.send_signal(signal.SIGINT)
        assert await asyncio.to_thread(process.wait, 20) == 0
