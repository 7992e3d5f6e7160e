"""Whether the machine's clock can be trusted with deleting: a wrong year must not take away what people said.

The caretaker looks at it once a minute. Where it finds that the clock has jumped (or that the program was away for
longer than a weekend), nothing is deleted until the clock has gone on steadily for a day. Everything else goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from asking.moment import stamp
from store import settings
from store.tx import Tx

FAR = timedelta(days=3)
"""† Further ahead than this between two looks is a jump, or a machine that was off: nobody can tell which."""
BACK = timedelta(minutes=10)
"""† A clock that is set right by the network goes back by less."""
RESTS = timedelta(days=1)
"""† For how long nothing is deleted after a jump."""
SEEN = "clock seen"
JUMPED = "clock jumped"


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock has jumped.

    Attributes:
        was: What it showed at the look before, as a stamp.
        became: What it showed then, as a stamp.
        rests_until: From then on things are deleted again, if it does not jump once more.
    """

    was: str
    became: str
    rests_until: str


def watch(tx: Tx, now: datetime) -> bool:
    """Look at the clock, and keep what it shows; gives whether it is steady."""
    before = settings.get(tx, SEEN)
    if before is not None:
        seen = datetime.fromisoformat(before)
        if now - seen > FAR or seen - now > BACK:
            settings.put(tx, JUMPED, f"{before} {stamp(now)}")
    settings.put(tx, SEEN, stamp(now))
    return last_jump(tx, now) is None


def last_jump(tx: Tx, now: datetime) -> Jump | None:
    """The jump for which deleting rests at a moment; None while the clock is steady."""
    kept = settings.get(tx, JUMPED)
    if kept is None:
        return None
    was, became = kept.split(" ")
    until = datetime.fromisoformat(became) + RESTS
    return Jump(was, became, stamp(until)) if now < until else None
