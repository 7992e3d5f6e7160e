"""The other side of the bot's chats: people who tap, write, record and take photos."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from bot.pretend.entities import Words, commands_in, units
from bot.pretend.keyboards import DATA_BYTES, Button
from bot.pretend.media import picture_size
from bot.pretend.messages import NOTHING, Chat, Message, Toast
from bot.pretend.sends import TEXT_UNITS
from bot.pretend.settings import commands_for
from bot.pretend.talks import member_change
from bot.pretend.world import World

if TYPE_CHECKING:
    from bot.pretend.files import Stored

Json = dict[str, Any]
T = TypeVar("T")
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
PATIENCE_SECONDS = 10.0
STICKER = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"


class User:
    """A person with a phone.

    Made by `Api.user`. Everything they do reaches the bot as an update.

    Args:
        world: Where they live.
        user_id: Their number, which is also their chat's.
        first_name: What they are called.
        language_code: What their phone speaks, such as `en`; empty where it does not say.
    """

    def __init__(self, world: World, user_id: int, first_name: str, language_code: str) -> None:
        self.json: Json = {"id": user_id, "is_bot": False, "first_name": first_name}
        if language_code:
            self.json["language_code"] = language_code
        self._world = world
        self._chat = Chat({"id": user_id, "type": "private", "first_name": first_name})

    @property
    def id(self) -> int:
        """Their number."""
        return self._chat.id

    @property
    def chat(self) -> Chat:
        """Their chat with the bot, with their own messages too."""
        return self._chat

    @property
    def inbox(self) -> list[Message]:
        """The bot's messages that they see, in order of arrival."""
        return self._chat.inbox

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return self.inbox[-1]

    @property
    def toasts(self) -> list[Toast]:
        """The bot's answers to their taps."""
        return self._chat.toasts

    @property
    def commands(self) -> list[Json]:
        """The menu of commands that they see."""
        return commands_for(self._world, self._chat, self.json.get("language_code", ""))

    @property
    def forbid_voice(self) -> bool:
        """Whether they take no voice messages."""
        return self._chat.forbid_voice

    @forbid_voice.setter
    def forbid_voice(self, forbids: bool) -> None:
        self._chat.forbid_voice = forbids
        self._world.touch(self._chat)

    async def wait(self, look: Callable[[User], T | None], timeout: float = PATIENCE_SECONDS) -> T:  # noqa: ASYNC109
        """Wait until `look(self)` gives something true, and give that.

        Args:
            look: Looks at this person's chat. It is asked after each change.
            timeout: Seconds to wait at most.

        Raises:
            AssertionError: It did not come true in time. Says what is in the chat.
        """
        try:
            return await self._chat.changes.until(lambda: look(self), timeout)
        except TimeoutError:
            seen = "\n".join(f"  {one.message_id}: {one.text!r} {list(one.labels)}" for one in self.inbox)
            raise AssertionError(f"Not within {timeout} seconds. User {self.id} sees:\n{seen or '  nothing'}") from None

    async def sees(self, part: str, timeout: float = PATIENCE_SECONDS) -> Message:  # noqa: ASYNC109
        """Wait until a message of the bot has this part of a text, and give the newest of them."""
        return await self.wait(
            lambda self: next((one for one in reversed(self.inbox) if part in one.text), None), timeout
        )

    def start(self, payload: str = "") -> Message:
        """Press Start, with what the link carried.

        Raises:
            ValueError: No link of Telegram can carry this payload.
        """
        if payload and not PAYLOAD.fullmatch(payload):
            raise ValueError(f"a start payload is 1 to 64 of A-Z, a-z, 0-9, _ and -, not {payload!r}")
        self.unblock()
        return self.say(f"/start {payload}" if payload else "/start")

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write something. Commands in it are marked, as a phone does.

        Raises:
            ValueError: A phone would not send this.
        """
        if not text.strip() or units(text) > TEXT_UNITS:
            raise ValueError("a text has 1 to 4096 characters")
        text = text.strip()
        extra = {"reply_to_message": reply_to.json()} if reply_to else {}
        return self.send(extra, Words(text, tuple(commands_in(text))))

    def tap(self, button: str, message: Message | int | None = None) -> str:
        """Tap a button. Gives the id of the tap.

        Args:
            button: Its data, or a part of its label.
            message: The message that it stands under; without it the newest that has such a button.

        Raises:
            AssertionError: No such button is to be seen.
        """
        found, tapped = self._find(button, message)
        if tapped.data is None:
            raise AssertionError(f"the button {tapped.label!r} carries no data")
        return self.tap_raw(tapped.data, found.message_id)

    def tap_raw(self, data: str, message_id: int) -> str:
        """Send the data of a tap, whether or not such a button exists. Gives the id of the tap."""
        if not 1 <= len(data.encode()) <= DATA_BYTES:
            raise ValueError("the data of a button has 1 to 64 bytes")
        query_id = self._world.tapped(self._chat)
        message = self._chat.messages.get(message_id)
        query: Json = {
            "id": query_id,
            "from": self.json,
            "message": message.json()
            if message and not message.deleted
            else {"chat": self._chat.json, "message_id": message_id, "date": 0},
            "chat_instance": str(-self.id),
            "data": data,
        }
        self._enter()
        self._world.emit("callback_query", query, f"user {self.id}")
        return query_id

    def voice(self, data: bytes, duration: int = 1, mime: str = "audio/ogg") -> Message:
        """Record something.

        Args:
            data: The recording.
            duration: How long it is, in seconds.
            mime: Its media type.
        """
        return self.send({}, media=self._world.files.keep(data, "voice", mime, {"duration": duration}))

    def photo(self, data: bytes, caption: str = "", album: str = "") -> Message:
        """Send a photo.

        Args:
            data: A PNG or JPEG.
            caption: What is written under it.
            album: Photos of one album have the same.

        Raises:
            ValueError: It is no picture.
        """
        size = picture_size(data)
        if size is None:
            raise ValueError("This is no PNG or JPEG picture.")
        extra = {"media_group_id": album} if album else {}
        return self.send(extra, Words(caption), self._world.files.keep_photo(data, size))

    def sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        about = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self.send({}, media=self._world.files.keep(STICKER, "sticker", "image/webp", about))

    def send(self, content: Json, words: Words = NOTHING, media: Stored | None = None) -> Message:
        """Send a message with any content, such as `{"location": {"latitude": 51.5, "longitude": -0.1}}`."""
        self._enter()
        message = self._world.post(self._chat, self.json, words, media=media, extra=content)
        self._world.emit("message", message.json(), f"chat {self.id}")
        return message

    def edit(self, message_id: int, text: str) -> Message:
        """Change a message of one's own."""
        message = self._chat.messages[message_id]
        if message.from_bot:
            raise ValueError("only one's own messages can be changed")
        message.words = Words(text, tuple(commands_in(text)) if message.media is None else ())
        message.edits += 1
        message.edited_at = self._world.now()
        self._world.touch(self._chat, message)
        self._world.emit("edited_message", message.json(), f"chat {self.id}")
        return message

    def block(self) -> None:
        """Block the bot."""
        self._set_blocked("member", "kicked")

    def unblock(self) -> None:
        """Take the bot back."""
        self._set_blocked("kicked", "member")

    def _set_blocked(self, before: str, after: str) -> None:
        if self._chat.blocked == (after == "kicked"):
            return
        self._chat.blocked = after == "kicked"
        self._enter()
        change = member_change(self._world, self._chat.json, self.json, before, after)
        self._world.emit("my_chat_member", change, f"chat {self.id}")
        self._world.touch(self._chat)

    def _enter(self) -> None:
        # The bot knows a chat from the first thing that happens in it.
        self._world.chats[self.id] = self._chat

    def _find(self, button: str, message: Message | int | None) -> tuple[Message, Button]:
        number = message.message_id if isinstance(message, Message) else message
        seen = [one for one in self.inbox if number in (None, one.message_id)]
        for one in reversed(seen):
            exact = (found for found in one.buttons if found.data == button)
            part = (found for found in one.buttons if button in found.label)
            found = next(exact, None) or next(part, None)
            if found:
                return one, found
        shown = [list(one.labels) for one in seen if one.labels]
        raise AssertionError(f"User {self.id} sees no button {button!r}, only {shown}")
