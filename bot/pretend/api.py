"""Pretend Telegram as a test or a driver holds it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from typing import TypeVar

from bot.pretend.clock import Clock
from bot.pretend.groups import Group
from bot.pretend.people import PATIENCE_SECONDS, User
from bot.pretend.record import Call
from bot.pretend.webhook import backoff_seconds
from bot.pretend.world import PRETEND_TOKEN, PRETEND_USERNAME, Inspector, World

T = TypeVar("T")
FIRST_GUEST = 9_001


class Api(World):
    """A Bot API server's whole state, with the people who use the bot. `serving` puts it on the network.

    Args:
        token: The bot's token.
        username: The bot's name in links.
        clock: The time; `api.clock.forward(seconds)` passes it.
        inspector: Looks at all that comes in and goes out.
        backoff: Seconds to wait after so many failures of a webhook.
    """

    def __init__(
        self,
        token: str = PRETEND_TOKEN,
        username: str = PRETEND_USERNAME,
        clock: Clock | None = None,
        inspector: Inspector | None = None,
        backoff: Callable[[int], float] = backoff_seconds,
    ) -> None:
        super().__init__(token, username, clock, inspector, backoff)
        self.users: dict[int, User] = {}
        self.groups: dict[int, Group] = {}

    def user(self, user_id: int, first_name: str = "Sam", language_code: str = "en") -> User:
        """The person with this number. They are made when first named."""
        if user_id not in self.users:
            self.users[user_id] = User(self, user_id, first_name, language_code)
        return self.users[user_id]

    def guest(self, first_name: str = "Guest", language_code: str = "en") -> User:
        """A new person with a number of their own."""
        number = FIRST_GUEST + len(self.users)
        while number in self.users:
            number += 1
        return self.user(number, first_name, language_code)

    def group(self, group_id: int, title: str = "A group") -> Group:
        """The group with this number, which is below zero. It is made when first named."""
        if group_id not in self.groups:
            self.groups[group_id] = Group(self, group_id, title)
        return self.groups[group_id]

    @property
    def calls(self) -> deque[Call]:
        """The last requests of the bot, oldest first."""
        return self.record.calls

    @property
    def counts(self) -> Counter[str]:
        """Method → number of requests."""
        return self.record.counts

    @property
    def max_concurrent(self) -> int:
        """Most requests in hand at once."""
        return self.record.max_concurrent

    def called(self, method: str) -> list[Call]:
        """The remembered requests of one method."""
        return [call for call in self.record.calls if call.method == method]

    async def wait(self, look: Callable[[Api], T | None], timeout: float = PATIENCE_SECONDS) -> T:  # noqa: ASYNC109
        """Wait until `look(self)` gives something true, and give that. It is asked after each change and request.

        Raises:
            AssertionError: It did not come true in time. Says what the bot asked for last.
        """
        try:
            return await self.changes.until(lambda: look(self), timeout)
        except TimeoutError:
            last = [f"  {call.method} to {call.chat_id}: {call.error or 'ok'}" for call in list(self.calls)[-10:]]
            raise AssertionError("\n".join([f"Not within {timeout} seconds. The last requests:", *last])) from None
