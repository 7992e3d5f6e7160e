"""When someone is reminded. Pure: what is known comes in, and the moment or the reason comes out.

At most two reminders a person and round, by day where they are, and never after any sign of 'no'.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from asking import quiet
from dialogs.transitions import State

MOST = 2
"""Reminders a person and round, over all channels and links together."""
FIRST_AFTER = timedelta(days=4)
"""From the last thing that someone got or did to the first reminder: a weekend fits in, and it is not forgotten yet."""
BEFORE_CLOSE = timedelta(days=4)
"""The second one comes in the last days of a round: time enough to answer, and no reason to ask once more."""
APART = timedelta(days=3)
"""Never two in less, unless someone asked for the second one themselves."""
ENDED = frozenset({State.CLOSED, State.DECLINED, State.STOPPED, "forgotten"})


class Why(StrEnum):
    """Why someone gets no reminder now."""

    FORGOTTEN = "forgotten"
    LEFT = "left"
    STOP_ASKING = "stop_asking"
    NOT_ASKED = "not_asked"
    OFF = "off"
    DECLINED = "declined"
    STOPPED = "stopped"
    FINISHED = "finished"
    LINK_ENDED = "link_ended"
    ENOUGH = "enough"
    ROUND = "round"
    NOT_NOW = "not_now"
    TOO_SOON = "too_soon"
    NIGHT = "night"
    NO_WAY = "no_way"


@dataclass(frozen=True, slots=True)
class Talk:
    """One invitation of a person in a round.

    Attributes:
        since: When it was sent, or the person last did something in it.
        state: Of the talk; '' where it was not begun.
        good: Nobody has ended its link.
        expires: When its link runs out; None where the talk was begun: then it never does (D14).
    """

    since: datetime
    state: str = ""
    good: bool = True
    expires: datetime | None = None

    def waits(self, moment: datetime) -> bool:
        """Whether it can be carried on at a moment, and nobody said no to that."""
        runs = self.expires is None or moment < self.expires
        return self.good and runs and self.state not in ENDED


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one person in one round.

    Attributes:
        opens, closes: The first and the last day of the round.
        closed: It was closed before its last day.
        reminded: When they were reminded in this round, oldest first.
        elsewhere: When they were last reminded in another round; None for never.
        not_before: Until when they said 'not now'; None where they did not.
        refused: What forbids reminders whatever the talks are; None for nothing.
    """

    talks: tuple[Talk, ...]
    zone: ZoneInfo
    opens: date
    closes: date
    closed: bool = False
    reminded: tuple[datetime, ...] = ()
    elsewhere: datetime | None = None
    not_before: datetime | None = None
    refused: Why | None = None

    @property
    def since(self) -> datetime:
        """When they last got or did something."""
        return max(talk.since for talk in self.talks)

    @property
    def wished(self) -> bool:
        """Whether they asked for the next one themselves, with 'not now', and have done nothing since that moment."""
        before = max((self.since, *self.reminded[-1:]))
        return self.not_before is not None and self.not_before > before


def due(case: Case, now: datetime) -> bool:
    """Whether a reminder goes out at this moment."""
    return next_at(case, now) == now


def next_at(case: Case, now: datetime) -> datetime | None:
    """When the next reminder goes out, from now on; None where none will as things stand."""
    if len(case.reminded) >= MOST:
        return None
    at = quiet.by_day(max(now, _earliest(case)), case.zone)
    return at if _is_open(case, at) and not refusal(case, at) else None


def hindrance(case: Case, now: datetime) -> Why | None:
    """What forbids a reminder at this moment, whoever wants it; None where staff may send one."""
    last = max((*case.reminded[-1:], *([case.elsewhere] if case.elsewhere else [])), default=None)
    forbidden = (
        (len(case.reminded) >= MOST, Why.ENOUGH),
        (not _is_open(case, now), Why.ROUND),
        (case.not_before is not None and now < case.not_before, Why.NOT_NOW),
        (last is not None and now < last + APART and not case.wished, Why.TOO_SOON),
        (quiet.is_night(now, case.zone), Why.NIGHT),
    )
    return refusal(case, now) or next((why for holds, why in forbidden if holds), None)


def refusal(case: Case, moment: datetime) -> Why | None:
    """A 'no' of any sort, or nothing is left to carry on then. A 'no' in one talk of a round counts for all of them."""
    states = {talk.state for talk in case.talks}
    if case.refused:
        return case.refused
    if case.closed:
        return Why.ROUND
    if State.DECLINED in states:
        return Why.DECLINED
    if any(talk.waits(moment) for talk in case.talks):
        return None
    if State.STOPPED in states:
        return Why.STOPPED
    return Why.FINISHED if State.CLOSED in states else Why.LINK_ENDED


def _earliest(case: Case) -> datetime:
    opens = datetime.combine(case.opens, time(), UTC)
    if case.wished and case.not_before:
        return max(case.not_before, opens)
    if case.reminded:
        closing = datetime.combine(case.closes, time(), UTC) + timedelta(days=1)
        times = [closing - BEFORE_CLOSE, case.since + APART, case.reminded[-1] + APART]
    else:
        times = [case.since + FIRST_AFTER]
    times += [case.elsewhere + APART] if case.elsewhere else []
    times += [case.not_before] if case.not_before else []
    return max(opens, *times)


def _is_open(case: Case, moment: datetime) -> bool:
    return case.opens <= moment.astimezone(UTC).date() <= case.closes
