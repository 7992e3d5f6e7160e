"""Changes of the sample: two that are published, one with what people say of it since, and a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from asking.moment import stamp
from store import actions, changes, rounds, told
from store.changes import NewChange, Text
from store.told import A_BIT, NO, YES, Chosen
from store.tx import Tx
from store.who_said import said_by

PUBLISHED = timedelta(days=100)
"""Before now: after the first round, and before the second."""
BY = "Mo Field"
SAID_NO = ("duq.1.person.staff-choice", "duq.2.person.out")
"""The questions whose 'no' led to each of the first two changes."""
WRITTEN = (
    NewChange(
        "We want to choose who helps us.", "We ask you each week who you want.", picture="choose", standards=("duq.1",),
        unknowable=True,
    ),
    NewChange(
        "We do not go out enough.", "Each house has a day out each week.", picture="going-out", standards=("duq.2",),
        unknowable=True,
    ),
)  # fmt: skip
CAME_OF = "1.3"
"""Number of the action that the second came of: two drivers on Saturdays."""
DRAFT = NewChange("The house is loud at night.", "We close the doors at 10.", standards=("duq.3",))
POLISH = Text("Chcemy wybierać, kto nam pomaga.", "Co tydzień pytamy, kogo chcesz.")
ANSWERS = (YES, YES, A_BIT, YES, NO)
"""What people say of the second change, over and over. Too few said the first for anything to be shown of it."""
SEEN_LATER = timedelta(days=20)


def changes_of_sample(tx: Tx, now: datetime) -> None:
    """Make them.

    Args:
        tx: The transaction.
        now: The present.
    """
    first = min(one.id for one in rounds.all(tx))
    then = now - PUBLISHED
    came_of = next((one.id for one in actions.all(tx) if one.said.number == CAME_OF), None)
    for place, new in enumerate(WRITTEN):
        origin = came_of if place else None
        number = changes.add(tx, replace(new, action_id=origin), at=stamp(then), by=BY)
        for choice in (NO, A_BIT):
            told.choose(tx, number, Chosen(first, SAID_NO[place], choice))
        changes.publish(tx, number, at=stamp(then), by=BY, tell_after=stamp(then))
        _tell(tx, number, then, answered=bool(place), now=now)
    changes.translate(tx, 1, "pl", POLISH, checked_by="", at=stamp(then))
    changes.add(tx, DRAFT, at=stamp(now - timedelta(days=2)), by=BY)


def _tell(tx: Tx, number: int, then: datetime, *, answered: bool, now: datetime) -> None:
    """Everyone who said it was told on their own page; of one change they say whether it got better."""
    change = changes.get(tx, number)
    for person in sorted(said_by(tx, change)) if change else ():
        told.begin(tx, number, person, stamp(then))
    for place, row in enumerate(told.of_change(tx, number) if answered else ()):
        told.seen(tx, row.id, stamp(then + SEEN_LATER))
        if place % 3:
            told.answer(tx, row.id, ANSWERS[place % len(ANSWERS)], stamp(now - timedelta(days=10)))
