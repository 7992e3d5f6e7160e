"""What administrators have to know of backups, for their home page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.keeping.due import EVERY, OFF, is_late, moment
from store import keeping, settings
from store.tx import Tx

LOOK_FOR = timedelta(days=7)
"""How long after a restore administrators are reminded to look."""
HOW = "Whoever looks after the computer finds how in docs/backup.md."


def keeping_needs(tx: Tx, now: datetime) -> Iterator[str]:
    """A sentence for each thing that is wrong; none in sample data, nor before the program told how it is set."""
    every = settings.get(tx, EVERY)
    yield from _came_back(tx, now)
    if every is None or settings.get(tx, "sample") or not keeping.people(tx):
        return
    if every == OFF:
        yield f"No backups are made. If this computer is lost, everything is lost. {HOW}"
        return
    last, good = keeping.last(tx, keeping.BACKUP), keeping.last_good(tx, keeping.BACKUP)
    if last is not None and last.code:
        yield f"The backup of {moment(last.at):%-d %B at %H:%M} UTC failed: {last.note} {HOW}"
    elif good is not None and is_late(now, good, timedelta(hours=float(every))):
        yield f"The last good backup is of {moment(good.at):%-d %B}. {HOW}"
    drilled = keeping.last(tx, keeping.DRILL)
    if drilled is not None and drilled.code:
        yield f"A backup could not be restored to try it on {moment(drilled.at):%-d %B}: {drilled.note} {HOW}"


def _came_back(tx: Tx, now: datetime) -> Iterator[str]:
    """After a restore: what has to be looked through, for a week."""
    last = keeping.last(tx, keeping.RESTORE)
    if last is not None and timedelta() <= now - moment(last.at) < LOOK_FOR:
        yield f"{last.note} Look through team, invitations and pictures: what was ended after that may be back."


def told_at_start(tx: Tx, now: datetime) -> Iterator[str]:
    """After a restore or a takeover, for a week: what `plainsay run` prints, one line each."""
    for did in (keeping.RESTORE, keeping.TAKEOVER):
        last = keeping.last(tx, did)
        if last is not None and timedelta() <= now - moment(last.at) < LOOK_FOR:
            yield f"{last.note} That was on {last.at}; what was written between the two is not here."
