"""The methods that change a message, or take it away."""

from __future__ import annotations

from typing import Any

from bot.pretend.entities import Words
from bot.pretend.errors import NOT_MODIFIED, bad
from bot.pretend.files import Stored
from bot.pretend.keyboards import checked_inline
from bot.pretend.messages import Message
from bot.pretend.params import Params
from bot.pretend.sends import caption_of, text_of
from bot.pretend.world import World

Json = dict[str, Any]
DELETE_SECONDS = 48 * 3600
"""How long a bot can take a message away."""


def edit_text(world: World, params: Params) -> Json:
    """Another text. A keyboard that is not given again goes away, as with every edit."""
    message = _editable(world, params)
    words = text_of(params, "MESSAGE_TOO_LONG")
    if message.media is not None:
        raise bad("there is no text in the message to edit")
    return _change(world, message, params, words, None)


def edit_caption(world: World, params: Params) -> Json:
    """Another caption."""
    message = _editable(world, params)
    words = caption_of(params)
    if message.media is None:
        raise bad("there is no caption in the message to edit")
    return _change(world, message, params, words, message.media)


def edit_markup(world: World, params: Params) -> Json:
    """Other buttons, or none."""
    message = _editable(world, params)
    return _change(world, message, params, message.words, message.media)


def edit_media(world: World, params: Params) -> Json:
    """Another photo. A text can become a photo, but never the other way round."""
    message = _editable(world, params)
    media = params.nested("media", "input media")
    if not isinstance(media, dict) or "type" not in media:
        raise bad("can't parse InputMedia: can't find field \"type\"")
    if media["type"] != "photo":
        raise bad(f'type "{media["type"]}" is not a photo, the only media that pretend Telegram changes')
    if message.media is not None and message.media.kind != "photo":
        raise bad("message can't be edited")
    inner = Params(media, params.uploads)
    words = caption_of(inner)
    photo = world.files.photo(params.attached(inner.text("media")))
    return _change(world, message, params, words, photo)


def delete_message(world: World, params: Params) -> bool:
    """Take a message away for both sides."""
    chat = world.chat(params, write=False)
    message = world.message(chat, params, "delete")
    if not message.from_bot and not chat.private:
        raise bad("message can't be deleted")
    if world.clock() - message.date > DELETE_SECONDS:
        raise bad("message can't be deleted for everyone")
    message.deleted = True
    world.touch(chat, message)
    return True


def _editable(world: World, params: Params) -> Message:
    chat = world.chat(params)
    message = world.message(chat, params, "edit")
    if not message.from_bot or message.fixed:
        raise bad("message can't be edited")
    return message


def _change(world: World, message: Message, params: Params, words: Words, media: Stored | None) -> Json:
    markup = checked_inline(params.nested("reply_markup", "reply keyboard markup"))
    if (words, media, markup) == (message.words, message.media, message.markup):
        raise bad(NOT_MODIFIED)
    world.rates.check(message.chat.id)
    message.words, message.media, message.markup = words, media, markup
    message.edits += 1
    message.edited_at = world.now()
    world.touch(message.chat, message)
    return message.json()
