"""Someone who answers in a chat: reads the newest question, taps or writes, and remembers what was acknowledged.

A tap is acknowledged by the next screen. Every screen carries a number, one more than the screen before: a tap that was
lost brings none, and one that counted twice leaves a number out.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.pretend import Message, User
from tests.telegram.samples import opus

PATIENCE_SECONDS = 90.0
OPEN = "Write your answer here."
TICKED = "☑️"


class Key(NamedTuple):
    """A button as its data tells: what it does, about what, on which screen."""

    act: str
    what: str
    screen: int
    data: str
    label: str


class Said(NamedTuple):
    """An answer, as it is compared with what the store keeps."""

    reply: str
    choices: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Shown:
    """A message that is a screen of the talk.

    Attributes:
        heading: What is asked; '' where nothing is.
        number: The screen's number.
    """

    message: Message
    keys: tuple[Key, ...]

    @property
    def number(self) -> int:
        """Its place among the screens of the talk."""
        return self.keys[0].screen

    @property
    def heading(self) -> str:
        """What is asked; '' where nothing is."""
        return next(iter(self.message.bold()), "")

    @property
    def acts(self) -> frozenset[str]:
        """What can be done here."""
        return frozenset(key.act for key in self.keys)

    def of(self, act: str) -> tuple[Key, ...]:
        """The buttons that do this."""
        return tuple(key for key in self.keys if key.act == act)

    @property
    def over(self) -> bool:
        """Whether this is the closing screen."""
        return "answers" in self.acts and not self.acts & {"resume", "kept", "agree"}


def shown_in(message: Message) -> Shown | None:
    """The screen that a message is; None for anything else that the bot says."""
    keys = tuple(
        Key(parts[0], parts[1], int(parts[3]), button.data or "", button.label)
        for button in message.buttons
        if len(parts := (button.data or "").split(".")) == 5
    )
    return Shown(message, keys) if any(key.act == "listen" for key in keys) else None


@dataclass
class Chatter:
    """One person and their phone.

    Attributes:
        token: Their link.
        chance: What they choose hangs on it.
        said: Question → answer, of what was acknowledged and not changed since.
        inputs: How many taps, words and recordings were acknowledged.
    """

    user: User
    token: str
    chance: random.Random
    said: dict[str, Said] = field(default_factory=dict)
    inputs: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    over: bool = False
    _behind: dict[str, Said] = field(default_factory=dict)
    _before: tuple[str, str] = ("", "")

    @property
    def counts(self) -> dict[str, Said]:
        """Question → answer, of all that counts now: what someone has gone back past does, until they pass it by."""
        return self.said if self.over else {**self._behind, **self.said}

    async def start(self) -> Shown:
        """Open the link, and wait for the first screen."""
        self.user.start(self.token)
        return await self.screen()

    async def to_the_end(self) -> None:
        """Answer by chance until the closing screen."""
        if not self.inputs:
            await self.start()
        while not self.over:
            await self.turn()

    async def turn(self) -> Shown:
        """Do one thing by chance, and wait until it is acknowledged."""
        shown = await self.screen()
        if shown.over:
            self.over = True
            return shown
        return await self.do(shown, self._choice(shown))

    async def screen(self) -> Shown:
        """The screen to answer now. The bot has lost a tap, or counted one twice, where its number is another."""
        return await self.user.wait(lambda _: self._newest(), PATIENCE_SECONDS)

    async def do(self, shown: Shown, act: str, *what: str) -> Shown:
        """Do one thing on this screen, and wait for the next.

        Args:
            shown: The screen.
            act: What its button carries; `write` and `speak` need none.
            what: Which choices; by chance where none is given.
        """
        said = self._act(shown, act, what)
        self.inputs += 1
        self.acts[act] += 1
        after = await self.screen()
        self._remember(shown, act, said, after)
        return after

    def _newest(self) -> Shown | None:
        chat = self.user.chat
        for number in reversed(chat.accepted):
            shown = shown_in(chat.messages[number])
            if shown:
                assert shown.number <= self.inputs, f"person {self.user.id}: something counted twice"
                return shown if shown.number == self.inputs else None
        return None

    def _choice(self, shown: Shown) -> str:
        acts = shown.acts
        for only in ("resume", "agree"):
            if only in acts:
                return only
        if OPEN in shown.message.text:
            return self._by_chance(write=5, speak=3, skip=1)
        if acts & {"choose", "tick"}:
            again = self._before[1] in {shown.heading, ""} or self._before[0] == "back"
            back = 0 if again or "back" not in acts else 1
            rest = {name: 1 for name in ("do_not_know", "rather_not_say", "stop") if name in acts}
            keep = 4 if "continue" in acts else 0
            tick, choose = 8 * ("tick" in acts), 8 * ("choose" in acts)
            return self._by_chance(choose=choose, tick=tick, skip=1, back=back, **{"continue": keep}, **rest)
        return self._by_chance(**{"continue": 9, "stop": 1})

    def _by_chance(self, **weights: int) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _act(self, shown: Shown, act: str, what: tuple[str, ...]) -> Said | None:
        match act:
            case "write":
                words = what[0] if what else f"This is what {self.user.id} writes on screen {shown.number}."
                self.user.say(words)
                return Said("wrote", words=words)
            case "speak":
                self.user.voice(opus() + f"{self.user.id}:{shown.number}".encode())
                return Said("spoke")
            case "tick":
                return self._tick(shown, what)
            case _:
                keys = [key for key in shown.of(act) if not what or key.what in what]
                key = self.chance.choice(keys)
                self.user.tap_raw(key.data, shown.message.message_id)
                return {
                    "choose": Said("chose", (key.what,)),
                    "do_not_know": Said("did_not_know"),
                    "rather_not_say": Said("rather_not_say"),
                }.get(act)

    def _tick(self, shown: Shown, what: tuple[str, ...]) -> Said:
        """Tick without waiting in between, then send."""
        keys = shown.of("tick")
        before = {key.what for key in keys if key.label.startswith(TICKED)}
        many = self.chance.randint(1, len(keys))
        wanted = set(what) or {key.what for key in self.chance.sample(keys, many)}
        for key in keys:
            if (key.what in before) != (key.what in wanted):
                self.user.tap_raw(key.data, shown.message.message_id)
        self.user.tap_raw(shown.of("send")[0].data, shown.message.message_id)
        return Said("chose", tuple(sorted(wanted)))

    def _remember(self, shown: Shown, act: str, said: Said | None, after: Shown) -> None:
        """What counts now. Who goes back is behind that answer until the question comes again."""
        asked, second = shown.heading, self._before[1] == shown.heading and self._before[0] != "back"
        self._before = (act, asked)
        if act in {"stop", "resume"}:
            return
        if act == "back":
            if after.heading in self.said:
                self._behind[after.heading] = self.said.pop(after.heading)
            return
        kept = self._behind.pop(asked, None)
        if said is not None:
            self.said.pop(asked, None)  # the newest comes last: the same question may come in other words
            self.said[asked] = said
        elif act == "continue" and kept is not None:
            self.said[asked] = kept
        elif act == "skip" and not second:
            self.said.pop(asked, None)
