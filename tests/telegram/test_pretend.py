"""Pretend Telegram does what a client of the Bot API expects of it."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode

from bot.pretend import Button
from tests.telegram.conftest import Telegram
from tests.telegram.samples import jpeg, opus, png

TWO_ROWS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Good", callback_data="a:good"), InlineKeyboardButton("Bad", callback_data="a:bad")],
        [InlineKeyboardButton("Help", url="https://example.org/help")],
    ]
)


async def test_the_bot_knows_itself(telegram: Telegram, client: Bot) -> None:
    """A bot is known by the number in its token and by its name in links."""
    me = await client.get_me()
    assert (me.id, me.is_bot, me.username) == (1234567890, True, telegram.api.username)


async def test_a_text_arrives(telegram: Telegram, client: Bot) -> None:
    """A person sees the text with its bold part and its rows of buttons, and the bot gets the same message back."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_message(sam.id, "<b>Hello</b> Sam", parse_mode=ParseMode.HTML, reply_markup=TWO_ROWS)
    assert sent.text == sam.last.text == "Hello Sam"
    assert sam.last.bold() == ("Hello",)
    assert sam.last.rows == (
        (Button("Good", "a:good"), Button("Bad", "a:bad")),
        (Button("Help", url="https://example.org/help"),),
    )
    assert sent.reply_markup == TWO_ROWS
    assert (sent.message_id, sent.chat.id) == (sam.last.message_id, sam.id)


@pytest.mark.parametrize("data", [png(), jpeg()], ids=["png", "jpeg"])
async def test_a_photo_arrives(telegram: Telegram, client: Bot, data: bytes) -> None:
    """A photo comes with its caption, and in several sizes of which the last is the whole picture."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_photo(sam.id, data, caption="Your <b>home</b>", parse_mode="HTML")
    assert (sam.last.photo, sam.last.text, sam.last.bold()) == (data, "Your home", ("home",))
    assert [(size.width, size.height) for size in sent.photo] == [(90, 68), (320, 240), (400, 300)]
    assert len({size.file_id for size in sent.photo}) == len({size.file_unique_id for size in sent.photo}) == 3


async def test_a_file_id_costs_nothing(telegram: Telegram, client: Bot) -> None:
    """A photo that is sent again by its file_id arrives whole, and no byte of it goes up again."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_photo(sam.id, png())
    assert telegram.api.record.uploaded == {"sendPhoto": len(png())}
    again = await client.send_photo(sam.id, sent.photo[0].file_id, caption="Again")
    assert telegram.api.record.uploaded == {"sendPhoto": len(png())}
    assert [call.uploaded_bytes for call in telegram.api.called("sendPhoto")] == [len(png()), 0]
    assert (sam.last.photo, sam.last.text) == (png(), "Again")
    assert again.photo[-1].file_id == sent.photo[-1].file_id


async def test_an_upload_has_a_new_file_id(telegram: Telegram, client: Bot) -> None:
    """The same bytes that go up twice have two file_ids, and one file_unique_id."""
    telegram.user().start()
    first, second = [(await client.send_photo(7, png())).photo[-1] for _ in range(2)]
    assert first.file_id != second.file_id
    assert first.file_unique_id == second.file_unique_id


async def test_a_recording_arrives(telegram: Telegram, client: Bot) -> None:
    """A recording plays in the chat, and can be sent again by its file_id."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_voice(sam.id, opus(), caption="Listen", duration=3)
    assert (sam.last.voice, sam.last.text) == (opus(), "Listen")
    voice = sent.to_dict()["voice"]
    assert (voice["duration"], voice["mime_type"]) == (3, "audio/ogg")
    await client.send_voice(sam.id, voice["file_id"])
    assert sam.last.voice == opus()


async def test_a_file_can_be_fetched(telegram: Telegram, client: Bot) -> None:
    """A file_id leads to a path, and behind the path are the bytes."""
    sam = telegram.user()
    said = sam.voice(b"what Sam said", duration=2)
    file = await client.get_file(said.file_id or "")
    assert bytes(await file.download_as_bytearray()) == b"what Sam said"
    assert file.file_size == len(b"what Sam said")


async def test_a_path_grows_old(telegram: Telegram, client: Bot) -> None:
    """A path from getFile leads nowhere after an hour; asking again gives a new one."""
    said = telegram.user().voice(b"what Sam said")
    file = await client.get_file(said.file_id or "")
    telegram.api.clock.forward(3600)
    with pytest.raises(Exception, match="Not Found"):
        await file.download_as_bytearray()
    again = await client.get_file(said.file_id or "")
    assert bytes(await again.download_as_bytearray()) == b"what Sam said"


async def test_a_text_is_edited(telegram: Telegram, client: Bot) -> None:
    """An edit changes text and buttons where they stand. Buttons that are not given again go away."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_message(sam.id, "One", reply_markup=TWO_ROWS)
    edited = await client.edit_message_text("Two", sam.id, sent.message_id)
    assert [(one.text, one.edits, one.labels) for one in sam.inbox] == [("Two", 1, ())]
    assert edited.edit_date is not None


