"""All that one pretend Telegram holds: chats, files, waiting updates, and the bot's own settings."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from bot.pretend.changes import Changes
from bot.pretend.clock import Clock
from bot.pretend.entities import Words
from bot.pretend.errors import BLOCKED, Refused, bad
from bot.pretend.faults import Faults, Kind
from bot.pretend.files import Files, Stored
from bot.pretend.messages import NOTHING, Chat, Message
from bot.pretend.params import Params
from bot.pretend.rates import Rates
from bot.pretend.record import Record
from bot.pretend.updates import Updates
from bot.pretend.webhook import Deliverer, backoff_seconds

Json = dict[str, Any]
PRETEND_TOKEN = "1234567890:pretend-token-nobody-has-this-one"  # noqa: S105 - known to all on purpose
PRETEND_USERNAME = "plainsay_pretend_bot"
TAP_SECONDS = 150.0
FEED = 50_000
"""How many changes a reader in another process may be behind."""
UNKNOWN: Json = {"of_a_kind": "that nobody knows yet"}
MALFORMED: tuple[tuple[str, Any], ...] = (
    ("message", {"message_id": 1, "date": 1, "text": "a message without a chat"}),
    ("message", {}),
    ("callback_query", {"id": "1"}),
    ("message", "no object at all"),
    ("my_chat_member", None),
)


class Inspector(Protocol):
    """An independent model of the Bot API, for tests that are stricter than Telegram."""

    def request(self, method: str, params: Params) -> list[str]:
        """What is wrong with a request of the bot."""

    def update(self, update: Json) -> list[str]:
        """What is wrong with an update of ours."""

    def result(self, method: str, result: Any) -> list[str]:
        """What is wrong with an answer of ours."""


@dataclass(slots=True)
class Tap:
    """A tap on a button that the bot may answer once.

    Attributes:
        chat: Where the button is.
        at: When it was tapped, in seconds since 1970.
        answered: Whether the bot answered.
    """

    chat: Chat
    at: float
    answered: bool = False


class World:
    """The state, and the few steps that every method is made of.

    Args:
        token: The bot's token.
        username: The bot's name in links.
        clock: The time; `Clock().forward` passes it.
        inspector: Looks at all that comes in and goes out.
        backoff: Seconds to wait after so many failures of a webhook.

    Attributes:
        violations: What the inspector found.
        tap_seconds: How long a tap can be answered.
        reach: Public address → where it leads on this computer, for webhooks.
        keep: How many messages of a chat are kept; 0 keeps all.
        sequence: The number of the last change.
    """

    def __init__(
        self,
        token: str = PRETEND_TOKEN,
        username: str = PRETEND_USERNAME,
        clock: Clock | None = None,
        inspector: Inspector | None = None,
        backoff: Callable[[int], float] = backoff_seconds,
    ) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.me: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Plainsay (pretend)",
            "username": username,
        }
        self.inspector = inspector
        self.violations: list[str] = []
        self.backoff = backoff
        self.tap_seconds = TAP_SECONDS
        self.reach: dict[str, str] = {}
        self.keep = 0
        self.files = Files(self.clock)
        self.updates = Updates(self.clock)
        self.faults = Faults(self.clock)
        self.rates = Rates(self.clock)
        self.record = Record(self.clock)
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.about: dict[tuple[str, str], str] = {}
        self.deliverer: Deliverer | None = None
        self.changes = Changes()
        self.sequence = 0
        self.closed = False
        self.feed: deque[tuple[int, Message]] = deque(maxlen=FEED)
        self._next_message = 1
        self._next_tap = 1

    @property
    def username(self) -> str:
        """The bot's name in links."""
        return str(self.me["username"])

    def now(self) -> int:
        """The time in whole seconds, as messages carry it."""
        return int(self.clock())

    def chat(self, params: Params, *, write: bool = True) -> Chat:
        """The chat that a request is about.

        Raises:
            Refused: There is none, or the bot may not write there.
        """
        named = params.values.get("chat_id", "")
        if named in ("", None):
            raise bad("chat_id is empty")
        chat = self.chats.get(params.whole("chat_id"))
        if chat is None:
            raise bad("chat not found")
        if write and chat.blocked:
            raise Refused(403, BLOCKED)
        if not chat.inside and (write or not chat.private):
            out = "was kicked from" if chat.standing == "kicked" else "is not a member of"
            raise Refused(403, f"Forbidden: bot {out} the {chat.json['type']} chat")
        return chat

    def message(self, chat: Chat, params: Params, aim: str) -> Message:
        """The message that a request is about.

        Args:
            chat: Its chat.
            params: The request.
            aim: What is to be done with it, such as `edit`.

        Raises:
            Refused: There is none.
        """
        number = params.whole("message_id")
        if not number:
            raise bad("message identifier is not specified")
        message = chat.messages.get(number)
        if message is None or message.deleted:
            raise bad(f"message to {aim} not found")
        return message

    def post(
        self,
        chat: Chat,
        sender: Json,
        words: Words = NOTHING,
        *,
        media: Stored | None = None,
        markup: Json | None = None,
        from_bot: bool = False,
        fixed: bool = False,
        extra: Json | None = None,
    ) -> Message:
        """Put a message into a chat."""
        message = Message(
            message_id=self._next_message,
            chat=chat,
            sender=sender,
            date=self.now(),
            words=words,
            media=media,
            markup=markup,
            from_bot=from_bot,
            fixed=fixed,
            extra=extra or {},
            order=self._next_message,
        )
        self._next_message += 1
        chat.messages[message.message_id] = message
        if 0 < self.keep < len(chat.messages):
            del chat.messages[next(iter(chat.messages))]
        if from_bot:
            chat.accepted.append(message.message_id)
        self.touch(chat, message)
        return message

    def touch(self, chat: Chat, message: Message | None = None) -> int:
        """Tell everyone who waits that something changed. Gives the number of the change."""
        self.sequence += 1
        chat.changed = self.sequence
        if message is not None:
            message.changed = self.sequence
            self.feed.append((self.sequence, message))
        chat.changes.ring()
        self.changes.ring()
        return self.sequence

    def tapped(self, chat: Chat) -> str:
        """A new tap's id."""
        # Old taps can't be answered any more; a day's run should not gather them.
        for oldest in list(islice(self.taps, 2)):
            if self.clock() - self.taps[oldest].at > max(self.tap_seconds, TAP_SECONDS) * 10:
                del self.taps[oldest]
        query_id = str(4_000_000_000_000_000_000 + self._next_tap)
        self._next_tap += 1
        self.taps[query_id] = Tap(chat, self.clock())
        self.touch(chat)
        return query_id

    def emit(self, kind: str, content: Any, lane: str) -> None:
        """Put an update into the queue."""
        if self.faults.strike(frozenset({Kind.MALFORMED}), "getUpdates"):
            self.updates.add(*self.faults.chance.choice(MALFORMED), lane)
        if self.faults.strike(frozenset({Kind.UNKNOWN}), "getUpdates"):
            self.updates.add("news_from_tomorrow", UNKNOWN, lane)
        update = self.updates.add(kind, content, lane)
        if update is not None and self.inspector is not None:
            self.violations += self.inspector.update(update)

    async def close(self) -> None:
        """Send a waiting poll away and stop telling updates."""
        self.closed = True
        self.updates.end_poll(Refused(500, "Internal Server Error: restart"))
        for changes in (self.changes, *(chat.changes for chat in self.chats.values())):
            changes.ring()
        if self.deliverer is not None:
            await self.deliverer.close()
            self.deliverer = None
