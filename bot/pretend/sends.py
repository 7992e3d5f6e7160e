"""The methods that put something into a chat."""

from __future__ import annotations

from typing import Any

from bot.pretend.entities import Words, plain_or_html, units
from bot.pretend.errors import bad
from bot.pretend.files import Stored
from bot.pretend.keyboards import checked
from bot.pretend.messages import NOTHING, Chat, Message
from bot.pretend.params import Params
from bot.pretend.world import World

Json = dict[str, Any]
TEXT_UNITS = 4096
CAPTION_UNITS = 1024
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def text_of(params: Params, too_long: str = "message is too long") -> Words:
    """The text of a request.

    Args:
        params: The request.
        too_long: What is said of a text that is; it differs between sending and editing.

    Raises:
        Refused: It is empty, too long, or can't be read.
    """
    words = plain_or_html(params.text("text"), params.text("parse_mode"), params.nested("entities", "entities"))
    if not words.text:
        raise bad("message text is empty")
    if units(words.text) > TEXT_UNITS:
        raise bad(too_long)
    return words


def caption_of(params: Params) -> Words:
    """The caption of a request. It may be empty.

    Raises:
        Refused: It is too long, or can't be read.
    """
    caption = params.text("caption")
    if not caption:
        return NOTHING
    words = plain_or_html(caption, params.text("parse_mode"), params.nested("caption_entities", "caption entities"))
    if units(words.text) > CAPTION_UNITS:
        raise bad("message caption is too long")
    return words


def send_message(world: World, params: Params) -> Json:
    """A text."""
    chat = world.chat(params)
    return _send(world, chat, params, text_of(params)).json()


def send_photo(world: World, params: Params) -> Json:
    """A photo, with a caption or without."""
    chat = world.chat(params)
    words = caption_of(params)
    photo = world.files.photo(params.file("photo"))
    return _send(world, chat, params, words, photo).json()


def send_voice(world: World, params: Params) -> Json:
    """A recording that plays at a tap."""
    chat = world.chat(params)
    words = caption_of(params)
    if chat.forbid_voice:
        raise bad("VOICE_MESSAGES_FORBIDDEN")
    voice = world.files.voice(params.file("voice"), params.whole("duration"))
    return _send(world, chat, params, words, voice).json()


def send_chat_action(world: World, params: Params) -> bool:
    """What the bot is doing at the moment."""
    chat = world.chat(params)
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat.actions.append(action)
    world.touch(chat)
    return True


def _send(world: World, chat: Chat, params: Params, words: Words, media: Stored | None = None) -> Message:
    markup = checked(params.nested("reply_markup", "reply keyboard markup"))
    extra = _extra(chat, params)
    world.rates.check(chat.id)
    other = markup is not None and "inline_keyboard" not in markup
    if markup is not None and other:
        chat.reply_keyboard = markup.get("keyboard")
    inline = None if other else markup
    return world.post(chat, world.me, words, media=media, markup=inline, from_bot=True, fixed=other, extra=extra)


def _extra(chat: Chat, params: Params) -> Json:
    extra: Json = {}
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    reply = params.nested("reply_parameters", "reply parameters")
    if not isinstance(reply, dict):
        return extra
    replied = chat.messages.get(int(reply.get("message_id", 0)))
    if replied is not None and not replied.deleted:
        extra["reply_to_message"] = {key: value for key, value in replied.json().items() if key != "reply_to_message"}
    elif not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return extra