async def test_a_caption_is_edited(telegram: Telegram, client: Bot) -> None:
    """A caption changes and the photo stays."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_photo(sam.id, png(), caption="One")
    await client.edit_message_caption(sam.id, sent.message_id, caption="Two", reply_markup=TWO_ROWS)
    assert (sam.last.text, sam.last.photo, len(sam.last.buttons)) == ("Two", png(), 3)


async def test_buttons_are_edited(telegram: Telegram, client: Bot) -> None:
    """Buttons can be taken away alone, and put back."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_message(sam.id, "One", reply_markup=TWO_ROWS)
    await client.edit_message_reply_markup(sam.id, sent.message_id)
    assert sam.last.labels == ()
    await client.edit_message_reply_markup(sam.id, sent.message_id, reply_markup=TWO_ROWS)
    assert (sam.last.labels, sam.last.text) == (("Good", "Bad", "Help"), "One")


async def test_a_photo_is_edited(telegram: Telegram, client: Bot) -> None:
    """A photo changes to one that goes up or has a file_id, and a text can become a photo."""
    sam = telegram.user()
    sam.start()
    first = await client.send_photo(sam.id, png(), caption="One")
    await client.edit_message_media(InputMediaPhoto(jpeg(), caption="Two"), sam.id, first.message_id)
    assert (sam.last.photo, sam.last.text) == (jpeg(), "Two")
    assert telegram.api.record.uploaded["editMessageMedia"] == len(jpeg())
    await client.edit_message_media(InputMediaPhoto(first.photo[-1].file_id), sam.id, first.message_id)
    assert (sam.last.photo, sam.last.text) == (png(), "")
    second = await client.send_message(sam.id, "Words")
    await client.edit_message_media(InputMediaPhoto(first.photo[-1].file_id), sam.id, second.message_id)
    assert sam.last.photo == png()


async def test_a_message_is_deleted(telegram: Telegram, client: Bot) -> None:
    """A deleted message is gone for the person. In a private chat that includes the person's own."""
    sam = telegram.user()
    said = sam.start()
    sent = await client.send_message(sam.id, "One")
    assert await client.delete_message(sam.id, sent.message_id)
    assert await client.delete_message(sam.id, said.message_id)
    assert sam.inbox == []
    assert sam.chat.accepted == [sent.message_id]


async def test_a_tap_is_answered(telegram: Telegram, client: Bot) -> None:
    """A tap reaches the bot with its data and its message, and the answer is shown to the person."""
    sam = telegram.user()
    sam.start()
    await client.send_message(sam.id, "How is it?", reply_markup=TWO_ROWS)
    query_id = sam.tap("Good")
    update = (await client.get_updates())[-1]
    assert update.callback_query is not None
    assert (update.callback_query.id, update.callback_query.data) == (query_id, "a:good")
    assert update.callback_query.message is not None
    assert update.callback_query.message.message_id == sam.last.message_id
    assert await client.answer_callback_query(query_id, "Saved", show_alert=True)
    assert [(toast.text, toast.alert) for toast in sam.toasts] == [("Saved", True)]


