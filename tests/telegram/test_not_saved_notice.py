"""While nothing can be kept, each hears so in their own language where that can be read, and in English otherwise."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from telegram import Bot

from bot.telegram import not_saved
from bot.telegram.not_saved import NotSavedNotice
from locales import ENGLISH, Languages, Words

SPANISH = Languages().words("es")
CHATS = {101: SPANISH, 102: ENGLISH}


async def words_of(chat: int) -> Words:
    """The sentences of a chat."""
    return CHATS[chat]


@pytest.mark.parametrize("chat", CHATS)
async def test_the_notice_is_in_the_language_of_the_chat(monkeypatch: pytest.MonkeyPatch, chat: int) -> None:
    """Told once in an outage, in the language that this chat is asked in; 999 stands in it."""
    sent: list[dict[str, Any]] = []

    async def call(_: Bot, __: str, what: dict[str, Any]) -> dict[str, Any]:
        sent.append(what)
        return {}

    monkeypatch.setattr(not_saved, "call", call)
    notice = NotSavedNotice(cast("Bot", None), words_of)
    sender = {"id": chat, "is_bot": False, "first_name": "Sam"}
    message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": sender, "text": "Help"}
    for number in (1, 2):
        notice.tell([{"update_id": number, "message": message}])
        for _ in range(5):
            await asyncio.sleep(0)
    assert [one["chat_id"] for one in sent] == [chat]
    assert CHATS[chat].gettext("Not sent yet") in sent[0]["text"]
    assert "999" in sent[0]["text"]
    await notice.close()
