"""Pretend Telegram refuses what Telegram refuses, in the same words."""

from __future__ import annotations

from collections.abc import Awaitable

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyParameters,
)
from telegram.error import Forbidden, InvalidToken, TelegramError

from tests.telegram.conftest import Telegram
from tests.telegram.samples import opus, png

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def said(telegram: Telegram) -> str:
    """What was said last where something was refused."""
    return next(call.error for call in reversed(telegram.api.calls) if call.error)


async def refused(telegram: Telegram, request: Awaitable[object], words: str) -> None:
    """A request fails with exactly these words."""
    with pytest.raises(TelegramError):
        await request
    assert said(telegram) == words


async def test_another_token_is_unknown(telegram: Telegram) -> None:
    """A token that is not the bot's gets a 401 and nothing else."""
    unknown = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert await telegram.post("/bot987:another-token/getMe") == (401, unknown)
    assert await telegram.post("/file/bot987:another-token/photos/file_0.png") == (401, unknown)
    with pytest.raises(InvalidToken):
        async with Bot("987:another-token", base_url=f"{telegram.base}/bot"):
            pass


async def test_an_unknown_method_is_not_found(telegram: Telegram) -> None:
    """A method that pretend Telegram does not know gets a 404; known ones may be written in any case."""
    status, body = await telegram.ask("sendTelepathy")
    assert (status, body) == (404, {"ok": False, "error_code": 404, "description": "Not Found: method not found"})
    status, body = await telegram.ask("GETME")
    assert (status, body["ok"]) == (200, True)


async def test_an_unknown_chat_is_not_found(telegram: Telegram, client: Bot) -> None:
    """The bot can't write to someone who never wrote to it, nor to nobody."""
    telegram.user(8)
    await refused(telegram, client.send_message(8, "Hello"), "Bad Request: chat not found")
    await refused(telegram, client.get_chat(9), "Bad Request: chat not found")
    await refused(telegram, client.send_message("@someone", "Hello"), "Bad Request: chat not found")
    await refused(telegram, client.send_message("", "Hello"), "Bad Request: chat_id is empty")


async def test_a_block_is_respected(telegram: Telegram, client: Bot) -> None:
    """Whoever blocks the bot gets nothing more from it, in no form, until they take it back."""
    sam = telegram.user()
    sam.start()
    sent = await client.send_message(sam.id, "One")
    sam.block()
    words = "Forbidden: bot was blocked by the user"
    with pytest.raises(Forbidden):
        await client.send_message(sam.id, "Two")
    await refused(telegram, client.send_message(sam.id, "Two"), words)
    await refused(telegram, client.send_photo(sam.id, png()), words)
    await refused(telegram, client.edit_message_text("Two", sam.id, sent.message_id), words)
    await refused(telegram, client.send_chat_action(sam.id, "typing"), words)
    sam.start()
    await client.send_message(sam.id, "Three")
    assert [one.text for one in sam.inbox] == ["One", "Three"]


async def test_the_same_again_is_not_modified(telegram: Telegram, client: Bot) -> None:
    """An edit that changes nothing is refused, whether it is of text, caption, buttons or photo."""
    telegram.user().start()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    text = await client.send_message(7, "One", reply_markup=keyboard)
    photo = await client.send_photo(7, png(), caption="One")
    media = InputMediaPhoto(photo.photo[-1].file_id, caption="One")
    for again in (
        client.edit_message_text("<i></i>One", 7, text.message_id, parse_mode="HTML", reply_markup=keyboard),
        client.edit_message_reply_markup(7, text.message_id, reply_markup=keyboard),
        client.edit_message_caption(7, photo.message_id, caption="One"),
        client.edit_message_media(media, 7, photo.message_id),
    ):
        await refused(telegram, again, NOT_MODIFIED)
    await client.edit_message_text("<b>One</b>", 7, text.message_id, parse_mode="HTML", reply_markup=keyboard)


async def test_text_and_photo_stay_apart(telegram: Telegram, client: Bot) -> None:
    """A photo has no text to edit, a text no caption, and a recording turns into no photo."""
    telegram.user().start()
    text = await client.send_message(7, "One")
    photo = await client.send_photo(7, png(), caption="One")
    voice = await client.send_voice(7, opus())
    words = "Bad Request: there is no text in the message to edit"
    await refused(telegram, client.edit_message_text("Two", 7, photo.message_id), words)
    words = "Bad Request: there is no caption in the message to edit"
    await refused(telegram, client.edit_message_caption(7, text.message_id, caption="Two"), words)
    media = InputMediaPhoto(png())
    await refused(
        telegram, client.edit_message_media(media, 7, voice.message_id), "Bad Request: message can't be edited"
    )


