"""What people do reaches the bot as Telegram would tell it."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import Forbidden

from tests.telegram.conftest import Telegram
from tests.telegram.samples import jpeg, opus, png

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes, please", callback_data="y")]])


async def heard(client: Bot) -> Message:
    """The newest message that the bot was told."""
    message = (await client.get_updates())[-1].message
    assert message is not None
    return message


async def test_start_carries_its_payload(telegram: Telegram, client: Bot) -> None:
    """Start is a command with what the link carried, from a person with a name and a language."""
    telegram.user(7, "Sam", "cy").start("invite-1")
    message = await heard(client)
    assert message.text == "/start invite-1"
    assert [(entity.type, entity.offset, entity.length) for entity in message.entities] == [("bot_command", 0, 6)]
    assert message.from_user is not None
    assert (message.from_user.first_name, message.from_user.language_code) == ("Sam", "cy")


async def test_whoever_waits_is_told_of_a_tap_and_a_wish(telegram: Telegram, client: Bot) -> None:
    """A tap and 'no voice messages' wake whoever waited for them already, without anything else going on."""
    sam = telegram.user(7)
    sam.start()
    await client.send_message(sam.id, "Shall we?", reply_markup=YES)
    tapped = asyncio.ensure_future(telegram.api.wait(lambda api: api.taps, 2))
    forbidden = asyncio.ensure_future(sam.wait(lambda sam: sam.forbid_voice, 2))
    await asyncio.sleep(0)
    sam.tap("Yes")
    await tapped
    sam.forbid_voice = True
    await forbidden


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("/help", ["/help"]),
        ("🙂 /help me /stop@a_bot now", ["/help", "/stop@a_bot"]),
        ("and/or", []),
        ("/", []),
        ("see /etc/hosts", []),
        ("(no) //x", []),
    ],
)
async def test_commands_are_marked(telegram: Telegram, client: Bot, text: str, commands: list[str]) -> None:
    """Commands in a text are marked where they stand, counted in UTF-16 units."""
    telegram.user().say(text)
    assert list((await heard(client)).parse_entities().values()) == commands


async def test_a_recording_reaches_the_bot(telegram: Telegram, client: Bot) -> None:
    """A recording comes with its length and type, and its bytes can be fetched."""
    telegram.user().voice(opus(), duration=4)
    message = await heard(client)
    assert message.voice is not None
    assert (message.voice.to_dict()["duration"], message.voice.mime_type) == (4, "audio/ogg")
    assert bytes(await (await message.voice.get_file()).download_as_bytearray()) == opus()


async def test_a_photo_reaches_the_bot(telegram: Telegram, client: Bot) -> None:
    """A photo comes in several sizes, with its caption; photos of one album share a mark."""
    sam = telegram.user()
    sam.photo(png(1500, 1000), caption="My room", album="a1")
    message = await heard(client)
    assert [size.width for size in message.photo] == [90, 320, 800, 1280, 1500]
    assert (message.caption, message.media_group_id) == ("My room", "a1")
    assert bytes(await (await message.photo[-1].get_file()).download_as_bytearray()) == png(1500, 1000)
    with pytest.raises(ValueError, match="no PNG or JPEG"):
        sam.photo(b"no picture")
    sam.photo(jpeg())
    assert (await heard(client)).photo


async def test_anything_else_reaches_the_bot(telegram: Telegram, client: Bot) -> None:
    """A sticker, a place or whatever else comes as what it is."""
    sam = telegram.user()
    sam.sticker("🙂")
    sticker = (await heard(client)).sticker
    assert sticker is not None
    assert sticker.emoji == "🙂"
    sam.send({"location": {"latitude": 51.5, "longitude": -0.1}})
    assert (await heard(client)).location is not None


async def test_an_edit_reaches_the_bot(telegram: Telegram, client: Bot) -> None:
    """A person can change what they wrote, and nothing else."""
    sam = telegram.user()
    said = sam.say("Hello")
    sam.edit(said.message_id, "Good bye")
    edited = (await client.get_updates())[-1].edited_message
    assert edited is not None
    assert (edited.text, edited.message_id) == ("Good bye", said.message_id)
    sent = await client.send_message(sam.id, "One")
    with pytest.raises(ValueError, match="one's own"):
        sam.edit(sent.message_id, "Two")


async def test_a_block_reaches_the_bot(telegram: Telegram, client: Bot) -> None:
    """Blocking and unblocking come as changes of the bot's own membership, and Start unblocks."""
    sam = telegram.user()
    sam.start()
    sam.block()
    sam.block()
    sam.unblock()
    sam.block()
    sam.start()
    changes = [update.my_chat_member for update in await client.get_updates() if update.my_chat_member]
    statuses = [(change.old_chat_member.status, change.new_chat_member.status) for change in changes]
    assert statuses == [("member", "kicked"), ("kicked", "member")] * 2
    assert (await heard(client)).text == "/start"


