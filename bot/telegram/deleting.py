"""Takes messages out of a chat: what the bot said, and what the person wrote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import BadRequest

from bot.telegram.letters import Message
from locales import Words

NOT_THERE = "message to delete not found"


async def delete(call: Callable[..., Awaitable[Any]], message: Message, words: Words) -> None:
    """Delete them. Telegram refuses what is older than 48 hours: then the chat says that it is still there.

    Args:
        call: Calls a method of the Bot API for a message.
        message: Names what is to go.
        words: The sentences in the language of the chat.
    """
    refused = False
    for number in message.deletes:
        try:
            await call("deleteMessage", Message(message.to), message_id=number)
        except BadRequest as error:
            refused = refused or NOT_THERE not in str(error).casefold()
    if refused:
        _ = words.gettext
        lines = (_("We cannot hide this any more."), _("You can delete it yourself."))
        await call("sendMessage", message, text="\n".join(map(words.shown, lines)))
