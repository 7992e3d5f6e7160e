"""What goes wrong on purpose: the bot has to live with all of it."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from bot.pretend.errors import Refused, too_many


class Kind(Enum):
    """What can go wrong."""

    TOO_MANY = "too many requests"
    SERVER_ERROR = "the server has a fault"
    UNAUTHORIZED = "the token is not known for a while"
    NOT_FOUND = "the bot is not known for a while"
    CLOSED_BEFORE = "the connection closes before anything was done"
    CLOSED_AFTER = "it was done, and the connection closes before the answer"
    DELAY = "the answer takes long"
    LATE = "it was done, and the answer takes long"
    TWICE = "an update is told twice"
    SHUFFLED = "the updates of one answer are out of order"
    MALFORMED = "an update has no content that can be read"
    UNKNOWN = "an update is of a kind that nobody knows"


ON_UPDATES = frozenset({Kind.TWICE, Kind.SHUFFLED, Kind.MALFORMED, Kind.UNKNOWN})
BEFORE = frozenset(
    {Kind.TOO_MANY, Kind.SERVER_ERROR, Kind.UNAUTHORIZED, Kind.NOT_FOUND, Kind.CLOSED_BEFORE, Kind.DELAY}
)
AFTER = frozenset({Kind.CLOSED_AFTER, Kind.LATE})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong.

    Attributes:
        kind: What.
        methods: With which methods; empty means all but getUpdates, or for faults of updates all that tell updates.
        chat_id: In which chat; None means in all.
        share: How often, from 0 to 1.
        times: How many times at most; None means no end.
        skip: How many fitting requests go well first.
        retry_after: Seconds, for TOO_MANY.
        hold: For TOO_MANY, whether the chat stays closed until these seconds have passed.
        code: HTTP status, for SERVER_ERROR.
        seconds: How long, for DELAY and LATE.
    """

    kind: Kind
    methods: frozenset[str] = frozenset()
    chat_id: int | None = None
    share: float = 1.0
    times: int | None = None
    skip: int = 0
    retry_after: int = 1
    hold: bool = False
    code: int = 502
    seconds: float = 0.0

    def fits(self, method: str, chat_id: int) -> bool:
        """Whether it may strike this request."""
        here = method in self.methods if self.methods else method != "getUpdates" or self.kind in ON_UPDATES
        return here and self.chat_id in (None, chat_id)

    def refusal(self) -> Refused | None:
        """The answer that it makes instead of the right one, where it makes one."""
        if self.kind is Kind.TOO_MANY:
            return too_many(self.retry_after)
        if self.kind is Kind.SERVER_ERROR:
            return Refused(self.code, "Internal Server Error" if self.code == 500 else "Bad Gateway")  # noqa: PLR2004
        if self.kind is Kind.UNAUTHORIZED:
            return Refused(401, "Unauthorized")
        return Refused(404, "Not Found") if self.kind is Kind.NOT_FOUND else None


@dataclass(slots=True)
class _Standing:
    fault: Fault
    seen: int = 0
    struck: int = 0


@dataclass(slots=True)
class Faults:
    """All that goes wrong at present. Chance has a seed, so a run can be repeated.

    Attributes:
        clock: Tells when a bot that was told to wait has waited long enough.
        chance: Where chance comes from.
        struck: How often each kind struck.
        early: How many requests came to a chat before the bot had waited as long as it was told.
    """

    clock: Callable[[], float]
    chance: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - no secret depends on it
    struck: Counter[Kind] = field(default_factory=Counter)
    early: int = 0
    _standing: list[_Standing] = field(default_factory=list)
    _closed: dict[int, tuple[float, bool]] = field(default_factory=dict)

    def seed(self, seed: int) -> None:
        """Begin chance anew."""
        self.chance.seed(seed)

    def add(
        self,
        kind: Kind,
        *methods: str,
        chat_id: int | None = None,
        share: float = 1.0,
        times: int | None = None,
        skip: int = 0,
        retry_after: int = 1,
        hold: bool = False,
        code: int = 502,
        seconds: float = 0.0,
    ) -> Fault:
        """Let something go wrong from now on. See `Fault` for the arguments."""
        fault = Fault(kind, frozenset(methods), chat_id, share, times, skip, retry_after, hold, code, seconds)
        self._standing.append(_Standing(fault))
        return fault

    def clear(self) -> None:
        """Let everything go well again."""
        self._standing.clear()
        self._closed.clear()

    def check_patience(self, chat_id: int) -> None:
        """Count a request that comes to a chat too early after a 429.

        Raises:
            Refused: The chat is held closed.
        """
        if chat_id not in self._closed:
            return
        until, hold = self._closed[chat_id]
        left = until - self.clock()
        if left <= 0:
            del self._closed[chat_id]
            return
        self.early += 1
        if hold:
            raise too_many(math.ceil(left))

    def strike(self, kinds: frozenset[Kind], method: str, chat_id: int = 0) -> Fault | None:
        """The fault that hits this request, where one does."""
        if not self._standing:
            return None
        for standing in self._standing:
            if standing.fault.kind in kinds and self._hits(standing, method, chat_id):
                return standing.fault
        return None

    def _hits(self, standing: _Standing, method: str, chat_id: int) -> bool:
        fault = standing.fault
        if not fault.fits(method, chat_id) or (fault.times is not None and standing.struck >= fault.times):
            return False
        standing.seen += 1
        if standing.seen <= fault.skip or (fault.share < 1 and self.chance.random() >= fault.share):
            return False
        standing.struck += 1
        self.struck[fault.kind] += 1
        if fault.kind is Kind.TOO_MANY and chat_id:
            self._closed[chat_id] = (self.clock() + fault.retry_after, fault.hold)
        return True