async def test_a_tap_finds_its_button(telegram: Telegram, client: Bot) -> None:
    """A tap names data or a part of a label, and takes the newest message that has it, or the one that is named."""
    sam = telegram.user()
    sam.start()
    first = await client.send_message(sam.id, "One?", reply_markup=YES)
    second = await client.send_message(sam.id, "Two?", reply_markup=YES)
    for button, message in (("Yes", None), ("y", None), ("Yes", first.message_id), ("y", sam.inbox[0])):
        sam.tap(button, message)
    queries = [update.callback_query for update in await client.get_updates() if update.callback_query]
    numbers = [query.message.message_id for query in queries if query.message]
    assert numbers == [second.message_id, second.message_id, first.message_id, first.message_id]
    assert {query.data for query in queries} == {"y"}
    with pytest.raises(AssertionError, match="sees no button 'No'"):
        sam.tap("No")


async def test_a_tap_can_be_forged(telegram: Telegram, client: Bot) -> None:
    """A tap may carry any data, and name a message that is gone or never was."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_message(sam.id, "One?", reply_markup=YES)
    await client.delete_message(sam.id, sent.message_id)
    for number in (sent.message_id, 999):
        sam.tap_raw("forged", number)
        query = (await client.get_updates())[-1].callback_query
        assert query is not None
        assert query.message is not None
        assert (query.data, query.message.message_id, query.message.is_accessible) == ("forged", number, False)
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        sam.tap_raw("", 1)


async def test_waiting_wakes_at_a_change(telegram: Telegram, client: Bot) -> None:
    """A test can wait for what a person sees, and is told what is there where it does not come."""
    sam = telegram.user()
    sam.start()
    await client.send_message(sam.id, "Hello")
    assert (await sam.sees("Hel")).text == "Hello"
    with pytest.raises(AssertionError, match=r"User 7 sees:\n  2: 'Hello' \[\]"):
        await sam.sees("Good bye", timeout=0.01)
    with pytest.raises(AssertionError, match="sendMessage to 7: ok"):
        await telegram.api.wait(lambda api: api.called("sendPhoto"), timeout=0.01)


async def test_a_group_has_members(telegram: Telegram, client: Bot) -> None:
    """The bot hears in a group that it was added, and then only what is meant for it."""
    sam = telegram.user()
    group = telegram.api.group(-1001, "Our house")
    group.add_bot(sam)
    group.say(sam, "Hello all")
    group.say(sam, "/help")
    sent = await client.send_message(group.id, "Hello")
    group.say(sam, "Who are you?", reply_to=group.inbox[-1])
    group.say(sam, f"Hello @{telegram.api.username}")
    updates = await client.get_updates()
    told = [update.message for update in updates if update.message]
    assert [one.text for one in told] == [None, "/help", "Who are you?", f"Hello @{telegram.api.username}"]
    assert told[0].new_chat_members[0].id == telegram.api.me["id"]
    assert {one.chat.type for one in told} == {"supergroup"}
    assert told[2].reply_to_message is not None
    assert told[2].reply_to_message.message_id == sent.message_id
    assert (await client.get_chat(group.id)).title == "Our house"


async def test_a_bot_can_leave_or_be_removed(telegram: Telegram, client: Bot) -> None:
    """A bot that is out of a group hears nothing from it and can't write there."""
    sam = telegram.user()
    left, removed = telegram.api.group(-5), telegram.api.group(-6)
    for group in (left, removed):
        group.add_bot(sam)
    await client.leave_chat(left.id)
    removed.remove_bot(sam)
    removed.say(sam, "/help")
    for group, why in ((left, "is not a member of"), (removed, "was kicked from")):
        with pytest.raises(Forbidden, match=f"^Forbidden: bot {why} the group chat$"):
            await client.send_message(group.id, "Hello")
        with pytest.raises(Forbidden):
            await client.get_chat(group.id)
    statuses = [status(update) for update in await client.get_updates() if update.my_chat_member]
    assert statuses == ["member", "member", "left", "kicked"]


def status(update: Update) -> str:
    """What the bot became."""
    assert update.my_chat_member is not None
    return str(update.my_chat_member.new_chat_member.status)


def test_everyone_is_made_once(telegram: Telegram) -> None:
    """The same number is the same person, and each guest has a number of their own."""
    assert telegram.user(7) is telegram.user(7)
    assert telegram.api.guest().id != telegram.api.guest().id
    assert telegram.api.group(-5) is telegram.api.group(-5)
