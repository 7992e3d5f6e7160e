"""When people are told again of a worry that nobody has taken, and of one that is taken and not ended. No night."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from asking.errors import NotFilledIn
from asking.working_days import is_overdue
from store import settings
from store.tx import Tx
from store.worries import Worry

SETTING = "worry timetable"
BOUNDS = {"again": (5, 60), "beyond": (15, 240), "later": (15, 240), "reminder": (1, 5), "weekly": (1, 14)}
"""What a provider may set: nobody can make a worry wait for long."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The waits. The defaults are ours, to be argued with evidence.

    Attributes:
        again: Minutes until lead and deputy are told once more, and as often until people from outside are told too.
        beyond: Minutes from the telling until that.
        later: Minutes between all later alerts.
        reminder: Working days after which whoever has it is asked what was done, where nothing is written down.
        weekly: Days between reminders to whoever has it, until it is ended.
    """

    again: int = 30
    beyond: int = 120
    later: int = 120
    reminder: int = 1
    weekly: int = 7

    def next_alert(self, worry: Worry) -> datetime:
        """When the next alert is due of a worry that was told of before."""
        since, last = datetime.fromisoformat(worry.alerted_from), datetime.fromisoformat(worry.alerted_at)
        beyond = since + timedelta(minutes=self.beyond)
        if last >= beyond:
            return last + timedelta(minutes=self.later)
        return min(last + timedelta(minutes=self.again), beyond)

    def is_due(self, worry: Worry, now: datetime) -> bool:
        """Whether people are told now. A clock that was put back never makes anyone wait."""
        if not worry.alerted_at or datetime.fromisoformat(worry.alerted_at) > now:
            return True
        return now >= self.next_alert(worry)

    def goes_beyond(self, worry: Worry, now: datetime) -> bool:
        """Whether people from outside the house are told too."""
        since = datetime.fromisoformat(worry.alerted_from or worry.told_at)
        return now - since >= timedelta(minutes=self.beyond)

    def is_reminder_due(self, worry: Worry, now: datetime, *, noted: bool) -> bool:
        """Whether whoever has a worry is reminded of it: after a working day if nothing is noted, then each week."""
        taken = worry.acknowledged_at or worry.told_at
        if worry.reminded_at:
            last = datetime.fromisoformat(worry.reminded_at)
            return now < last or now - last >= timedelta(days=self.weekly)
        if noted:
            return now - datetime.fromisoformat(taken) >= timedelta(days=self.weekly)
        return is_overdue(taken, now - timedelta(days=self.reminder - 1))


def timetable(tx: Tx) -> Timetable:
    """The provider's own, or ours."""
    kept = settings.get(tx, SETTING)
    return Timetable(**json.loads(kept)) if kept else Timetable()


def set_timetable(tx: Tx, wanted: Timetable) -> None:
    """Keep the provider's own.

    Raises:
        NotFilledIn: A wait is too short or too long.
    """
    wrong = {}
    for name, value in asdict(wanted).items():
        least, most = BOUNDS[name]
        if not least <= value <= most:
            wrong[name] = f"Enter a number from {least} to {most}"
    if not wrong and wanted.again > wanted.beyond:
        wrong["beyond"] = "Enter at least as many minutes as above"
    if wrong:
        raise NotFilledIn(wrong)
    settings.put(tx, SETTING, json.dumps(asdict(wanted)))
