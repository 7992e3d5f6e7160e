"""The methods about taps, files and chats."""

from __future__ import annotations

from typing import Any

from bot.pretend.entities import units
from bot.pretend.errors import QUERY_TOO_OLD, bad
from bot.pretend.messages import Toast
from bot.pretend.params import Params
from bot.pretend.world import World

Json = dict[str, Any]
TOAST_UNITS = 200


def answer_tap(world: World, params: Params) -> bool:
    """Answer a tap: once, and soon."""
    tap = world.taps.get(params.text("callback_query_id"))
    if tap is None or tap.answered or world.clock() - tap.at > world.tap_seconds:
        raise bad(QUERY_TOO_OLD)
    text = params.text("text")
    if units(text) > TOAST_UNITS:
        raise bad("MESSAGE_TOO_LONG")
    tap.answered = True
    tap.chat.toasts.append(Toast(text, params.flag("show_alert"), world.sequence + 1))
    world.touch(tap.chat)
    return True


def get_file(world: World, params: Params) -> Json:
    """Where the bytes of a file can be fetched."""
    return world.files.link(params.text("file_id"))


def get_chat(world: World, params: Params) -> Json:
    """What is known of a chat."""
    chat = world.chat(params, write=False)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {
        **chat.json,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    if chat.forbid_voice:
        full["has_restricted_voice_and_video_messages"] = True
    return full


def leave_chat(world: World, params: Params) -> bool:
    """Leave a group."""
    chat = world.chat(params)
    if chat.private:
        raise bad("method is available for group, supergroup and channel chats only")
    chat.standing = "left"
    world.emit("my_chat_member", member_change(world, chat.json, world.me, "member", "left"), f"chat {chat.id}")
    world.touch(chat)
    return True


def member_change(world: World, chat: Json, who: Json, before: str, after: str) -> Json:
    """The `ChatMemberUpdated` object about the bot itself.

    Args:
        world: Everything.
        chat: The `Chat` object.
        who: The `User` object of whoever did it.
        before: The bot's status until now.
        after: The bot's status from now on.
    """
    members = []
    for status in (before, after):
        member: Json = {"user": world.me, "status": status}
        if status == "kicked":
            member["until_date"] = 0
        members.append(member)
    return {
        "chat": chat,
        "from": who,
        "date": world.now(),
        "old_chat_member": members[0],
        "new_chat_member": members[1],
    }
