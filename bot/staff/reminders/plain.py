"""Reminders in the words of the staff pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from asking import quiet
from asking.reminders import APART, BEFORE_CLOSE, FIRST_AFTER, MOST, Why
from asking.reminding import EMAIL, TELEGRAM

CHANNELS: Mapping[str, str] = {TELEGRAM: "in Telegram", EMAIL: "by e-mail"}
HOURS = f"from {quiet.MORNING:%H:%M} to {quiet.EVENING:%H:%M}"
WHYS: Mapping[Why, str] = {
    Why.FORGOTTEN: "They were forgotten.",
    Why.LEFT: "They are asked no more.",
    Why.STOP_ASKING: "They asked not to be reminded.",
    Why.NOT_ASKED: "They are not asked in this round.",
    Why.OFF: "Reminders are turned off.",
    Why.DECLINED: "They said no.",
    Why.STOPPED: "They stopped. They can carry on any day.",
    Why.FINISHED: "They have finished.",
    Why.LINK_ENDED: "They have no link that works.",
    Why.ENOUGH: f"They were reminded {MOST} times. That is the most in one round.",
    Why.ROUND: "The round is not open.",
    Why.NOT_NOW: "They said: not now.",
    Why.TOO_SOON: f"They were reminded in the last {APART.days} days.",
    Why.NIGHT: f"It is night where they are. Reminders go {HOURS} by their clock.",
    Why.NO_WAY: "We have no chat and no e-mail address that works. Ask them in person, or add an e-mail address.",
}
"""Why someone gets no reminder."""
RULES = (
    f"Each person gets at most {MOST} reminders in a round, in Telegram or by e-mail.",
    f"Reminders go {HOURS}, by the clock where the person is.",
    f"The first goes {FIRST_AFTER.days} days after the link was sent, or after they last did something.",
    f"The second goes in the last {BEFORE_CLOSE.days} days of the round: time enough to answer.",
    f"There are at least {APART.days} days between two, unless the person asked for the second one.",
    "Whoever says no, stops, finishes or leaves gets none.",
    "‘Stop asking me’ counts for good. Only the person can change it.",
)
"""How it works, for whoever wants to know."""


def local(moment: datetime, zone: ZoneInfo, home: ZoneInfo) -> str:
    """A moment by the clock where someone is, such as `26 November 2026 at 09:00, in Asia/Kolkata`."""
    here = moment.astimezone(zone)
    place = "" if zone.key == home.key else f", in {zone.key.replace('_', ' ')}"
    return f"{here.day} {here:%B %Y} at {here:%H:%M}{place}"