async def test_only_own_messages_are_edited(telegram: Telegram, client: Bot) -> None:
    """The bot edits neither what a person wrote nor what is gone."""
    sam = telegram.user()
    theirs = sam.say("Hello")
    sent = await client.send_message(7, "One")
    edit = client.edit_message_text
    await refused(telegram, edit("Two", 7, theirs.message_id), "Bad Request: message can't be edited")
    await client.delete_message(7, sent.message_id)
    await refused(telegram, edit("Two", 7, sent.message_id), "Bad Request: message to edit not found")
    await refused(telegram, edit("Two", 7), "Bad Request: message identifier is not specified")


async def test_only_inline_keyboards_are_edited(telegram: Telegram, client: Bot) -> None:
    """An edit brings buttons under the message, never a keyboard in place of the person's own."""
    telegram.user().start()
    sent = await client.send_message(7, "One")
    telegram.api.inspector = None
    markup = '{"keyboard": [["Yes"]]}'
    number = str(sent.message_id)
    _, body = await telegram.ask("editMessageText", chat_id="7", message_id=number, text="Two", reply_markup=markup)
    assert body["description"] == "Bad Request: inline keyboard expected"


async def test_old_messages_stay(telegram: Telegram, client: Bot) -> None:
    """A message can be deleted for 48 hours, and only once."""
    telegram.user().start()
    first, second = [await client.send_message(7, "One") for _ in range(2)]
    await client.delete_message(7, first.message_id)
    words = "Bad Request: message to delete not found"
    await refused(telegram, client.delete_message(7, first.message_id), words)
    telegram.api.clock.forward(48 * 3600 + 1)
    words = "Bad Request: message can't be deleted for everyone"
    await refused(telegram, client.delete_message(7, second.message_id), words)


async def test_a_wrong_file_id_is_refused(telegram: Telegram, client: Bot) -> None:
    """A file_id that is invented, revoked or of another kind of file sends nothing."""
    telegram.user().start()
    photo = (await client.send_photo(7, png())).photo[-1].file_id
    voice = telegram.user().voice(opus()).file_id or ""
    wrong = "Bad Request: wrong file identifier/HTTP URL specified"
    await refused(telegram, client.send_photo(7, "AgACAgIAAx0CZ"), wrong)
    await refused(telegram, client.send_photo(7, voice), "Bad Request: can't use file of type VoiceNote as Photo")
    telegram.api.files.revoke(photo)
    await refused(telegram, client.send_photo(7, photo), wrong)
    missing = "Bad Request: wrong file_id or the file is temporarily unavailable"
    await refused(telegram, client.get_file(photo), missing)


async def test_nothing_is_fetched(telegram: Telegram, client: Bot) -> None:
    """An address instead of a file is refused: nothing leaves this computer."""
    telegram.user().start()
    request = client.send_photo(7, "https://example.org/home.png")
    await refused(telegram, request, "Bad Request: failed to get HTTP URL content")


async def test_voice_messages_can_be_forbidden(telegram: Telegram, client: Bot) -> None:
    """Some people take no voice messages, and the bot is told so; pictures still come."""
    sam = telegram.user()
    sam.start()
    sam.forbid_voice = True
    await refused(telegram, client.send_voice(7, opus()), "Bad Request: VOICE_MESSAGES_FORBIDDEN")
    await client.send_photo(7, png())


async def test_a_tap_is_answered_once(telegram: Telegram, client: Bot) -> None:
    """A second answer to the same tap is too late, and so is one to a tap that never was."""
    sam = telegram.user()
    sam.start()
    query = sam.tap_raw("anything", 1)
    await client.answer_callback_query(query)
    await refused(telegram, client.answer_callback_query(query), TOO_OLD)
    await refused(telegram, client.answer_callback_query("123"), TOO_OLD)


async def test_a_tap_grows_old(telegram: Telegram, client: Bot) -> None:
    """A tap can be answered for 150 seconds, or as long as the test says."""
    sam = telegram.user()
    sam.start()
    first, second = sam.tap_raw("a", 1), sam.tap_raw("b", 1)
    telegram.api.clock.forward(149)
    await client.answer_callback_query(first)
    telegram.api.clock.forward(2)
    await refused(telegram, client.answer_callback_query(second), TOO_OLD)
    telegram.api.tap_seconds = 200
    await client.answer_callback_query(second)


async def test_a_reply_needs_its_message(telegram: Telegram, client: Bot) -> None:
    """A reply to what is not there is refused, unless the bot says that it does not mind."""
    telegram.user().start()
    words = "Bad Request: message to be replied not found"
    await refused(telegram, client.send_message(7, "Hi", reply_parameters=ReplyParameters(99)), words)
    await client.send_message(7, "Hi", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True))


async def test_private_chats_are_not_left(telegram: Telegram, client: Bot) -> None:
    """Only a group can be left."""
    telegram.user().start()
    words = "Bad Request: method is available for group, supergroup and channel chats only"
    await refused(telegram, client.leave_chat(7), words)


async def test_actions_are_known_ones(telegram: Telegram, client: Bot) -> None:
    """Only what Telegram can show counts as an action."""
    telegram.user().start()
    await refused(telegram, client.send_chat_action(7, "dancing"), "Bad Request: wrong parameter action in request")
