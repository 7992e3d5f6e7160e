"""How the channel is doing: whether updates arrive, and what stands in the way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import StrEnum

LOG = logging.getLogger("plainsay.telegram")


ADDRESS = "telegram address"
CONDITION = "telegram condition"
"""Settings in which other processes find the bot's address and how the channel is doing."""


class Condition(StrEnum):
    """Whether updates arrive."""

    STARTING = "starting"
    WORKING = "working"
    NOT_REACHED = "not_reached"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - no secret
    OTHER_PROGRAM = "other_program"
    NOT_SAVED = "not_saved"


MEANINGS: dict[Condition, tuple[str, str]] = {
    Condition.STARTING: ("It is starting.", "Wait a moment."),
    Condition.WORKING: ("It works.", ""),
    Condition.NOT_REACHED: ("Telegram cannot be reached.", "Check this computer's way to the internet."),
    Condition.TOKEN_REFUSED: ("Telegram does not know this token.", "Ask @BotFather for it again."),
    Condition.OTHER_PROGRAM: (
        "Another program uses this bot's token, and takes messages away.",
        "Stop the other one, or give each a bot of its own.",
    ),
    Condition.NOT_SAVED: ("What arrives cannot be saved. Nothing is lost yet.", "Check the disk."),
}
"""What each condition means, and how to mend it."""


class State:
    """The channel's condition, told in the log at each change.

    Args:
        clock: Seconds that only go forward.
        changed: Called at each change, with the new condition.
    """

    def __init__(self, clock: Callable[[], float], changed: Callable[[Condition], None] = lambda _: None) -> None:
        self._clock, self._changed = clock, changed
        self.condition = Condition.STARTING
        self.restarts = 0
        self.last_sign = clock()

    def alive(self) -> None:
        """Telegram answered."""
        self.last_sign = self._clock()
        self.be(Condition.WORKING)

    def be(self, condition: Condition) -> None:
        """Note a condition."""
        if condition is self.condition:
            return
        self.condition = condition
        what, mend = MEANINGS[condition]
        level = logging.INFO if condition is Condition.WORKING else logging.WARNING
        LOG.log(level, "T1%02d: Telegram: %s %s", list(Condition).index(condition), what, mend)
        self._changed(condition)

    def silent_seconds(self) -> float:
        """How long Telegram has given no sign of life."""
        return self._clock() - self.last_sign

    def restarted(self, why: str) -> None:
        """The part that receives had to be started again."""
        self.restarts += 1
        self.last_sign = self._clock()
        LOG.warning("T201: Telegram: receiving was started again (%s).", why)
