"""Somebody in their chat, and the buttons that they see. What they do brings what the bot sent because of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.pretend import Message, User
from bot.telegram.render import NOT_TICKED, TICKED

OVER = "See my answers"
"""A button that only a screen has on which the talk is over or rests."""


@dataclass(frozen=True, slots=True)
class Phone:
    """Somebody in their chat.

    Attributes:
        user: The same in pretend Telegram.
        settled: Waits until the bot has handled everything, and sent everything.
    """

    user: User
    settled: Callable[[], Awaitable[None]]

    @property
    def screen(self) -> Message:
        """The newest message that has buttons."""
        found = [one for one in self.user.inbox if one.buttons]
        assert found, f"no message has buttons: {self.texts}"
        return found[-1]

    @property
    def texts(self) -> list[str]:
        """All that the bot said here, oldest first."""
        return [one.text for one in self.user.inbox]

    async def does(self, *acts: Callable[[], object]) -> list[Message]:
        """Do something, all at once; gives the bot's new messages in this chat."""
        before = len(self.user.inbox)
        for act in acts:
            act()
        await self.settled()
        return self.user.inbox[before:]

    async def opens(self, token: str = "") -> list[Message]:
        """Press Start, with a link or without."""
        return await self.does(lambda: self.user.start(token))

    async def taps(self, *labels: str, on: Message | None = None) -> list[Message]:
        """Tap buttons by their labels, one after another; gives what came of the last.

        Args:
            labels: Labels without their symbols.
            on: The message that they stand under; the newest that has each, when left out.
        """
        came: list[Message] = []
        for label in labels:
            data, message = key_in([on] if on else self.user.inbox, label)
            came = await self.does(lambda data=data, message=message: self.user.tap_raw(data, message))  # type: ignore[misc]
        return came

    async def says(self, words: str) -> list[Message]:
        """Write something."""
        return await self.does(lambda: self.user.say(words))

    async def goes_to(self, part: str) -> Message:
        """Go on by the first way of each screen, until the newest one has this part of a text."""
        while part not in self.screen.text:
            assert OVER not in labels(self.screen), f"the talk never came to {part!r}"
            await self.goes_on()
        return self.screen

    async def goes_to_the_end(self) -> Message:
        """Go on until the talk is over."""
        while OVER not in labels(self.screen):
            await self.goes_on()
        return self.screen

    async def goes_on(self) -> list[Message]:
        """Go on by the first way of the newest screen: its first answer, ticked and sent where it can be ticked."""
        first = self.screen.buttons[0].label
        return await self.taps(*([bare(first), "Next"] if NOT_TICKED in first else [bare(first)]))


def bare(label: str) -> str:
    """A button's label without its symbols."""
    signs, _, words = label.partition(" ")
    return bare(words) if words and not any(sign.isalpha() for sign in signs) else label


def labels(message: Message) -> list[str]:
    """What stands on a message's buttons, without the symbols."""
    return [bare(label) for label in message.labels]


def ticked(message: Message) -> list[str]:
    """The choices that are ticked."""
    return [bare(label) for label in message.labels if label.startswith(TICKED)]


def key_in(messages: list[Message], label: str) -> tuple[str, int]:
    """The data of the newest button with this label, and the number of the message that it stands under."""
    for message in reversed(messages):
        for button in message.buttons:
            if bare(button.label) == label and button.data:
                return button.data, message.message_id
    raise AssertionError(f"no button {label!r}, only {[labels(one) for one in messages if one.buttons]}")
