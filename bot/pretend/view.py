"""What a person sees, as plain data for the phone page and for drivers in other processes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from bot.pretend.api import Api
from bot.pretend.keyboards import Button
from bot.pretend.messages import Chat, Message
from bot.pretend.settings import commands_for, description_for

Json = dict[str, Any]
LINK_HOSTS = ("t.me", "telegram.me")


def message_view(api: Api, message: Message) -> Json:
    """One message."""
    seen: Json = {
        "message_id": message.message_id,
        "chat_id": message.chat.id,
        "from_bot": message.from_bot,
        "date": message.date,
        "order": message.order,
        "changed": message.changed,
        "edits": message.edits,
        "deleted": message.deleted,
    }
    if message.deleted:
        return seen
    seen["text"] = message.text
    seen["parts"] = _parts(message)
    seen["rows"] = [[_button(api, button) for button in row] for row in message.rows]
    if message.media is not None:
        seen["media"] = {"kind": message.media.kind, "url": f"/control/media/{message.file_id}"}
        if isinstance(message.media.json, dict):
            seen["media"] |= {
                name: message.media.json[name] for name in ("duration", "emoji") if name in message.media.json
            }
    return seen


def chat_view(api: Api, chat: Chat, language: str, since: int) -> Json:
    """What stands around the messages."""
    return {
        "blocked": chat.blocked,
        "forbid_voice": chat.forbid_voice,
        "commands": commands_for(api, chat, language),
        "description": description_for(api, language),
        "toasts": [
            {"text": toast.text, "alert": toast.alert} for toast in chat.toasts if toast.text and toast.changed > since
        ],
        "reply_keyboard": chat.reply_keyboard,
    }


def _button(api: Api, button: Button) -> Json:
    made: Json = {"label": button.label}
    if button.data is not None:
        made["data"] = button.data
    if button.url is not None:
        made["url"] = button.url
        made["opens"] = _opened(api, button.url)
    return made


def _opened(api: Api, url: str) -> str:
    """Where a link leads. One that starts a chat with this bot opens this page."""
    parts = urlsplit(url)
    if parts.hostname in LINK_HOSTS and parts.path.strip("/").lower() == api.username.lower():
        payload = parse_qs(parts.query).get("start", [""])[0]
        return f"/?start={quote(payload)}"
    return url


def _parts(message: Message) -> list[Json]:
    """The text in pieces, each with what stands out in it."""
    text, entities = message.words
    if not entities:
        return [{"text": text, "styles": []}] if text else []
    raw = text.encode("utf-16-le")
    ends = {0, len(raw) // 2}
    for entity in entities:
        ends |= {entity["offset"], entity["offset"] + entity["length"]}
    places = sorted(ends)
    pieces = []
    for start, end in pairwise(places):
        over = [one for one in entities if one["offset"] <= start and end <= one["offset"] + one["length"]]
        piece: Json = {"text": raw[2 * start : 2 * end].decode("utf-16-le"), "styles": [one["type"] for one in over]}
        links = [one["url"] for one in over if "url" in one]
        if links:
            piece["link"] = links[-1]
        pieces.append(piece)
    return pieces
