"""The action plan of the sample: read from a table, as a provider would bring the one that it has."""

from __future__ import annotations

from datetime import datetime, timedelta

from asking.action_import import Target, keep
from asking.moment import stamp
from evidence.action_tables.read import read
from store.tx import Tx

NAME = "Better lives plan"
TITLES = (
    "No",
    "Key action",
    "Who is responsible",
    "Timescale",
    "Progress",
    "Outcome for people",
    "Evidence that we expect",
)
NEWS = "The first house has begun."
ROWS: tuple[tuple[str, ...], ...] = (
    ("1. People choose how they spend the day.",),
    ("1.1", "Everyone has a picture board for the week.", "Sam Carter", "60", NEWS, "People see what comes next.",
     "Each person's board is filled in on Mondays."),
    ("1.2", "Ask at every house meeting what people want to try.", "Head of Homes", "-40", "", "New things are tried.",
     "Minutes name one new thing a month."),
    ("1.3", "Two drivers on Saturdays.", "Head of Homes; Sam Carter", "Completed", "Both were found.",
     "Nobody stays in because there is no driver.", "Saturday trips in the diary."),
    ("2. People eat what they like, when they like.",),
    ("2.1", "Menus with photos in each kitchen.", "Catering lead", "120", "", "People choose their meals.",
     "Photos hang in six kitchens."),
    ("2.2", "Supper at a time that each house picks. See 1.2.", "Head of Homes", "In progress", NEWS,
     "Food is warm when people come home.", "People say so in the next talks."),
    ("3. Families are close, wherever they live.",),
    ("3.1", "A video call every week for those who want one.", "Training lead", "Begin 30", "",
     "Families abroad know how it goes.", "Calls are ticked off in the summary."),
    ("3.2", "Refer to 1.1", "", "", "", "", ""),
)  # fmt: skip


def plan_of_sample(tx: Tx, now: datetime) -> None:
    """Adds the plan. Its days lie around the present: one is past, others are to come."""
    lines = ["\t".join(TITLES), *("\t".join(_dated(cell, now) for cell in row) for row in ROWS)]
    keep(tx, read("\n".join(lines).encode()), Target(0, NAME, 0, "dudley"), take=(), at=stamp(now), by=None)


def _dated(cell: str, now: datetime) -> str:
    """A number of days from now becomes a day; anything else stays."""
    head, _, days = cell.rpartition(" ")
    if not days.removeprefix("-").isdigit() or head not in ("", "Begin"):
        return cell
    day = now + timedelta(days=int(days))
    return f"{head} {day.day} {day:%B %Y}".strip()
