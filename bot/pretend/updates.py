"""What happened and waits to be told to the bot."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from bot.pretend.changes import Changes
from bot.pretend.errors import OTHER_POLL, Refused

Json = dict[str, Any]
KEPT_SECONDS = 24 * 3600
"""How long Telegram keeps an update for a bot that does not come."""
FIRST_ID = 700_000_001
MOST = 100
"""Most updates in one answer."""
LONGEST_POLL_SECONDS = 50
KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    ]
)
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that only a bot gets that names them."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that waits.

    Attributes:
        update_id: Its number.
        body: The `Update` object.
        lane: Updates of one lane reach a webhook one after the other; lanes run side by side.
        until: When it is too old to be told.
    """

    update_id: int
    body: Json
    lane: str
    until: float


class Updates:
    """The queue of updates, and the one poll that may wait at it.

    Args:
        clock: Tells when updates are too old.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.added = Changes()
        self._clock = clock
        self._queue: deque[Pending] = deque()
        self._next_id = FIRST_ID
        self._allowed = KINDS - ON_REQUEST
        self._named: list[str] = []
        self._poll: asyncio.Future[None] | None = None
        self._confirmed: list[Json] = []

    def __len__(self) -> int:
        self._forget_old()
        return len(self._queue)

    @property
    def allowed(self) -> list[str]:
        """The kinds that the bot named, or none where it takes the usual ones."""
        return self._named

    def allow(self, kinds: Any) -> None:
        """Take only these kinds from now on. None changes nothing, an empty list means the usual ones."""
        if isinstance(kinds, list):
            self._named = [kind for kind in kinds if kind in KINDS]
            self._allowed = frozenset(self._named) or KINDS - ON_REQUEST

    def wants(self, kind: str) -> bool:
        """Whether the bot takes updates of this kind. Unknown kinds always go out: they are faults on purpose."""
        return kind in self._allowed or kind not in KINDS

    def add(self, kind: str, content: Any, lane: str) -> Json | None:
        """Put an update at the end. None where the bot does not take its kind."""
        if not self.wants(kind):
            return None
        body = {"update_id": self._next_id, kind: content}
        self._queue.append(Pending(self._next_id, body, lane, self._clock() + KEPT_SECONDS))
        self._next_id += 1
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        self.added.ring()
        return body

    def drop(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()

    def remove(self, pending: Pending) -> None:
        """Forget one that was told, or is too old."""
        try:
            self._queue.remove(pending)
        except ValueError:
            return

    def newer(self, update_id: int) -> list[Pending]:
        """What waits and has a higher number, oldest first."""
        self._forget_old()
        return list(takewhile(lambda one: one.update_id > update_id, reversed(self._queue)))[::-1]

    def confirm(self, offset: int) -> None:
        """Forget what has a lower number. A negative offset keeps that many from the end."""
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
            return
        while self._queue and self._queue[0].update_id < offset:
            self._confirmed = [self._queue.popleft().body]

    async def poll(self, offset: int, limit: int, timeout_seconds: float) -> list[Json]:
        """What getUpdates answers.

        Args:
            offset: The first number that the bot wants; lower ones are confirmed by that.
            limit: Most updates to give.
            timeout_seconds: How long to wait where there are none.

        Raises:
            Refused: Another poll or a webhook came while this one waited.
        """
        self.confirm(offset)
        self._forget_old()
        if not self._queue and timeout_seconds > 0:
            await self._wait(timeout_seconds)
        return [self._queue[place].body for place in range(min(limit, len(self._queue)))]

    def told_again(self) -> list[Json]:
        """The last update that was confirmed, for a fault that tells it twice."""
        return self._confirmed

    def end_poll(self, why: Refused) -> None:
        """Send the waiting poll away."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(why)

    async def _wait(self, seconds: float) -> None:
        self.end_poll(Refused(409, OTHER_POLL))
        mine = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(mine, seconds)
        except TimeoutError:
            return
        finally:
            if self._poll is mine:
                self._poll = None

    def _forget_old(self) -> None:
        if not self._queue:
            return
        now = self._clock()
        while self._queue and self._queue[0].until <= now:
            self._queue.popleft()
