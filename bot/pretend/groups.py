"""A group that the bot may be added to."""

from __future__ import annotations

from typing import Any

from bot.pretend.entities import Words, commands_in
from bot.pretend.messages import Chat, Message
from bot.pretend.people import User
from bot.pretend.talks import member_change
from bot.pretend.world import World

Json = dict[str, Any]


class Group:
    """Several people in one chat. Made by `Api.group`.

    Args:
        world: Where it is.
        group_id: Its number, below zero.
        title: What it is called.
    """

    def __init__(self, world: World, group_id: int, title: str) -> None:
        kind = "supergroup" if str(group_id).startswith("-100") else "group"
        self._world = world
        self.chat = Chat({"id": group_id, "type": kind, "title": title}, standing="left")

    @property
    def id(self) -> int:
        """Its number."""
        return self.chat.id

    @property
    def inbox(self) -> list[Message]:
        """The bot's messages in the group."""
        return self.chat.inbox

    def say(self, user: User, text: str, *, reply_to: Message | None = None) -> Message:
        """A member writes. As usual in groups, the bot hears only commands, its own name and replies to it."""
        extra = {"reply_to_message": reply_to.json()} if reply_to else {}
        message = self._world.post(self.chat, user.json, Words(text, tuple(commands_in(text))), extra=extra)
        meant = text.startswith("/") or f"@{self._world.username}" in text or (reply_to and reply_to.from_bot)
        if self.chat.inside and meant:
            self._world.emit("message", message.json(), f"chat {self.id}")
        return message

    def add_bot(self, by: User) -> None:
        """A member adds the bot."""
        self._world.chats[self.id] = self.chat
        self._change(by, "left", "member")
        joined = self._world.post(self.chat, by.json, extra={"new_chat_members": [self._world.me]})
        self._world.emit("message", joined.json(), f"chat {self.id}")

    def remove_bot(self, by: User) -> None:
        """A member removes the bot."""
        self._change(by, "member", "kicked")

    def _change(self, by: User, before: str, after: str) -> None:
        self.chat.standing = after
        self._world.emit(
            "my_chat_member", member_change(self._world, self.chat.json, by.json, before, after), f"chat {self.id}"
        )
        self._world.touch(self.chat)