async def test_commands_have_scopes_and_languages(telegram: Telegram, client: Bot) -> None:
    """Each person sees the menu of the nearest scope, in their own language where there is one."""
    sam, ria = telegram.user(7), telegram.user(8, "Ria", "de")
    sam.start()
    ria.start()
    await client.set_my_commands([BotCommand("help", "Get help")])
    private = BotCommandScopeAllPrivateChats()
    await client.set_my_commands([BotCommand("stop", "Stop")], scope=private)
    await client.set_my_commands([BotCommand("stop", "Aufhören")], scope=private, language_code="de")
    assert [one["description"] for one in sam.commands + ria.commands] == ["Stop", "Aufhören"]
    await client.set_my_commands([BotCommand("worries", "Worries")], scope=BotCommandScopeChat(sam.id))
    assert [one["command"] for one in sam.commands] == ["worries"]
    await client.delete_my_commands(scope=BotCommandScopeChat(sam.id))
    await client.delete_my_commands(scope=private)
    assert [one["command"] for one in sam.commands] == ["help"]
    assert await client.get_my_commands() == (BotCommand("help", "Get help"),)
    assert await client.get_my_commands(scope=private) == ()


async def test_descriptions_are_kept(telegram: Telegram, client: Bot) -> None:
    """Both descriptions are kept, each for its language."""
    assert await client.set_my_description("We ask how life is.")
    assert await client.set_my_short_description("Wie geht es?", language_code="de")
    assert (await client.get_my_description()).description == "We ask how life is."
    assert (await client.get_my_short_description("de")).short_description == "Wie geht es?"
    assert (await client.get_my_short_description()).short_description == ""
    assert telegram.api.counts["setMyDescription"] == 1


async def test_an_action_is_shown(telegram: Telegram, client: Bot) -> None:
    """A person sees that the bot is at work."""
    sam = telegram.user()
    sam.start()
    assert await client.send_chat_action(sam.id, ChatAction.TYPING)
    assert sam.chat.actions == ["typing"]


async def test_a_chat_can_be_looked_at(telegram: Telegram, client: Bot) -> None:
    """The bot knows a person by name, and whether they take voice messages."""
    sam = telegram.user()
    sam.start()
    assert (await client.get_chat(sam.id)).first_name == "Sam"
    sam.forbid_voice = True
    assert (await client.get_chat(sam.id)).has_restricted_voice_and_video_messages is True


async def test_other_keyboards_are_taken(telegram: Telegram, client: Bot) -> None:
    """A keyboard in place of the person's own comes and goes, and a message that brought it can't be edited."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_message(sam.id, "Pick", reply_markup=ReplyKeyboardMarkup([["Yes", "No"]]))
    assert sam.chat.reply_keyboard == [["Yes", "No"]]
    assert sent.reply_markup is None
    await client.send_message(sam.id, "Thanks", reply_markup=ReplyKeyboardRemove())
    assert sam.chat.reply_keyboard is None
    await client.send_message(sam.id, "Write", reply_markup=ForceReply())
    with pytest.raises(Exception, match="Message can't be edited"):
        await client.edit_message_text("Choose", sam.id, sent.message_id)


async def test_a_reply_names_its_message(telegram: Telegram, client: Bot) -> None:
    """A reply carries the message that it answers; a protected message says that it is."""
    sam = telegram.user()
    said = sam.start()
    reply = ReplyParameters(said.message_id)
    sent = await client.send_message(sam.id, "Hello", reply_parameters=reply, protect_content=True)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.message_id == said.message_id
    assert sent.has_protected_content


async def test_calls_are_remembered(telegram: Telegram, client: Bot) -> None:
    """Each request is there to look at; when remembering is off, only the counts go on."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_message(sam.id, "One")
    (call,) = telegram.api.called("sendMessage")
    assert (call.chat_id, call.message_id, call.ok) == (sam.id, sent.message_id, True)
    assert call.params["text"] == "One"
    telegram.api.record.on = False
    await client.send_message(sam.id, "Two")
    assert len(telegram.api.called("sendMessage")) == 1
    assert telegram.api.counts["sendMessage"] == 2
    assert sam.chat.accepted == [one.message_id for one in sam.inbox]


async def test_old_messages_can_be_let_go(telegram: Telegram, client: Bot) -> None:
    """A long run can keep only the newest messages of each chat."""
    telegram.api.keep = 2
    sam = telegram.user()
    sam.start()
    for word in ("One", "Two", "Three"):
        await client.send_message(sam.id, word)
    assert [one.text for one in sam.inbox] == ["Two", "Three"]
    assert len(sam.chat.accepted) == 3
